"""What has to be known of notebooks before any runs: read without what runs them.

A parameter that is given as text is read by the annotation that its notebook has for it.
"""

import ast
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reported_figures.errors import ReadableError


class SourceError(ReadableError):
    """A notebook that cannot be run."""


@dataclass(frozen=True)
class Source:
    """A notebook as its file has it, and the annotations of its parameters by name.

    One that is ``live``, by a tag of any of its cells, is for a person at its controls: it has a
    page only if it is asked for by name.
    """

    path: Path
    content: bytes
    parameters: dict[str, str]
    live: bool = False

    @property
    def name(self) -> str:
        return self.path.stem


def read_source(path: Path) -> Source:
    """Return a notebook's content and parameters.

    Refused with :class:`SourceError`: a file that is no notebook of Python, and one whose cell of
    parameters is not plain Python.
    """
    try:
        content = path.read_bytes()
        notebook = json.loads(content)
        if notebook["nbformat"] != 4:
            raise ValueError(f"it is of format {notebook['nbformat']}")
        language, cells = _language(notebook["metadata"]), notebook["cells"]
        live = any("live" in cell["metadata"].get("tags", []) for cell in cells)
        parameters = declared(cells)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}.") from None
    except SyntaxError as error:
        raise SourceError(
            f"{path}: the cell of parameters is not plain Python (its line {error.lineno or 1}: "
            f"{error.msg})."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(f"{path}: not a notebook of format 4 ({_reason(error)}).") from None
    if language.lower() not in ("python", "ipython"):
        raise SourceError(f"{path}: written in {language}; only notebooks in Python can be run.")
    return Source(path, content, parameters, live)


def _reason(error: Exception) -> str:
    return f"it has no {error}" if isinstance(error, KeyError) else str(error).splitlines()[0]


def _language(metadata: Mapping[str, Any]) -> str:
    spec, info = (metadata.get(key) or {} for key in ("kernelspec", "language_info"))
    return str(spec.get("language") or info.get("name") or "python")


def declared(cells: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the names of a notebook's parameters, each with its annotation.

    A parameter without one has the type of its default.

    >>> source = 'as_of: str = ""  # ISO date\\nmost = -3\\nseconds = 60 * 1.5'
    >>> cell = {"cell_type": "code", "source": source, "metadata": {"tags": ["parameters"]}}
    >>> declared([cell])
    {'as_of': 'str', 'most': 'int', 'seconds': 'float'}
    """
    tagged = (cell for cell in cells if "parameters" in cell["metadata"].get("tags", []))
    source = next((cell["source"] for cell in tagged), "")
    tree = ast.parse(source if isinstance(source, str) else "".join(source))
    found = {}
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = ast.unparse(node.annotation).replace(" ", "")
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = _type_of(node.value)
    return found


def _type_of(default: ast.expr) -> str:
    """Return the name of the type that a default has, if it is written out or reckoned so."""
    if isinstance(default, ast.BinOp):  # 60 * 60, or 1 / 3
        kinds = {_type_of(default.left), _type_of(default.right)}
        parts = "float" in kinds or isinstance(default.op, ast.Div)
        return ("float" if parts else "int") if kinds <= {"int", "float"} else "str"
    try:
        value = ast.literal_eval(default)
    except ValueError:
        return "str"
    return "list[str]" if isinstance(value, list) else type(value).__name__


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
