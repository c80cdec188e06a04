"""Parameters given as text, in the types that the notebooks declare for them."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import product
from typing import Any

from reported_figures.reports.source import AnnotationError, kind_of


def read_arguments(
    known: Mapping[str, Mapping[str, str]], given: Iterable[tuple[str, str]]
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return each notebook's parameters as values, and every problem with what was given.

    ``known`` has for each notebook the annotations of its parameters.

    >>> read_arguments({"estimates": {"as_of": "str"}}, [("as_of", "2024-10-17")])
    ({'estimates': {'as_of': '2024-10-17'}}, [])
    >>> read_arguments({"estimates": {"as_of": "str"}}, [("as_off", "2024-10-17")])[1]
    ['as_off is not a parameter: did you mean as_of? estimates has as_of.']
    """
    values: dict[str, dict[str, Any]] = {notebook: {} for notebook in known}
    given = list(given)
    counts = Counter(name for name, _ in given)
    problems = {f"{name} is given {n} times.": None for name, n in counts.items() if n > 1}
    for name, text in given:
        knowing = [notebook for notebook in known if name in known[notebook]]
        if len(knowing) < len(known):
            problems[_unknown(name, known, knowing)] = None
        for notebook in knowing:
            annotation = known[notebook][name]
            try:
                values[notebook][name] = kind_of(annotation).read(text)
            except AnnotationError:
                problems[
                    f"{name}: {notebook} annotates it as {annotation}, which no text can be given "
                    "for: known are str, bool, int, float, lists of them, dict and None."
                ] = None
            except ValueError:
                problems[f'{name}: "{text}" is not {kind_of(annotation).meaning}.'] = None
    return values, list(problems)


def read_each(
    known: Mapping[str, Mapping[str, str]], each: Mapping[str, Sequence[str]]
) -> tuple[dict[str, dict[str, list[Any]]], list[str]]:
    """Return each notebook's values along the dimensions of a grid, and every problem with them.

    A list gets one value at a time; a value that is given twice counts once.

    >>> read_each({"estimates": {"sources": "list[str]"}}, {"sources": ["nis", "diu", "nis"]})
    ({'estimates': {'sources': [['nis'], ['diu']]}}, [])
    """
    grids: dict[str, dict[str, list[Any]]] = {notebook: {} for notebook in known}
    problems: dict[str, None] = {}
    for name, text in ((name, text) for name, texts in each.items() for text in texts):
        values, found = read_arguments(known, [(name, text)])
        problems |= dict.fromkeys(found)
        for notebook, value in values.items():
            along = grids[notebook].setdefault(name, [])
            along += [value[name]] if name in value and value[name] not in along else []
    return grids, list(problems)


def text_of(value: Any, between: str = ",") -> str:
    """Return a value as the text that it is given as.

    >>> text_of(["nis", "diu"]), text_of(False)
    ('nis,diu', 'False')
    """
    return between.join(map(str, value)) if isinstance(value, list) else str(value)


def _unknown(name: str, known: Mapping[str, Mapping[str, str]], knowing: list[str]) -> str:
    if knowing:
        strangers = [notebook for notebook in known if notebook not in knowing]
        return f"{name} is a parameter of {', '.join(knowing)}, but not of {', '.join(strangers)}."
    every = {parameter for parameters in known.values() for parameter in parameters}
    near = get_close_matches(name.lower(), sorted(every), 1)
    hint = f": did you mean {near[0]}?" if near else "."
    has = [f"{notebook} has {', '.join(known[notebook]) or 'none'}." for notebook in known]
    return " ".join([f"{name} is not a parameter{hint}", *has])


PLAIN = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
LONGEST = 40  # characters of a value in a name
LONGEST_NAME = 150  # bytes of a name; file systems allow 255 with the ending


def combinations(each: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Return every combination of values, the last parameter changing first.

    >>> combinations({"as_of": ["2024-10-17"], "split_by_status": [False, True]})
    [{'as_of': '2024-10-17', 'split_by_status': False},
     {'as_of': '2024-10-17', 'split_by_status': True}]
    """
    return [dict(zip(each, values, strict=True)) for values in product(*each.values())]


def report_name(notebook: str, point: Mapping[str, Any]) -> str:
    """Return the name of the report at a point of the grid, good for a file on any system.

    >>> report_name("estimates", {"as_of": "2024-10-17", "sources": ["nis"]})
    'estimates--as_of-2024-10-17--sources-nis'
    """
    along = (f"{slug(name)}-{slug(value)}" for name, value in point.items())
    name = "--".join([notebook, *along])
    if len(name.encode()) <= LONGEST_NAME:
        return name
    return name.encode()[:LONGEST_NAME].decode(errors="ignore") + f"~{_mark(name)}"


def slug(value: Any) -> str:
    """Return a value as part of a file's name; two values never share one.

    A value that is not plain already carries a mark of its own.

    >>> slug("nis_source"), slug(["nis", "diu"]), slug(True)
    ('nis_source', 'nis-diu~db2a3b53d651', 'true')
    """
    text = text_of(value)
    text = text.lower() if isinstance(value, bool) else text
    if PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return text
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:LONGEST].rstrip("-") + f"~{_mark(text)}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that would be one file on a system that ignores case.

    >>> repeated(["estimates", "Estimates", "timeline"])
    ['Estimates']
    """
    seen: set[str] = set()
    return [name for name in names if (same := _same(name)) in seen or seen.add(same)]


def _same(name: str) -> str:
    """Return what a name has in common with those that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
