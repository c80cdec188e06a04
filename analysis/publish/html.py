"""Notebooks as pages that stand alone: no script runs in them and no other host is asked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from analysis.publish.contents import Heading, finding_in, nested, rendered
from analysis.publish.markup import caption, clean, markdown, plain
from analysis.publish.summary import lead, set_parameters, summarise
from analysis.publish.tasks import COMMAND

TEMPLATES = Path(__file__).parent / "templates"
# what a kernel may show, best first: neither scripts nor widgets
SHOWN = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]
FILTERS = {"caption": caption, "clean": clean, "markdown": markdown, "plain": plain}


def report_page(
    notebook: NotebookNode, show_code: bool = False, footer: Mapping[str, str] | None = None
) -> str:
    """Return an executed notebook as one page with all that it needs.

    The finding stands first, then the parameters that were set and the contents, and at the end
    the ``footer``: what the report was made from, label by label, with its entry :data:`COMMAND`
    as code. The same notebook and footer give the same bytes.
    """
    exporter = HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(TEMPLATES)],
        filters=FILTERS,
        exclude_input=not show_code,
    )
    exporter.config.NbConvertBase.display_data_priority = SHOWN
    shown, headings = rendered(notebook)
    report = _summary(notebook, headings) | {"footer": footer or {}, "command": COMMAND}
    page, _ = exporter.from_notebook_node(shown, {"report": report | {"css": _css()}})
    return page.rstrip() + "\n"


def _summary(notebook: NotebookNode, headings: list[Heading]) -> dict[str, Any]:
    """Return what stands before the cells."""
    lines, more = lead(notebook)
    return {
        "title": summarise(notebook).title or "Report",
        "lead": lines,
        "more": more,
        "finding": finding_in(headings),
        "parameters": set_parameters(notebook),
        "contents": nested(headings) if len(headings) > 1 else [],
    }


def _css() -> str:
    sheets = (TEMPLATES / "page.css", TEMPLATES / "report.css")
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
