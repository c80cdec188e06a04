"""Draw and describe one whole with its parts: what the claims imply, and who printed what."""

import math
from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from reported_figures.formats import count_of, large, listed, range_words, span
from reported_figures.ledger.printed import highest_printed
from reported_figures.limits import MOST_ASIDES, MOST_CLAIMS, MOST_ENDS, MOST_MARKS, MOST_NAMED
from reported_figures.showing.figures import mark_of, one_unit, times_told, words_of
from reported_figures.showing.lettering import printable, shorten
from reported_figures.showing.marks import DARK, PALE, Colours, Mark, Style, redrawable
from reported_figures.showing.rows import Row, draw_rows
from reported_figures.telling.estimates import marked_range

SHAPES = {"span": "span", "conflict": "span"}  # of a bar; the figures do not bound the number


def joint_mark(bound) -> Mark:
    """Return the mark of a quantity's bounds; paler where no figure numbers the quantity itself."""
    style = Style(DARK if bound.stated else PALE)
    below, above = bound.low > 0, bound.high < math.inf
    if below and above and bound.low <= bound.high:
        return Mark(SHAPES.get(bound.basis, "range"), bound.low, bound.high, style=style)
    if above and not below:
        return Mark("ceiling", bound.high, bound.high, style=style)
    if below and not above:
        return Mark("floor", bound.low, bound.low, style=style)
    return Mark(style=style)


def bound_words(bound) -> str:
    """Return a quantity's bounds in words, by their basis; an end that nobody printed says so.

    >>> from types import SimpleNamespace
    >>> print(bound_words(SimpleNamespace(low=9_000, high=12_000, basis="span")))
    the figures span 9,000 to 12,000
    """
    if bound.basis == "span":
        return _span_words(bound.low, bound.high)
    if bound.low > bound.high:
        low, high = range_words(bound.low, math.inf), range_words(0, bound.high)
        return f"{_as_read(low, bound.low_read)}, yet {_as_read(high, bound.high_read)}"
    unbounded = bound.low <= 0 and bound.high == math.inf
    words = "no bound follows" if unbounded else marked_range(bound)
    return f"{words}; the claims exclude one another" if bound.basis == "conflict" else words


def _span_words(low: float, high: float) -> str:
    """Return from where to where figures go that do not bound the number together."""
    if low > 0 and high < math.inf:
        return f"the figures span {range_words(low, high)}"
    if low > 0 or high < math.inf:
        end = f"from {large(low)} up" if low > 0 else f"up to {large(high)}"
        return f"the figures span all numbers {end}"
    return "the figures span any number"


def _as_read(words: str, is_read: bool) -> str:
    return f"{words} (as read)" if is_read else words


def bound_sources(bound, figures: pd.DataFrame) -> str:
    """Return who sets the low and the high end of a quantity's bounds."""
    speaker = figures.drop_duplicates("figure_id").set_index("figure_id")["speaker"]
    low, high = (
        list(dict.fromkeys(speaker.get(name, name) for name in text.split(", ") if name))
        for text in (bound.low_from, bound.high_from)
    )
    if not low + high:
        return ""
    is_span, expected = bound.basis == "span", ", an expectation" if bound.high_expected else ""
    verb = "printed by" if is_span else "set by" if bound.stated else "follows from"
    if low == high:
        return f"{verb} {listed(low)}{expected}"
    words = ("lowest", "highest") if is_span else ("at least", f"at most{expected}")
    ends = [f"{listed(who)} ({end})" for who, end in zip((low, high), words, strict=True) if who]
    return f"{verb} {' and '.join(ends)}"


def roots(bounds: pd.DataFrame) -> pd.Series:
    """Return for each row of bounds the quantity at the root of its tree of parts.

    >>> rows = {"quantity_id": ["ships", "all", "arrived"], "depth": [0, 0, 1]}
    >>> roots(pd.DataFrame(rows)).tolist()
    ['ships', 'all', 'all']
    """
    return bounds["quantity_id"].where(bounds["depth"] == 0).ffill()


