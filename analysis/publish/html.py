"""Notebooks as pages that stand alone: no script runs in them and no other host is asked."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import bleach
from jinja2 import Environment, FileSystemLoader
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from analysis.publish.summary import set_parameters, summarise

TEMPLATES = Path(__file__).parent / "templates"
TEXT = "a abbr b blockquote br caption code del details div em h1 h2 h3 h4 h5 h6 hr i li ol p pre"
MORE = "q s small span strong sub summary sup table tbody td tfoot th thead tr u ul"
TAGS = frozenset(f"{TEXT} {MORE} dl dt dd figure figcaption".split())
ATTRIBUTES = {
    "*": ["class", "id", "lang", "dir", "title"],
    "a": ["href"],
    "td": ["colspan", "rowspan", "headers"],
    "th": ["colspan", "rowspan", "scope"],
    "ol": ["start"],
    "details": ["open"],
}
PROTOCOLS = frozenset({"http", "https", "mailto"})
# what a kernel may show, best first: neither scripts nor widgets
SHOWN = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]
CODES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def clean(html: str) -> str:
    """Return HTML with only what marks up text and tables, and with links to the web alone.

    >>> clean('<b onclick="x()">1,500</b><script>x()</script> <a href="javascript:x()">NIS</a>')
    '<b>1,500</b>x() <a>NIS</a>'
    """
    return bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)


def plain(text: str) -> str:
    """Return text without the codes that colour it in a terminal.

    >>> plain("\\x1b[31mnot known\\x1b[0m")
    'not known'
    """
    return CODES.sub("", text)


def report_page(
    notebook: NotebookNode, show_code: bool = False, footer: Mapping[str, str] | None = None
) -> str:
    """Return an executed notebook as one page with all that it needs.

    The same notebook gives the same bytes. The template leaves a place for a footer.
    """
    exporter = HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(TEMPLATES)],
        filters={"clean": clean, "plain": plain},
        exclude_input=not show_code,
        exclude_anchor_links=True,
    )
    exporter.config.NbConvertBase.display_data_priority = SHOWN
    report = {
        "summary": summarise(notebook),
        "parameters": set_parameters(notebook),
        "css": _css(),
        "footer": footer or {},
    }
    page, _ = exporter.from_notebook_node(notebook, {"report": report})
    return page.rstrip() + "\n"


def index_page(cards: Sequence[dict[str, Any]]) -> str:
    """Return the page that leads to the reports, with a card for each.

    >>> "No reports" in index_page([])
    True
    """
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return environment.get_template("index.html.j2").render(cards=cards, css=_css())


def _css() -> str:
    return (TEMPLATES / "page.css").read_text(encoding="utf-8")
