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
from reported_figures.limits import MOST_IDS, MOST_IN_CSV, MOST_LISTED, SCREEN
from reported_figures.showing.lettering import DPI, UNSHOWN, families, missing, printable
from reported_figures.showing.table_forms import (
    NO_MATHS,
    document_words,
    escape,
    first_rows,
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
    *,
    addressed: bool = False,
) -> None:
    """Show a frame as a table without its index; ``labels`` are headings in place of column names.

    Numbers have thousands separators, days are ISO dates, booleans yes or no, and blanks empty. Of
    many rows the first are shown, so give it what matters most first; the caption says how many
    there are, and the CSV, which a report offers too, has all, or of very many the first. Where
    rows are ``addressed`` a link to ``#figure_id`` leads to a figure's row: in one table of a page
    only.
    """
    shown = table_html(frame, caption, labels, addressed=addressed)
    csv = {"text/csv": table_csv(frame[:MOST_IN_CSV])}
    _display(shown, table_text(frame, caption, labels), **csv)


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
    """Show sentences as a list; of no sentence nothing is shown, but its place is kept.

    Of many the first are shown, so give it what matters most first; the last entry
    says how many there are, and the CSV has all.
    """
    items, outputs = list(items), _KEPT.get()
    if not items and outputs is not None:
        outputs.append(BLANK)
    if items:
        every = pd.DataFrame({"sentence": items})
        rows, rule = first_rows(every, "", MOST_LISTED, "sentences")
        shown = [*rows["sentence"], *filter(None, [rule])]
        entries = "".join(f"<li>{escape(item)}</li>" for item in shown)
        plain = "\n".join(f"- {printable(item)}" for item in shown)
        csv = {"text/csv": table_csv(every[:MOST_IN_CSV])} if rule else {}
        _display(_box("listing", f"<ul>{entries}</ul>"), plain, **csv)


def show(fig, description: str) -> None:
    """Show a figure as a picture, then its description in words, and close it.

    The description is the picture's alternative text too; it also stands under it because
    JupyterLab drops alternative text.
    """
    words = printable(description)
    drawn = lettered(fig)
    bundle = {
        "image/png": base64.b64encode(png(fig)).decode(),
        "text/plain": f"Figure: {words}",
    }
    _put(bundle, {"image/png": {"alt": words, **_other_forms(fig)}})
    in_words = f"<strong>In words.</strong> {escape(words)}"
    _display(_box("description", in_words), f"In words: {words}")
    if UNSHOWN in drawn and (lacking := missing(words)):
        note(f"No font here has {listed(lacking[:MOST_IDS])}: the picture has {UNSHOWN} there.")
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)


def _other_forms(fig) -> dict[str, str]:
    """Return what a report has beside a picture: the drawing to take along, one for a phone."""
    from reported_figures.showing.marks import narrowed

    if not os.environ.get(VECTOR):
        return {}
    forms = {"svg": svg(fig)}
    if narrow := narrowed(fig):
        lettered(narrow)
        forms["narrow"] = png(narrow)
    return {name: base64.b64encode(form).decode() for name, form in forms.items()}


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


def png(fig) -> bytes:
    """Return a figure as a PNG with a palette, the same bytes for the same figure.

    A chart has some hundred shades; each by its number takes less than half the room.
    """
    from PIL import Image

    full, picture = _pixels(fig).convert("RGB"), io.BytesIO()
    shades = full.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    shades.save(picture, format="png", dpi=(DPI, DPI), compress_level=1)
    return picture.getvalue()


def _pixels(fig):
    """Return a figure as a picture of PIL; one whose size is known need not be packed for it."""
    from PIL import Image

    from reported_figures.showing.marks import is_laid_out

    drawn = io.BytesIO()
    if not is_laid_out(fig):
        _save(fig, drawn, format="png", dpi=DPI)
        return Image.open(drawn)
    _save(fig, drawn, format="rgba", dpi=DPI)
    size = tuple(int(inches * DPI) for inches in fig.get_size_inches())
    return Image.frombytes("RGBA", size, drawn.getvalue())


def svg(fig) -> bytes:
    """Return a figure as an SVG whose texts are texts, the same bytes for the same figure."""
    picture = io.BytesIO()
    _save(fig, picture, format="svg", metadata={"Date": None, "Creator": None})
    return picture.getvalue()


def _save(fig, file: io.BytesIO, **keywords) -> None:
    """Save a figure as large as its page was laid out, or cropped where that is not known."""
    from matplotlib import rc_context

    from reported_figures.showing.marks import house_theme, is_laid_out

    cropped = {} if is_laid_out(fig) else {"bbox_inches": "tight", "pad_inches": 0.12}
    with house_theme(), rc_context({"svg.hashsalt": "reported-figures", "svg.fonttype": "none"}):
        fig.savefig(file, **keywords, **cropped)


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
