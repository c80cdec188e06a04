"""Parameters given as text, in the types that the notebooks declare for them."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

YES, NO = ("true", "yes", "1"), ("false", "no", "0")


def _bool(text: str) -> bool:
    if text.strip().lower() not in YES + NO:
        raise ValueError
    return text.strip().lower() in YES


def _float(text: str) -> float:
    if not math.isfinite(number := float(text)):  # the record, in JSON, has none of these
        raise ValueError
    return number


def _listed(read: Callable[[str], Any]) -> Callable[[str], list]:
    return lambda text: [read(part.strip()) for part in text.split(",") if part.strip()]


READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "str": (str, "text"),
    "bool": (_bool, "true or false"),
    "int": (int, "a whole number"),
    "float": (_float, "a number"),
    "list[str]": (_listed(str), "texts with commas between them"),
    "list[int]": (_listed(int), "whole numbers with commas between them"),
    "list[float]": (_listed(_float), "numbers with commas between them"),
}


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
            try:
                values[notebook][name] = _read(known[notebook][name], text)
            except ValueError:
                _, meaning = READERS[known[notebook][name]]
                problems[f'{name}: "{text}" is not {meaning}.'] = None
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


def _read(annotation: str, text: str) -> Any:
    read, _ = READERS.get(annotation, READERS["str"])
    return read(text)


def _unknown(name: str, known: Mapping[str, Mapping[str, str]], knowing: list[str]) -> str:
    if knowing:
        strangers = [notebook for notebook in known if notebook not in knowing]
        return f"{name} is a parameter of {_list(knowing)}, but not of {_list(strangers)}."
    every = {parameter for parameters in known.values() for parameter in parameters}
    near = get_close_matches(name.lower(), sorted(every), 1)
    hint = f": did you mean {near[0]}?" if near else "."
    has = [f"{notebook} has {_list(known[notebook]) or 'none'}." for notebook in known]
    return " ".join([f"{name} is not a parameter{hint}", *has])


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
