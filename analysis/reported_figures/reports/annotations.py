"""How a parameter given as text is read, by the annotation that its notebook has for it."""

import ast
import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
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
