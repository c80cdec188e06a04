"""The notebooks that are asked for, read and refused without what runs them."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from analysis import NOTEBOOKS
from analysis.errors import ReadableError
from analysis.publish.grid import repeated
from analysis.publish.source import Source, read_source
from analysis.publish.tasks import PARTIAL, Task

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
    from analysis.publish.canonical import parse_notebook

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
