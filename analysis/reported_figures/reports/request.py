"""What the command ``report`` is asked to make, all of it checked before anything runs."""

import shlex
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reported_figures import NOTEBOOKS
from reported_figures.errors import ReadableError
from reported_figures.formats import short_path
from reported_figures.reports.arguments import (
    combinations,
    read_arguments,
    read_each,
    repeated,
    report_name,
    text_of,
)
from reported_figures.reports.source import Source, read_source
from reported_figures.reports.tasks import (
    COMMAND,
    LEDGER,
    PARTIAL,
    Input,
    Pin,
    Task,
    code_hash,
    content_hash,
    lock_hash,
)


def task_of(
    source: Source,
    fixed: dict[str, Any],
    point: dict[str, Any],
    *,
    notebooks: Sequence[str],
    pinned: Input | None,
    common: dict[str, str],
    options: Namespace,
) -> Task:
    """Return the report of a notebook at a point of the grid, beside the values that are fixed.

    It links to the reports of the request's other ``notebooks`` at the same point.
    """
    parameters = fixed | point
    pins = ()
    if pinned and LEDGER in source.parameters:
        shown = parameters.get(LEDGER) or pinned.path
        pins = (Pin(LEDGER, pinned.path, shown, pinned.files),)
    hashes = {
        "ledger": content_hash(pins[0].files) if pins else "",
        "notebook": content_hash({source.path.name: source.content}),
        **common,
    }
    return Task(
        name=report_name(source.name, point),
        notebook=str(source.path),
        source=source.content,
        folder=str(source.path.parent),
        parameters=parameters,
        pins=pins,
        footer=(pinned.remarks if pins else {})
        | _footer(source, pins, hashes)
        | {COMMAND: _again(source, parameters, options)},
        links={name: report_name(name, point) for name in notebooks},
        hashes=hashes,
        timeout=options.timeout,
        show_code=options.show_code,
    )


def _footer(source: Source, pins: Sequence[Pin], hashes: dict[str, str]) -> dict[str, str]:
    """Return what a report says of what it was made from."""
    ledger = {"Ledger": f"{pins[0].path}, SHA-256 {hashes['ledger']}"} if pins else {}
    return ledger | {
        "Notebook": f"{source.path.name}, SHA-256 {hashes['notebook']}",
        "Helper code": f"SHA-256 {hashes['code']}",
    }


def _again(source: Source, parameters: dict[str, Any], options: Namespace) -> str:
    """Return the command that makes a report again."""
    own = source.path.parent == NOTEBOOKS
    words = ["reported-figures", "report", source.name if own else short_path(source.path)]
    for name, value in parameters.items():
        words += ["-p", name, text_of(value)]
    words += ["--show-code"] * options.show_code + ["--skip-bad"] * options.skip_bad
    return shlex.join(words)


TAKEN = ("index", "manifest")


class RequestError(ReadableError):
    """Something that was asked for and cannot be made."""


def find_notebooks(names: Sequence[str]) -> list[Source]:
    """Return notebooks given by name or path; none given are all of the project's.

    Refused with :class:`RequestError`, all at once: what is no notebook of Python, and two of one
    name.
    """
    sources, problems = look_for(names)
    refuse(problems)
    return sources


