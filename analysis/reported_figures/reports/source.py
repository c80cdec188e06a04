"""What has to be known of notebooks before any of them runs, read without what runs them."""

import ast
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
