"""Draw and describe the figures: every chart takes frames and an axes, and returns the axes.

Marks are explained in :mod:`showing.marks`; what a chart shows of a figure is decided in
:mod:`showing.figures`.
"""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from reported_figures.ledger.printed import PRINTED
from reported_figures.limits import MOST_MARKS
from reported_figures.showing.figures import (
    days_told,
    groups,
    mark_of,
    one_unit,
    panels,
    rows_each,
    said_by,
    shown_in_words,
    summarise_rows,
    without_a_chart,
    words_of,
)
from reported_figures.showing.lettering import printable, shorten
from reported_figures.showing.marks import Colours, new_figure, redrawable, source_colours
from reported_figures.showing.rows import Row, draw_rows
from reported_figures.showing.totals import (
    describe_totals,
    largest_whole,
    left_out_in_words,
    plot_totals,
    shown_tree,
)

__all__ = [
    "describe_status",
    "describe_totals",
    "largest_whole",
    "left_out_in_words",
    "new_figure",
    "panels",
    "plot_status",
    "plot_totals",
    "rows_each",
    "shown_in_words",
    "shown_tree",
    "source_colours",
    "summarise_rows",
    "without_a_chart",
]
NOTHING = "No figures are selected."
DRAWN = [
    *("figure_id", "speaker_id", "speaker", "outlet", "quantity_id", "quantity", "unit"),
    *("stance", "status", "wording", "hedge", "value", *PRINTED, "interval_low", "interval_high"),
    *("reported_on", "reported_until", "event_from", "event_to"),
]


@redrawable
def plot_status(
    ax: Axes,
    figures: pd.DataFrame,
    colours: Colours,
    title: str = "",
    source: str = "",
    limit: int = MOST_MARKS,
) -> Axes:
    """Draw the figures of one unit by what is said of them, on an axis from 0, and return the axes.

    A figure without a number stands in a strip off the axis. Above ``limit`` figures the rows are
    those of :func:`summarise_rows`, and the chart says so. The axes must have its figure to itself:
    its height is set. Refused with ``ValueError``: figures of several units.
    """
    unit = one_unit(figures)
    drawn, days, rule = _drawn(figures, limit)
    rows = []
    for heading, part in drawn.items():
        rows.append(Row(label=heading, heading=True, lead=0.12))
        rows += [_figure_row(figure, colours, days) for figure in part]
    return draw_rows(ax, rows or [Row(NOTHING)], unit, title, rule, source)


def _drawn(figures: pd.DataFrame, limit: int) -> tuple[dict[str, list], dict[str, str], str]:
    """Return the rows under each heading, the days of some, and by which rule they are rows."""
    shown, rule = summarise_rows(figures.filter(DRAWN), limit)  # few columns: it follows controls
    parts = {heading: [*part.itertuples()] for heading, part in groups(shown).items()}
    return parts, days_told(shown), rule


def _figure_row(figure, colours: Colours, days: Mapping[str, str]) -> Row:
    """Return the row of a figure: on the axis, or in the strip where it has no number."""
    label, mark, what = f"{said_by(figure)}:", mark_of(figure, colours), _what(figure, days)
    if mark.shape == "none":
        return Row(label, what, aside=mark, aside_words=words_of(figure))
    return Row(label, what, mark=mark, words=words_of(figure))


def _what(figure, days: Mapping[str, str]) -> str:
    """Return what a figure counts, with its day where its source has another one on the same."""
    return ", ".join(filter(None, [figure.quantity, days.get(figure.figure_id, "")]))


def describe_status(figures: pd.DataFrame, limit: int = MOST_MARKS) -> str:
    """Return the status dot plot in words: each row with its number, as the chart has them."""
    if figures.empty:
        return NOTHING
    drawn, days, rule = _drawn(figures, limit)
    parts = [f"Status dot plot in {printable(one_unit(figures))}, from 0.", rule]
    for heading, part in drawn.items():
        said = [
            shorten(f"{words_of(figure)} ({said_by(figure)}: {_what(figure, days)})", 400)
            for figure in part
        ]
        parts.append(f"{heading}: {'; '.join(said)}.")
    return " ".join(filter(None, parts))
