"""Show tables, sentences and charts in a notebook: deterministic, escaped and described.

Every output has a form in HTML and one in plain text. Text is text: neither markup
nor mathematics is read into it.
"""

import base64
import io
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from analysis.lettering import printable
from analysis.table_forms import NO_MATHS, escape, table_csv, table_html, table_text


def table(frame: pd.DataFrame, caption: str = "", labels: Mapping[str, str] | None = None) -> None:
    """Show a frame as a table without its index; ``labels`` are headings in place of column names.

    Numbers have thousands separators, days are ISO dates, booleans yes or no, and blanks empty. A
    report offers the table as CSV, too.
    """
    forms = table_html(frame, caption, labels), table_text(frame, caption, labels)
    _display(*forms, **{"text/csv": table_csv(frame)})


def save_csv(frame: pd.DataFrame, path: str | Path) -> None:
    """Save a frame as CSV for a spreadsheet; a cell that begins like a formula is neutralised."""
    Path(path).write_text(table_csv(frame), encoding="utf-8")


def sentence(text: str) -> None:
    """Show a sentence or a paragraph."""
    _display(_box("sentence", escape(text)), printable(text))


def note(text: str) -> None:
    """Show what a chart or a table does not show, in a box of its own."""
    _display(_box("note", f"<strong>Note.</strong> {escape(text)}"), f"Note: {printable(text)}")


def listing(items: Iterable[str]) -> None:
    """Show sentences as a list; of no sentence nothing is shown."""
    items = list(items)
    if items:
        entries = "".join(f"<li>{escape(item)}</li>" for item in items)
        plain = "\n".join(f"- {printable(item)}" for item in items)
        _display(_box("listing", f"<ul>{entries}</ul>"), plain)


def show(fig, description: str) -> None:
    """Show a figure as a picture, then its description in words, and close it.

    The description is the picture's alternative text too; it also stands under it because
    JupyterLab drops alternative text.
    """
    from IPython.display import display

    words = printable(description)
    bundle = {"image/png": base64.b64encode(png(fig)).decode(), "text/plain": f"Figure: {words}"}
    display(bundle, raw=True, metadata={"image/png": {"alt": words}})
    in_words = f"<strong>In words.</strong> {escape(words)}"
    _display(_box("description", in_words), f"In words: {words}")
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)


def png(fig) -> bytes:
    """Return a figure as a PNG, the same bytes for the same figure."""
    from analysis.charts.style import house_theme

    picture = io.BytesIO()
    with house_theme():
        fig.savefig(picture, format="png", dpi=144, bbox_inches="tight", pad_inches=0.12,
                    metadata={"Software": None}, pil_kwargs={"compress_level": 1})  # fmt: skip
    return picture.getvalue()


def _box(kind: str, content: str) -> str:
    return f'<div class="{kind} {NO_MATHS}">{content}</div>'


def _display(rich: str, plain: str, **others: str) -> None:
    from IPython.display import display

    display({"text/html": rich, "text/plain": plain, **others}, raw=True)
