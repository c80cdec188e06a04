"""Draw and describe one whole with its parts: what the claims imply, and who printed what."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.bounds import bound_sources, bound_words, joint_mark
from analysis.charts.figures import mark_of, one_unit, printed, words_of
from analysis.charts.page import draw_rows
from analysis.charts.rows import Row
from analysis.charts.style import Style, source_colours
from analysis.lettering import printable, shorten

STEP = 0.2  # inches that a part stands further in than its whole
MOST_FIGURES, MOST_ASIDES, MOST_QUANTITIES = 4, 2, 40  # shown one by one
NOTHING = "No quantity is selected."
KEY = (
    "Dark: what all figures together imply, as the rule set reads them. Grey: the same for a "
    "quantity to which no one gives a number."
)


def largest_whole(bounds: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the whole that has the most parts: those that one chart can show.

    >>> largest_whole(pd.DataFrame({"label": ["ships", "all", "arrived"], "depth": [0, 0, 1]}))
         label  depth
    1      all      0
    2  arrived      1
    """
    whole = (bounds["depth"] == 0).cumsum()
    return bounds[whole == whole.value_counts(sort=False).idxmax()] if len(bounds) else bounds


def plot_totals(
    ax: Axes,
    bounds: pd.DataFrame,
    figures: pd.DataFrame,
    title: str = "",
    source: str = "",
    colours: Mapping[str, Style] | None = None,
) -> Axes:
    """Draw each quantity's bounds and, under it, the figures that print it; return the axes.

    ``bounds`` are rows of ``totals.joint_bounds`` in one unit. Of more than four figures of one
    quantity the lowest and the highest two are drawn and the others counted. Refused with
    ``ValueError``: several units.
    """
    shown = figures[figures["quantity_id"].isin(bounds["quantity_id"])]
    unit = one_unit(bounds if "unit" in bounds else shown)
    styles = source_colours(figures["speaker_id"]) if colours is None else colours
    rows = []
    for bound in bounds.head(MOST_QUANTITIES).itertuples():
        own = figures[figures["quantity_id"] == bound.quantity_id]
        rows += _quantity_rows(bound, own, bound_sources(bound, figures), styles)
    left = len(bounds) - MOST_QUANTITIES
    note = f"{KEY} {left:,} more quantities are not shown." if left > 0 else KEY
    return draw_rows(ax, rows or [Row(NOTHING)], unit, title, note if rows else "", source)


def _quantity_rows(bound, own: pd.DataFrame, setters: str, styles: Mapping[str, Style]) -> list:
    """Return the rows of a quantity: its bounds, then who prints a number, then who gives none."""
    indent = STEP * min(bound.depth, 6)
    number = printed(own)
    ordered = own.assign(printed=number)[number.notna()].sort_values("printed", kind="stable")
    asides = [(mark_of(f, styles), _claim(f)) for f in own[number.isna()].itertuples()]
    if len(asides) > MOST_ASIDES:
        asides[MOST_ASIDES:] = [(None, f"{len(asides) - MOST_ASIDES:,} more without a number")]
    if own.empty and not bound.stated:
        asides = [(None, "no number given")]
    rows = [_bounds_row(bound, setters, indent)]
    rows += [Row(mark=mark_of(f, styles), words=_claim(f)) for f in _ends(ordered)]
    left = len(ordered) - MOST_FIGURES
    if left > 0:
        counted = Row(detail=f"{left:,} more figures between these", indent=indent + STEP)
        rows.insert(1 + MOST_FIGURES // 2, counted)
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
    if len(figures) <= MOST_FIGURES:
        return figures
    return figures[: MOST_FIGURES // 2] + figures[-MOST_FIGURES // 2 :]


def _claim(figure) -> str:
    """Return who says what number, or who gives none."""
    return f"{shorten(figure.speaker, 48)}: {words_of(figure)}"


def describe_totals(bounds: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return the chart of a whole with its parts in words: bounds, and who prints what."""
    if bounds.empty:
        return NOTHING
    shown = figures[figures["quantity_id"].isin(bounds["quantity_id"])]
    unit = printable(one_unit(bounds if "unit" in bounds else shown))
    parts = [f"A whole and its parts in {unit}, from 0." if unit else "A whole and its parts."]
    for bound in bounds.head(MOST_QUANTITIES).itertuples():
        own = figures[figures["quantity_id"] == bound.quantity_id]
        parts.append(_describe_quantity(bound, own, figures))
    return " ".join(parts)


def _describe_quantity(bound, own: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return one sentence on a quantity."""
    said = [_claim(figure) for figure in own.itertuples()][:40]
    implied = ", ".join(filter(None, [bound_words(bound), bound_sources(bound, figures)]))
    if not bound.stated:
        implied = f"no one gives a number; {implied}"
    claims = f" As reported: {'; '.join(said)}." if said else ""
    return shorten(f"{bound.label}: {implied}.{claims}", 3_000)