def largest_whole(bounds: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the whole that has the most parts; of several, the first.

    >>> rows = {"quantity_id": ["ships", "all", "arrived"], "depth": [0, 0, 1]}
    >>> largest_whole(pd.DataFrame(rows))["quantity_id"].tolist()
    ['all', 'arrived']
    """
    whole = roots(bounds)
    return bounds[whole == whole.value_counts(sort=False).idxmax()] if len(bounds) else bounds


def shown_tree(bounds: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that one chart shows: the largest whole, and of its parts the first ones.

    Draw these, and take from these, and no others, what the chart's title says.
    """
    return largest_whole(bounds)[:MOST_MARKS]


def left_out_in_words(bounds: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Return which quantities a chart of some rows of bounds leaves out; blank if it has all.

    Wholes that have parts are named, and those that stand alone are counted.
    """
    left = bounds[~bounds["quantity_id"].isin(shown["quantity_id"])]
    whole = roots(bounds)[left.index]
    cut = int(whole.isin(shown["quantity_id"]).sum())
    trees = left[~whole.isin(shown["quantity_id"])]
    sizes = roots(trees).value_counts(sort=False) if len(trees) else pd.Series(dtype="int64")
    labels = trees.set_index("quantity_id")["label"]
    named = [
        f"{labels[name]} with {count_of(size - 1, 'part')}"
        for name, size in sizes.items()
        if size > 1
    ]
    alone = int((sizes == 1).sum())
    parts = [
        count_of(cut, "more part", "more parts") if cut else "",
        listed(named, most=MOST_NAMED) if named else "",
        count_of(alone, "quantity that stands alone", "quantities that stand alone")
        if alone
        else "",
    ]
    told = listed(filter(None, parts))
    return "" if left.empty else f"Not in the chart: {told}."


STEP = 0.2  # inches that a part stands further in than its whole
NOTHING = "No quantity is selected."


@redrawable
def plot_totals(
    ax: Axes,
    bounds: pd.DataFrame,
    figures: pd.DataFrame,
    colours: Colours,
    title: str = "",
    source: str = "",
) -> Axes:
    """Draw each quantity's bounds and, under it, the figures that print it; return the axes.

    ``bounds`` are rows of :func:`showing.totals.shown_tree`, ``figures`` those that stand.
    Of many figures of one quantity the lowest and the highest are drawn and the others counted.
    Refused with ``ValueError``: several units.
    """
    shown = figures[figures["quantity_id"].isin(bounds["quantity_id"])]
    unit = one_unit(bounds if "unit" in bounds else shown)
    rows = []
    drawn = bounds[:MOST_MARKS]
    for bound in drawn.itertuples():
        own = figures[figures["quantity_id"] == bound.quantity_id]
        rows += _quantity_rows(bound, own, bound_sources(bound, figures), colours)
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


def _quantity_rows(bound, own: pd.DataFrame, setters: str, styles: Colours) -> list:
    """Return the rows of a quantity: its bounds, then who prints a number, then who gives none."""
    indent = STEP * min(bound.depth, 6)
    number = highest_printed(own)
    ordered = own.assign(highest=number)[number.notna()].sort_values("highest", kind="stable")
    times = times_told(own)
    asides = [(mark_of(f, styles), _claim(f, times)) for f in own[number.isna()].itertuples()]
    if len(asides) > MOST_ASIDES:
        asides[MOST_ASIDES:] = [(None, f"{len(asides) - MOST_ASIDES:,} more without a number")]
    if own.empty:
        asides = [(None, "no number here")]
    rows = [_bounds_row(bound, setters, indent)]
    rows += [Row(mark=mark_of(f, styles), words=_claim(f, times)) for f in _ends(ordered)]
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


def _claim(figure, times: dict[str, str]) -> str:
    """Return who says what number, of what time where several are told, or who gives none."""
    time = times.get(figure.figure_id, "")
    return f"{shorten(figure.speaker, 48)}{f', {time}' if time else ''}: {words_of(figure)}"


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
    times = times_told(own)
    said = [_claim(figure, times) for figure in own[:MOST_CLAIMS].itertuples()]
    implied = ", ".join(filter(None, [bound_words(bound), bound_sources(bound, figures)]))
    if not bound.stated:
        dated = highest_printed(own).notna().any()
        implied = f"{'of another day' if dated else 'no figure here numbers it'}; {implied}"
    claims = f" As reported: {'; '.join(said)}." if said else ""
    return shorten(f"{bound.label}: {implied}.{claims}", 3_000)