def look_for(names: Sequence[str]) -> tuple[list[Source], list[str]]:
    """Return the notebooks of these names, and what is wrong with the others."""
    own = {path.stem: path for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    paths = {own.get(name, Path(name).absolute()): name for name in names or own}
    sources, problems = [], [] if paths else [f"{NOTEBOOKS}: there are no notebooks."]
    for path, name in paths.items():
        if path.suffix != ".ipynb" or not path.is_file():
            near = get_close_matches(path.stem, own, 1)
            hint = f": did you mean {near[0]}?" if near else "."
            has = ", ".join(own) or "none"
            problems.append(f"{name}: no such notebook{hint} The project has {has}.")
            continue
        try:
            sources.append(read_source(path))
        except ReadableError as error:
            problems.append(str(error))
    twice = repeated(path.stem for path in paths)
    return sources, [*problems, *(f"{name}: two notebooks have this name." for name in twice)]


def check_notebooks(tasks: Sequence[Task]) -> None:
    """Refuse with :class:`RequestError`, all at once: notebooks that are not valid ones."""
    from reported_figures.reports.canonical import parse_notebook

    problems = []
    for path, source in {task.notebook: task.source for task in tasks}.items():
        try:
            parse_notebook(source, path)
        except ReadableError as error:
            problems.append(str(error))
    refuse(problems)


def bad_names(names: Sequence[str]) -> Iterator[str]:
    """Yield what keeps reports from having these names."""
    for name in repeated([*TAKEN, *names]):
        yield f"{name}: two reports would have this name. Rename a notebook."
    for name in names:
        if f"{name}.ipynb".endswith(PARTIAL):
            yield f"{name}: what ends so is the part of a report that failed. Rename the notebook."


def overwritten(out: Path, names: Sequence[str], sources: Sequence[Source]) -> Iterator[str]:
    """Yield that a report would take the place of a notebook that it is made from."""
    places = {(out / f"{name}.ipynb").resolve() for name in names}
    for source in sources:
        if source.path.resolve() in places:
            yield f"{source.path}: its report would overwrite it. Name another folder with --out."


def refuse(problems: Sequence[str]) -> None:
    """Refuse what was asked for with all that is wrong with it, each thing told once."""
    if problems:
        raise RequestError("\n".join(dict.fromkeys(problems)))


def plan_reports(options: Namespace, pin: Callable[[str], Input], here: str = "") -> list[Task]:
    """Return the reports that are asked for, each with all that it is made from.

    ``pin`` reads the ledger that a notebook asks for, as it stands now: where none is named, the
    one ``here``, and without that the project's.

    Refused with :class:`RequestError`, all at once: notebooks that cannot be run, a ledger with
    mistakes, parameters that the notebooks do not have, values that they or the ledger do not know.
    """
    sources, problems = look_for(options.notebooks)
    if not options.notebooks:
        sources = [source for source in sources if not source.live]
    known = {source.name: source.parameters for source in sources}
    given, ledger = _given(options)
    pinned, found = _pinned(pin, ledger or here, known)
    problems += found
    each, found = _dimensions(options.each, known, pinned, readable=not found)
    problems += found
    problems += [f"{name} is given with -p, too." for name in each if name in dict(given)]
    values, found = read_arguments(known, given) if known else ({}, [])
    if here and not ledger:
        values = {n: ({LEDGER: here} if LEDGER in known[n] else {}) | values[n] for n in values}
    grids, strange = read_each(known, each) if known else ({}, [])
    problems += [*found, *strange]
    if pinned:
        problems += _unknown_values(pinned, values, grids)
    page = "with code" if options.show_code else "results only"
    common = {"code": code_hash(), "lock": lock_hash(), "page": page}  # what all of them hang on
    shared = {"notebooks": list(known), "pinned": pinned, "options": options, "common": common}
    tasks = [
        task_of(source, values[source.name], point, **shared)
        for source in sources
        for point in combinations(grids[source.name])
    ]
    names = [task.name for task in tasks]
    refuse([*problems, *bad_names(names), *overwritten(options.out, names, sources)])
    return tasks


def _pinned(
    pin: Callable[[str], Input], ledger: str, known: Mapping[str, Mapping[str, str]]
) -> tuple[Input | None, list[str]]:
    """Return the ledger as it is now if a notebook reads one, and what is wrong with it."""
    if not any(LEDGER in names for names in known.values()):
        return None, []
    try:
        return pin(ledger), []
    except ReadableError as error:
        return None, [str(error)]


def _given(options: Namespace) -> tuple[list[tuple[str, str]], str]:
    """Return the parameters that are given as text, and the ledger among them.

    A notebook runs in its own folder, where a path from here would lead elsewhere.
    """
    given = [tuple(pair) for pair in options.parameters]
    ledger = options.ledger or dict(given).get(LEDGER, "")
    place = str(Path(ledger).expanduser().absolute()) if ledger else ""
    others = [pair for pair in given if pair[0] != LEDGER]
    return ([*others, (LEDGER, place)] if place else others), place


def _dimensions(
    each: Sequence[str],
    known: Mapping[str, Mapping[str, str]],
    pinned: Input | None,
    readable: bool,
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the values along each dimension of the grid as text, and what is wrong with them."""
    dimensions: dict[str, list[str]] = {}
    problems = []
    for text in each:
        name, listed, values = text.partition("=")
        found = [value.strip() for value in values.split(",") if value.strip()]
        if not listed and pinned:
            found = pinned.every_value(name)
        if not any(name in names for names in known.values()):
            found = found or [""]  # its name is refused with the others
        if name == LEDGER:
            problems.append(
                f"--each {text}: make the reports on each ledger in a folder of its own."
            )
        elif name in dimensions:
            problems.append(f"--each {name} is given twice.")
        elif not found and (listed or readable):
            problems.append(f"--each {text}: give its values, as in --each {name}=A,B")
        dimensions[name] = [*dimensions.get(name, []), *found]
    return dimensions, problems


def _unknown_values(
    pinned: Input, values: dict[str, dict[str, Any]], grids: dict[str, dict[str, list[Any]]]
) -> list[str]:
    """Return what the ledger does not know of the values that are given."""
    fixed = [{name: value} for own in values.values() for name, value in own.items()]
    along = [{n: v} for grid in grids.values() for n, several in grid.items() for v in several]
    return [problem for pair in [*fixed, *along] for problem in pinned.bad_values(pair)]
