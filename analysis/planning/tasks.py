"""One report that is asked for, with all that it is made from."""

import shlex
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from analysis import NOTEBOOKS
from analysis.formats import short_path
from analysis.publish.arguments import text_of
from analysis.publish.grid import report_name
from analysis.publish.hashes import code_hash, content_hash, lock_hash
from analysis.publish.source import Source
from analysis.publish.tasks import COMMAND, Input, Pin, Task

LEDGER = "ledger_path"


def common_hashes(options: Namespace) -> dict[str, str]:
    """Return what all reports of a request hang on: helper code, what is installed, the form."""
    page = "with code" if options.show_code else "results only"
    return {"code": code_hash(), "lock": lock_hash(), "page": page}


def task_of(
    source: Source,
    fixed: dict[str, Any],
    point: dict[str, Any],
    *,
    notebooks: Sequence[str],
    pinned: Input | None,
    common: dict[str, str],
    options: Namespace,
) -> Task:
    """Return the report of a notebook at a point of the grid, beside the values that are fixed.

    It links to the reports of the request's other ``notebooks`` at the same point.
    """
    parameters = fixed | point
    pins = ()
    if pinned and LEDGER in source.parameters:
        shown = parameters.get(LEDGER) or pinned.path
        pins = (Pin(LEDGER, pinned.path, shown, pinned.files),)
    hashes = {
        "ledger": content_hash(pins[0].files) if pins else "",
        "notebook": content_hash({source.path.name: source.content}),
        **common,
    }
    return Task(
        name=report_name(source.name, point),
        notebook=str(source.path),
        source=source.content,
        folder=str(source.path.parent),
        parameters=parameters,
        pins=pins,
        footer=_footer(source, pins, hashes) | {COMMAND: _again(source, parameters, options)},
        links={name: report_name(name, point) for name in notebooks},
        hashes=hashes,
        timeout=options.timeout,
        show_code=options.show_code,
    )


def _footer(source: Source, pins: Sequence[Pin], hashes: dict[str, str]) -> dict[str, str]:
    """Return what a report says of what it was made from."""
    ledger = {"Ledger": f"{pins[0].path}, SHA-256 {hashes['ledger']}"} if pins else {}
    return ledger | {
        "Notebook": f"{source.path.name}, SHA-256 {hashes['notebook']}",
        "Helper code": f"SHA-256 {hashes['code']}",
    }


def _again(source: Source, parameters: dict[str, Any], options: Namespace) -> str:
    """Return the command that makes a report again."""
    own = source.path.parent == NOTEBOOKS
    words = ["python", "-m", "analysis", "report", source.name if own else short_path(source.path)]
    for name, value in parameters.items():
        words += ["-p", name, text_of(value)]
    return shlex.join(words + ["--show-code"] * options.show_code)
