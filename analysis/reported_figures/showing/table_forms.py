"""Write a frame as an HTML table, as plain text and as CSV, with everything in it kept harmless."""

import html
import re
from collections.abc import Mapping

import pandas as pd

from reported_figures.formats import count_of, number, span
from reported_figures.ledger.csv_text import no_formula
from reported_figures.limits import MOST_FOLDED, MOST_IN_CSV, PLAIN_CELL, SCREEN
from reported_figures.showing.lettering import printable, shorten

DAY = re.compile(r"(?:\d{4}(?:-\d\d){0,2})?")
NO_MATHS = "mathjax_ignore"  # in JupyterLab, text of this class is not set as mathematics


def escape(text: object) -> str:
    """Return a text as HTML that shows it as it is.

    >>> escape("<b>10,000</b>")
    '&lt;b&gt;10,000&lt;/b&gt;'
    """
    return html.escape(printable(text))


def first_rows(
    frame: pd.DataFrame, caption: str, most: int, of: str = "rows"
) -> tuple[pd.DataFrame, str]:
    """Return the rows that a table shows, and its caption: it says so where they are not all.

    >>> first_rows(pd.DataFrame({"value": range(300)}), "Numbers as printed.", 20)[1]
    'Numbers as printed. 20 of 300 rows; the CSV has all.'
    """
    if len(frame) <= most:
        return frame, caption
    csv = "all" if len(frame) <= MOST_IN_CSV else f"the first {MOST_IN_CSV:,}"
    told = f"{most:,} of {len(frame):,} {of}; the CSV has {csv}."
    return frame[:most], f"{caption.rstrip('.')}. {told}" if caption else told


def linked(text: str, address: str) -> str:
    """Return a text as HTML that leads to an address; only one of the web makes a link.

    >>> linked("The Courier", "https://example.org/a?b=1&c")
    '<a href="https://example.org/a?b=1&amp;c">The Courier</a>'
    >>> linked("The Courier", "javascript:alert(1)")
    'The Courier'
    """
    if not re.fullmatch(r"https?://[^\s<>\"']+", address):
        return escape(text)
    return f'<a href="{html.escape(address)}">{escape(text)}</a>'


def document_words(document) -> tuple[str, str]:
    """Return a document (a row of the documents' table) as a citation, and its address."""
    known = document.published_on == document.published_on
    published = span(document.published_on, document.published_until) if known else ""
    read = document.accessed_on == document.accessed_on
    accessed = f"accessed {span(document.accessed_on, document.accessed_on)}" if read else ""
    parts = (document.publisher, document.title, published, accessed)
    return ", ".join(filter(None, parts)), document.url


def table_html(
    frame: pd.DataFrame,
    caption: str = "",
    labels: Mapping[str, str] | None = None,
    *,
    addressed: bool = False,
) -> str:
    """Return a frame as an HTML table of class ``figures``; everything in it is escaped.

    It has the first rows, and its caption says so where there are more. Where rows are
    ``addressed`` each has its ``figure_id`` as its address on the page; for that, the next ones
    stand in a table that unfolds.

    >>> table_html(pd.DataFrame({"figure_id": ["<b>"], "value": [1500.0]})).count("<b>")
    0
    """
    shown, caption = first_rows(frame, caption, SCREEN)
    table = _whole_table(shown, caption, labels, addressed=addressed)
    if not addressed or len(shown) == len(frame):
        return table
    rest = frame[SCREEN : SCREEN + MOST_FOLDED]
    summary = f"The next {count_of(len(rest), 'row')}"
    folded = _whole_table(rest, "", labels, addressed=True)
    return f"{table}\n<details><summary>{summary}</summary>{folded}</details>"


