"""What a notebook asks for, read without the libraries that run notebooks."""

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import ReadableError


class NotebookError(ReadableError):
    """A file that is not a notebook."""


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook: its annotation and the value that it has by default."""

    annotation: str
    default: Any = None


@dataclass(frozen=True)
class Source:
    """A notebook's file as it was read, and the parameters that it declares."""

    path: Path
    content: bytes
    parameters: dict[str, Parameter]

    @property
    def annotations(self) -> dict[str, str]:
        """Return each parameter's name with its annotation."""
        return {name: parameter.annotation for name, parameter in self.parameters.items()}


def read_source(path: Path) -> Source:
    """Return a notebook's file with its parameters; refused: what cannot be read as one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotebookError(f"{path}: {error.strerror or error}.") from None
    try:
        cells = _cells(json.loads(content.decode("utf-8")))
        tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
        sources = [_text(cell["source"]) for cell in tagged[:1] if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NotebookError(f"{path}: not a notebook of format 4 ({reason}).") from None
    try:
        return Source(path, content, declared("".join(sources)))
    except SyntaxError as error:
        where = f"line {error.lineno} of its cell of parameters"
        raise NotebookError(f"{path}: {where} is not Python ({error.msg}).") from None


def declared(source: str) -> dict[str, Parameter]:
    """Return what the code of a cell of parameters declares, each with its type.

    A parameter without an annotation has the type of its value.

    >>> declared('as_of: str = ""  # ISO date')
    {'as_of': Parameter(annotation='str', default='')}
    >>> declared("n = 3")["n"].annotation
    'int'
    """
    found = {}
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                default = _default(node.value)
                noted = getattr(node, "annotation", None)
                annotation = ast.unparse(noted) if noted else _type_name(default)
                found[target.id] = Parameter(annotation, default)
    return found


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    if notebook["nbformat"] != 4:
        raise ValueError(f"its format is {notebook['nbformat']}")
    return [{"metadata": {}, **cell} for cell in notebook["cells"]]


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _default(value: ast.expr | None) -> Any:
    try:
        return ast.literal_eval(value) if value else None
    except ValueError:
        return None


def _type_name(value: Any) -> str:
    return "str" if value is None else "list[str]" if value == [] else type(value).__name__
