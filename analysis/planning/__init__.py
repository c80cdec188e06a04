"""What the command ``report`` is asked to make, all of it checked before anything runs."""

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.errors import ReadableError
from analysis.planning.notebooks import (
    RequestError,
    bad_names,
    check_notebooks,
    find_notebooks,
    look_for,
    overwritten,
    refuse,
)
from analysis.planning.tasks import LEDGER, common_hashes, task_of
from analysis.publish.arguments import read_arguments, read_each
from analysis.publish.grid import combinations
from analysis.publish.tasks import Input, Task

__all__ = ["RequestError", "check_notebooks", "find_notebooks", "plan_reports"]


def plan_reports(options: Namespace, pin: Callable[[str], Input]) -> list[Task]:
    """Return the reports that are asked for, each with all that it is made from.

    ``pin`` reads the ledger that a notebook asks for, as it stands now.

    Refused with :class:`RequestError`, all at once: notebooks that cannot be run, a ledger with
    mistakes, parameters that the notebooks do not have, values that they or the ledger do not know.
    """
    sources, problems = look_for(options.notebooks)
    known = {source.name: source.parameters for source in sources}
    given, ledger = _given(options)
    pinned, found = _pinned(pin, ledger, known)
    problems += found
    each, found = _dimensions(options.each, known, pinned, readable=not found)
    problems += found
    problems += [f"{name} is given with -p, too." for name in each if name in dict(given)]
    values, found = read_arguments(known, given) if known else ({}, [])
    grids, strange = read_each(known, each) if known else ({}, [])
    problems += [*found, *strange]
    if pinned:
        problems += _unknown_values(pinned, values, grids)
    shared = {"notebooks": list(known), "pinned": pinned, "options": options}
    shared["common"] = common_hashes(options)
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
