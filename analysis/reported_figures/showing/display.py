"""Show tables, sentences and charts in a notebook: deterministic, escaped and described.

Every output has a form in HTML and one in plain text. Text is text: neither markup
nor mathematics is read into it.
"""

import base64
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import pandas as pd

from reported_figures import VECTOR
from reported_figures.formats import count_of, listed
from reported_figures.limits import MOST_IDS, MOST_IN_CSV, SCREEN
from reported_figures.showing.lettering import DPI, UNSHOWN, families, missing, printable
from reported_figures.showing.table_forms import (
    NO_MATHS,
    document_words,
    escape,
    linked,
    table_csv,
    table_html,
    table_text,
)

Output = tuple[dict, dict]  # its forms by their type, and the metadata of these
BLANK: Output = ({"text/plain": ""}, {})
_KEPT: ContextVar[list[Output] | None] = ContextVar("kept", default=None)


def table(
    frame: pd.DataFrame,
    caption: str = "",
    labels: Mapping[str, str] | None = None,
    most: int = SCREEN,
    *,
    addressed: bool = False,
) -> None:
    """Show a frame as a table without its index; ``labels`` are headings in place of column names.

    Numbers have thousands separators, days are ISO dates, booleans yes or no, and blanks empty. Of
    more than ``most`` rows the first are shown, so give it what matters most first; the caption
    says how many there are, and the CSV, which a report offers too, has all, or of very many the
    first. Where rows are
    ``addressed`` a link to ``#figure_id`` leads to a figure's row: in one table of a page only.
    """
    shown = table_html(frame, caption, labels, most, addressed=addressed)
    forms = shown, table_text(frame, caption, labels, most)
    _display(*forms, **{"text/csv": table_csv(frame[:MOST_IN_CSV])})


def save_csv(frame: pd.DataFrame, path: str | Path) -> None:
    """Save a frame as CSV for a spreadsheet; a cell that begins like a formula is neutralised."""
    Path(path).write_text(table_csv(frame), encoding="utf-8")


def sentence(text: str) -> None:
    """Show a sentence or a paragraph."""
    _display(_box("sentence", escape(text)), printable(text))


def documents(figures: pd.DataFrame, documents: pd.DataFrame) -> None:
    """Show the documents that figures come from as a list: title, publisher, day, and a link."""
    used = documents[documents["document_id"].isin(figures["document_id"])]
    told = [document_words(row) for row in used.head(SCREEN).itertuples()]
    left = len(used) - SCREEN
    told += [(count_of(left, "more document"), "")] if left > 0 else []
    if told:
        items = (f"<li>{linked(words, address)}</li>" for words, address in told)
        plain = "\n".join(f"- {printable(' '.join(filter(None, one)))}" for one in told)
        _display(_box("documents", f"<ul>{''.join(items)}</ul>"), plain)


def note(text: str) -> None:
    """Show what a chart or a table does not show, in a box of its own."""
    _display(_box("note", f"<strong>Note.</strong> {escape(text)}"), f"Note: {printable(text)}")


def listing(items: Iterable[str]) -> None:
    """Show sentences as a list; of no sentence nothing is shown, but its place is kept."""
    items, outputs = list(items), _KEPT.get()
    if not items and outputs is not None:
        outputs.append(BLANK)
    if items:
        entries = "".join(f"<li>{escape(item)}</li>" for item in items)
        plain = "\n".join(f"- {printable(item)}" for item in items)
        _display(_box("listing", f"<ul>{entries}</ul>"), plain)


def show(fig, description: str, *, crop: bool = True) -> None:
    """Show a figure as a picture, then its description in words, and close it.

    The description is the picture's alternative text too; it also stands under it because
    JupyterLab drops alternative text. Uncropped, a picture is as large as its page was laid out
    and is drawn once, not twice: for a picture that has to follow a control.
    """
    words = printable(description)
    drawn = lettered(fig)
    bundle = {
        "image/png": base64.b64encode(png(fig, crop=crop)).decode(),
        "text/plain": f"Figure: {words}",
    }
    drawing = {"svg": base64.b64encode(svg(fig)).decode()} if os.environ.get(VECTOR) else {}
    _put(bundle, {"image/png": {"alt": words, **drawing}})
    in_words = f"<strong>In words.</strong> {escape(words)}"
    _display(_box("description", in_words), f"In words: {words}")
    if UNSHOWN in drawn and (lacking := missing(words)):
        note(f"No font here has {listed(lacking[:MOST_IDS])}: the picture has {UNSHOWN} there.")
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)


@contextmanager
def kept() -> Iterator[list[Output]]:
    """Keep what is shown within a ``with`` block, instead of showing it.

    >>> with kept() as outputs:
    ...     sentence("10,000 or 12,000")
    >>> outputs[0][0]["text/plain"]
    '10,000 or 12,000'
    """
    outputs: list[Output] = []
    token = _KEPT.set(outputs)
    try:
        yield outputs
    finally:
        _KEPT.reset(token)


def lettered(fig) -> str:
    """Give each text of a figure the fonts that have its characters, and return all the texts."""
    from matplotlib.text import Text

    texts = fig.findobj(Text)
    for text in texts:
        text.set_family(families(text.get_text()))
    return "".join(text.get_text() for text in texts)


def png(fig, *, crop: bool = True) -> bytes:
    """Return a figure as a PNG, the same bytes for the same figure."""
    from reported_figures.showing.marks import house_theme

    picture = io.BytesIO()
    cropped = {"bbox_inches": "tight", "pad_inches": 0.12} if crop else {}
    with house_theme():
        fig.savefig(picture, format="png", dpi=DPI, metadata={"Software": None},
                    pil_kwargs={"compress_level": 1}, **cropped)  # fmt: skip
    return picture.getvalue()


def svg(fig) -> bytes:
    """Return a figure as an SVG whose texts are texts, the same bytes for the same figure."""
    from matplotlib import rc_context

    from reported_figures.showing.marks import house_theme

    picture = io.BytesIO()
    exact = {"svg.hashsalt": "reported-figures", "svg.fonttype": "none"}
    with house_theme(), rc_context(exact):
        fig.savefig(picture, format="svg", metadata={"Date": None, "Creator": None},
                    bbox_inches="tight", pad_inches=0.12)  # fmt: skip
    return picture.getvalue()


def _box(kind: str, content: str) -> str:
    return f'<div class="{kind} {NO_MATHS}">{content}</div>'


def _display(rich: str, plain: str, **others: str) -> None:
    _put({"text/html": rich, "text/plain": plain, **others})


def _put(bundle: dict, metadata: dict | None = None) -> None:
    """Show an output, or keep it where it is to be kept."""
    outputs = _KEPT.get()
    if outputs is not None:
        outputs.append((bundle, metadata or {}))
        return
    from IPython.display import display

    display(bundle, raw=True, metadata=metadata)
