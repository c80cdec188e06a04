"""Draw and describe one whole with its parts: what the claims imply, and who printed what."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.bounds import SHAPES, bound_sources, bound_words, joint_mark
from analysis.charts.figures import mark_of, one_unit, words_of
from analysis.charts.page import draw_rows
from analysis.charts.rows import Row
from analysis.charts.style import Style, source_colours
from analysis.formats import count_of, span
from analysis.lettering import printable, shorten
from analysis.limits import MOST_ASIDES, MOST_CLAIMS, MOST_ENDS, MOST_MARKS
from analysis.printed import highest_printed

STEP = 0.2  # inches that a part stands further in than its whole
NOTHING = "No quantity is selected."


def plot_totals(
    ax: Axes,
    bounds: pd.DataFrame,
    figures: pd.DataFrame,
    title: str = "",
    source: str = "",
    colours: Mapping[str, Style] | None = None,
) -> Axes:
    """Draw each quantity's bounds and, under it, the figures that print it; return the axes.

    ``bounds`` are rows of :func:`analysis.charts.trees.shown_tree`, ``figures`` those that stand.
    Of many figures of one quantity the lowest and the highest are drawn and the others counted.
    Refused with ``ValueError``: several units.
    """
    shown = figures[figures["quantity_id"].isin(bounds["quantity_id"])]
    unit = one_unit(bounds if "unit" in bounds else shown)
    styles = source_colours(figures["speaker_id"]) if colours is None else colours
    rows = []
    drawn = bounds[:MOST_MARKS]
    for bound in drawn.itertuples():
        own = figures[figures["quantity_id"] == bound.quantity_id]
        rows += _quantity_rows(bound, own, bound_sources(bound, figures), styles)
    left = len(bounds) - len(drawn)
    more = f"{left:,} more quantities are not shown." if left else ""
    note = " ".join(filter(None, [_day_of(drawn), _key(drawn), more]))
    return draw_rows(ax, rows or [Row(NOTHING)], unit, title, note, source)


def _key(bounds: pd.DataFrame) -> str:
    """Return what the marks that no source makes mean, in words; only of those that there are."""
    grey = "what follows for a quantity that no figure here numbers as of then"
    apart = bounds["basis"].isin(SHAPES) & (bounds["low"] <= bounds["high"])
    said = [
        ("Dark: what all figures together imply, as the rule set reads them.", bounds["stated"]),
        (f"Grey: {grey}.", ~bounds["stated"]),
        ("Hollow dark bar: from lowest to highest of figures that bound nothing together.", apart),
    ]
    return " ".join(words for words, where in said if where.any())


def _day_of(bounds: pd.DataFrame) -> str:
    """Return on which day bounds hold, in a sentence; blank where none is known."""
    days = bounds["day"].dropna()
    if days.empty:
        return ""
    if days.nunique() == 1:
        return f"Bounds as of {span(bounds['day_first'].dropna().max(), days.iloc[0])}."
    return f"Bounds as of the last day of each, {span(days.min(), days.max())}."


def _quantity_rows(bound, own: pd.DataFrame, setters: str, styles: Mapping[str, Style]) -> list:
    """Return the rows of a quantity: its bounds, then who prints a number, then who gives none."""
    indent = STEP * min(bound.depth, 6)
    number = highest_printed(own)
    ordered = own.assign(highest=number)[number.notna()].sort_values("highest", kind="stable")
    asides = [(mark_of(f, styles), _claim(f)) for f in own[number.isna()].itertuples()]
    if len(asides) > MOST_ASIDES:
        asides[MOST_ASIDES:] = [(None, f"{len(asides) - MOST_ASIDES:,} more without a number")]
    if own.empty:
        asides = [(None, "no number here")]
    rows = [_bounds_row(bound, setters, indent)]
    rows += [Row(mark=mark_of(f, styles), words=_claim(f)) for f in _ends(ordered)]
    left = len(ordered) - 2 * MOST_ENDS
    if left > 0:
        between = f"{count_of(left, 'more figure', 'more figures')} between these"
        rows.insert(1 + MOST_ENDS, Row(detail=between, indent=indent + STEP))
    rows += [Row() for _ in asides[len(rows) :]]
    for place, (mark, words) in enumerate(asides):
        rows[place] = replace(rows[place], aside=mark, aside_words=words)
    return rows


def _bounds_row(bound, setters: str, indent: float) -> Row:
    """Return the row of a quantity's bounds; where they make no mark, they stand in words."""
    mark, words = joint_mark(bound), bound_words(bound)
    if mark.shape == "none":
        return Row(bound.label, f"{words} {setters}".strip(), indent, lead=0.14)
    return Row(bound.label, setters, indent, mark=mark, words=words, lead=0.14)


def _ends(ordered: pd.DataFrame) -> list:
    """Return the figures that are drawn: all, or of many the lowest and the highest."""
    figures = list(ordered.itertuples())
    if len(figures) <= 2 * MOST_ENDS:
        return figures
    return figures[:MOST_ENDS] + figures[-MOST_ENDS:]


def _claim(figure) -> str:
    """Return who says what number, or who gives none."""
    return f"{shorten(figure.speaker, 48)}: {words_of(figure)}"


def describe_totals(bounds: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return the chart of a whole with its parts in words: bounds, and who prints what."""
    if bounds.empty:
        return NOTHING
    shown = figures[figures["quantity_id"].isin(bounds["quantity_id"])]
    unit = printable(one_unit(bounds if "unit" in bounds else shown))
    what = "A whole and its parts" if len(bounds) > 1 else "One quantity"
    parts = [f"{what} in {unit}, from 0." if unit else f"{what}."]
    for bound in bounds[:MOST_MARKS].itertuples():
        own = figures[figures["quantity_id"] == bound.quantity_id]
        parts.append(_describe_quantity(bound, own, figures))
    return " ".join(filter(None, [*parts, _day_of(bounds[:MOST_MARKS])]))


def _describe_quantity(bound, own: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return one sentence on a quantity."""
    said = [_claim(figure) for figure in own[:MOST_CLAIMS].itertuples()]
    implied = ", ".join(filter(None, [bound_words(bound), bound_sources(bound, figures)]))
    if not bound.stated:
        dated = highest_printed(own).notna().any()
        implied = f"{'of another day' if dated else 'no figure here numbers it'}; {implied}"
    claims = f" As reported: {'; '.join(said)}." if said else ""
    return shorten(f"{bound.label}: {implied}.{claims}", 3_000)