def _whole_table(
    frame: pd.DataFrame, caption: str, labels: Mapping[str, str] | None, *, addressed: bool
) -> str:
    """Return every row of a frame as an HTML table."""
    columns = [
        _column(name, frame.iloc[:, place]) for place, name in enumerate(_headings(frame, labels))
    ]
    head = "".join(heading for heading, _ in columns)
    rows = zip(*(cells for _, cells in columns), strict=True)
    names = frame["figure_id"].tolist() if addressed else [""] * len(frame)
    places = [f' id="{html.escape(str(name))}"' if name else "" for name in names]
    filled = zip(places, rows, strict=True) if columns else ()
    body = "\n".join(f"<tr{place}>{''.join(row)}</tr>" for place, row in filled)
    title = f"<caption>{escape(caption)}</caption>\n" if caption else ""
    parts = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>"
    kind = "figures" if len(frame) else "figures no-rows"  # which a page leaves out
    return f'<table class="{kind} {NO_MATHS}">\n{title}{parts}\n</table>'


def _column(name: str, values: pd.Series) -> tuple[str, list[str]]:
    """Return the heading and the cells of a column in HTML, by the kind of its values.

    JupyterLab sets every cell flush right; only a cell's own style keeps text on the left. Long
    text gets a class, by which a narrow page keeps it from being one word wide.
    """
    types, texts = pd.api.types, _cells(values)
    if types.is_numeric_dtype(values.dtype) and not types.is_bool_dtype(values.dtype):
        kind = ' class="number"'
    else:
        days = all(map(DAY.fullmatch, texts))
        long = any(len(text) > PLAIN_CELL for text in texts)
        named = ' class="day"' if days else ' class="long"' if long else ""
        kind = f'{named} style="text-align: left"'
    cells = [f"<td{kind}>{escape(text)}</td>" for text in texts]
    return f'<th scope="col"{kind}>{escape(name)}</th>', cells


def table_text(
    frame: pd.DataFrame, caption: str = "", labels: Mapping[str, str] | None = None
) -> str:
    """Return a frame as lines of plain text; long cells are cut, and rows as in the HTML.

    >>> print(table_text(pd.DataFrame({"figure_id": ["a"], "value": [1500.0]}), "One row"))
    One row
    figure id  value
    a          1,500
    """
    frame, caption = first_rows(frame, caption, SCREEN)
    columns = [
        [shorten(cell, PLAIN_CELL) for cell in [name, *_cells(frame.iloc[:, place])]]
        for place, name in enumerate(_headings(frame, labels))
    ]
    widths = [max(map(len, column)) for column in columns]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in zip(*columns, strict=True)
    ]
    return "\n".join(filter(None, [printable(caption), *lines, "" if len(frame) else "(no rows)"]))


def table_csv(frame: pd.DataFrame) -> str:
    r"""Return a frame as CSV for a spreadsheet, which takes no cell of it for a formula.

    A text that begins like one gets an apostrophe in front; numbers and days stay plain.

    >>> table_csv(pd.DataFrame({"wording": ["=1+1", "-5", "around 1,500"], "value": [1, 2, 3]}))
    'wording,value\n\'=1+1,1\n\'-5,2\n"around 1,500",3\n'
    """
    safe = frame.copy()
    safe.columns = [no_formula(str(name)) for name in safe.columns]
    for place, (_, values) in enumerate(frame.items()):
        if not pd.api.types.is_numeric_dtype(values.dtype):
            texts = [no_formula(cell(value)) for value in values.tolist()]
            safe.isetitem(place, pd.Series(texts, safe.index, dtype="str"))
    return safe.to_csv(index=False, lineterminator="\n")


def _headings(frame: pd.DataFrame, labels: Mapping[str, str] | None) -> list[str]:
    return [(labels or {}).get(name, str(name).replace("_", " ")) for name in frame.columns]


def _cells(column: pd.Series) -> list[str]:
    """Return a column's values as text, one for each row."""
    return [cell(value) for value in column.tolist()]


def cell(value: object) -> str:
    """Return one value as a table shows it.

    >>> [cell(value) for value in (1500.0, 0.125, float("nan"), True, pd.Timestamp("2024-10-18"))]
    ['1,500', '0.125', '', 'yes', '2024-10-18']
    """
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(item) for item in value)
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat() if value != value.normalize() else value.date().isoformat()
    if pd.api.types.is_number(value):
        return "no limit" if value == float("inf") else number(value)
    return printable(value)
