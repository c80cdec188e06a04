"""What the command ``report`` is asked to make, all of it checked before anything runs."""

import shlex
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.checks import PROJECT, Checked
from analysis.errors import ReadableError
from analysis.parameters import every_value
from analysis.parameters import problems as bad_values
from analysis.pinned import Pinned, pin_ledger
from analysis.publish.arguments import read_arguments, read_each
from analysis.publish.grid import combinations, repeated, report_name
from analysis.publish.hashes import code_hash, content_hash, lock_hash
from analysis.publish.source import Source, read_source
from analysis.publish.tasks import Pin, Task
from analysis.tables import short_path

NOTEBOOKS = PROJECT / "notebooks"
LEDGER = "ledger_path"
TAKEN = ("index", "manifest")
PARTIAL = ".failed"


class RequestError(ReadableError):
    """Something that was asked for and cannot be made."""


def find_notebooks(names: Sequence[str]) -> list[Source]:
    """Return notebooks given by name or path; none given are all of the project's.

    Refused with :class:`RequestError`, all at once: what is no notebook of Python, and two of one
    name.
    """
    sources, problems = _find(names)
    _refuse(problems)
    return sources


def _find(names: Sequence[str]) -> tuple[list[Source], list[str]]:
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


def plan_reports(options: Namespace) -> list[Task]:
    """Return the reports that are asked for, each with all that it is made from.

    Refused with :class:`RequestError`, all at once: notebooks that cannot be run, a ledger with
    mistakes, parameters that the notebooks do not have, values that they or the ledger do not know.
    """
    sources, problems = _find(options.notebooks)
    known = {source.name: source.parameters for source in sources}
    given, ledger = _given(options)
    pinned, found = _pinned(ledger, known)
    problems += found
    each, found = _dimensions(options.each, known, pinned, readable=not found)
    problems += found
    problems += [f"{name} is given with -p, too." for name in each if name in dict(given)]
    values, found = read_arguments(known, given) if known else ({}, [])
    grids, strange = read_each(known, each) if known else ({}, [])
    problems += [*found, *strange]
    if pinned:
        problems += _unknown_values(pinned.checked, values, grids)
    common = {"code": code_hash(), "lock": lock_hash()}
    common["page"] = "with code" if options.show_code else "results only"
    tasks = [
        _task(source, values[source.name] | point, point, pinned, common, options)
        for source in sources
        for point in combinations(grids[source.name])
    ]
    names = [task.name for task in tasks]
    _refuse([*problems, *_bad_names(names), *_overwritten(options.out, names, sources)])
    return _linked(tasks)


def _overwritten(out: Path, names: Sequence[str], sources: Sequence[Source]) -> Iterator[str]:
    """Yield that a report would take the place of a notebook that it is made from."""
    places = {(out / f"{name}.ipynb").resolve() for name in names}
    for source in sources:
        if source.path.resolve() in places:
            yield f"{source.path}: its report would overwrite it. Name another folder with --out."


def _linked(tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks, each with links to the reports of the other notebooks on the same point."""
    siblings: dict[str, dict[str, str]] = {}
    for task in tasks:
        notebook = Path(task.notebook).stem
        siblings.setdefault(task.name.removeprefix(notebook), {})[notebook] = task.name
    return [replace(t, links=siblings[t.name.removeprefix(Path(t.notebook).stem)]) for t in tasks]


def _pinned(ledger: str, known: Mapping[str, Mapping[str, str]]) -> tuple[Pinned | None, list[str]]:
    """Return the ledger as it is now if a notebook reads one, and what is wrong with it."""
    if not any(LEDGER in names for names in known.values()):
        return None, []
    try:
        return pin_ledger(ledger), []
    except ReadableError as error:
        return None, [str(error)]


def _bad_names(names: Sequence[str]) -> Iterator[str]:
    for name in repeated([*TAKEN, *names]):
        yield f"{name}: two reports would have this name. Rename a notebook."
    for name in names:
        if name.endswith(PARTIAL):
            yield f"{name}: what ends so is the part of a report that failed. Rename the notebook."


def check_notebooks(tasks: Sequence[Task]) -> None:
    """Refuse with :class:`RequestError`, all at once: notebooks that are not valid ones."""
    from analysis.publish.canonical import parse_notebook

    problems = []
    for path, source in {task.notebook: task.source for task in tasks}.items():
        try:
            parse_notebook(source, path)
        except ReadableError as error:
            problems.append(str(error))
    _refuse(problems)


def _refuse(problems: Sequence[str]) -> None:
    if problems:
        raise RequestError("\n".join(dict.fromkeys(problems)))


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
    pinned: Pinned | None,
    readable: bool,
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the values along each dimension of the grid as text, and what is wrong with them."""
    dimensions: dict[str, list[str]] = {}
    problems = []
    for text in each:
        name, listed, values = text.partition("=")
        found = [value.strip() for value in values.split(",") if value.strip()]
        if not listed and pinned:
            found = every_value(pinned.checked, name)
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
    checked: Checked, values: dict[str, dict[str, Any]], grids: dict[str, dict[str, list[Any]]]
) -> list[str]:
    """Return what the ledger does not know of the values that are given."""
    fixed = [{name: value} for own in values.values() for name, value in own.items()]
    along = [{n: v} for grid in grids.values() for n, several in grid.items() for v in several]
    return [problem for pair in [*fixed, *along] for problem in bad_values(checked, pair)]


def _task(
    source: Source,
    parameters: dict[str, Any],
    point: dict[str, Any],
    pinned: Pinned | None,
    common: dict[str, str],
    options: Namespace,
) -> Task:
    pins, ledger = (), ""
    if pinned and LEDGER in source.parameters:
        shown = parameters.get(LEDGER) or pinned.path
        pins = (Pin(LEDGER, pinned.path, shown, pinned.files),)
        ledger = content_hash(pinned.files)
    notebook = content_hash({source.path.name: source.content})
    hashes = {"ledger": ledger, "notebook": notebook, **common}
    return Task(
        name=report_name(source.name, point),
        notebook=str(source.path),
        source=source.content,
        folder=str(source.path.parent),
        parameters=parameters,
        pins=pins,
        footer=_footer(source, parameters, pinned if pins else None, hashes, options),
        hashes=hashes,
        timeout=options.timeout,
        show_code=options.show_code,
    )


def _footer(
    source: Source,
    parameters: dict[str, Any],
    pinned: Pinned | None,
    hashes: dict[str, str],
    options: Namespace,
) -> dict[str, str]:
    """Return what a report says of its making: what of, and with which command again."""
    own = source.path.parent == NOTEBOOKS
    again = ["python", "-m", "analysis", "report", source.name if own else short_path(source.path)]
    for name, value in parameters.items():
        text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        again += ["-p", name, text]
    footer = {"Ledger": f"{pinned.path}, SHA-256 {hashes['ledger']}"} if pinned else {}
    return footer | {
        "Notebook": f"{source.path.name}, SHA-256 {hashes['notebook']}",
        "Helper code": f"SHA-256 {hashes['code']}",
        "To make it again": shlex.join(again + (["--show-code"] if options.show_code else [])),
    }
