"""Parameters given as text, in the types that the notebooks declare for them."""

import ast
import hashlib
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from itertools import product
from typing import Any, NamedTuple

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


def _object(text: str) -> dict:
    if not isinstance(value := json.loads(text), dict):
        raise ValueError
    return value


class Kind(NamedTuple):
    """How a value of an annotation is read from text, and what that text has to be."""

    read: Callable[[str], Any]
    meaning: str
    plural: str = ""


class AnnotationError(ValueError):
    """An annotation of whose type no text can be."""


TEXT = Kind(str, "text", "texts")
KINDS = {
    "str": TEXT,
    "bool": Kind(_bool, "true or false"),
    "int": Kind(int, "a whole number", "whole numbers"),
    "float": Kind(_float, "a number", "numbers"),
    "list": Kind(_listed(str), "texts with commas between them"),
    "dict": Kind(_object, 'an object of JSON, such as {"name": 1}'),
    "Any": TEXT,
    "NoneType": TEXT,  # of a default that is None
}
KINDS |= {"List": KINDS["list"], "Dict": KINDS["dict"]}
NOTHING = ("none", "null", "")  # how None is given; a blank is one only where it cannot be a text


@cache
def kind_of(annotation: str) -> Kind:
    """Return how text is read for an annotation.

    Known are ``str``, ``bool``, ``int``, ``float``, lists of them, ``dict`` (as JSON), ``Literal``,
    and any of these or ``None``. Refused with :class:`AnnotationError`: any other.

    >>> kind_of("int | None").read("none"), kind_of("Optional[int]").read("3")
    (None, 3)
    >>> kind_of("list[int]").read("1, 2"), kind_of("dict[str, int]").read('{"a": 1}')
    ([1, 2], {'a': 1})
    """
    try:
        return _kind(ast.parse(annotation, mode="eval").body)
    except SyntaxError:
        raise AnnotationError(annotation) from None


def _kind(node: ast.expr) -> Kind:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return kind_of(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _either([node.left, node.right])
    if isinstance(node, ast.Subscript):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return _generic(_last_name(node.value), inner)
    if _last_name(node) in KINDS:
        return KINDS[_last_name(node)]
    raise AnnotationError


def _last_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def _generic(outer: str, inner: Sequence[ast.expr]) -> Kind:
    """Return the kind of an annotation with others in brackets."""
    if outer in ("dict", "Dict"):
        return KINDS["dict"]
    if outer in ("Optional", "Union"):
        return _either([*inner, *([ast.Constant(None)] if outer == "Optional" else [])])
    if outer == "Literal" and all(isinstance(one, ast.Constant) for one in inner):
        known = {str(one.value): one.value for one in inner}
        return Kind(_one_of(known), f"one of {', '.join(known)}")
    if outer in ("list", "List") and (item := _kind(inner[0])).plural:
        return Kind(_listed(item.read), f"{item.plural} with commas between them")
    raise AnnotationError


def _one_of(known: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text.strip() not in known:
            raise ValueError
        return known[text.strip()]

    return read


def _either(nodes: Sequence[ast.expr]) -> Kind:
    """Return the kind of a union: the first of its types that reads a text, ``None`` before all."""
    blank = [node for node in nodes if isinstance(node, ast.Constant) and node.value is None]
    kinds = [_kind(node) for node in nodes if node not in blank]
    kinds.sort(key=lambda kind: kind is TEXT)  # everything is text
    nothing = NOTHING[:2] if TEXT in kinds else NOTHING

    def read(text: str) -> Any:
        if blank and text.strip().lower() in nothing:
            return None
        for kind in kinds:
            try:
                return kind.read(text)
            except ValueError:
                continue
        raise ValueError

    meanings = [kind.meaning for kind in kinds] + (["none"] if blank else [])
    return Kind(read, " or ".join(meanings))


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
        return f"{name} is a parameter of {_list(knowing)}, but not of {_list(strangers)}."
    every = {parameter for parameters in known.values() for parameter in parameters}
    near = get_close_matches(name.lower(), sorted(every), 1)
    hint = f": did you mean {near[0]}?" if near else "."
    has = [f"{notebook} has {_list(known[notebook]) or 'none'}." for notebook in known]
    return " ".join([f"{name} is not a parameter{hint}", *has])


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


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
