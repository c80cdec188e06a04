"""The rows of a timeline: who said what on which day, and of which days it speaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.charts.figures import REFUSALS, printed, words_of
from analysis.charts.figures import said_by as speaker_and_outlet
from analysis.charts.marks import Mark
from analysis.charts.style import DARK, Style
from analysis.charts.summary import MOST_ROWS
from analysis.sentences import account, count_of, day, period

BASES = {
    "stated": "day stated",
    "inferred": "day inferred",
    "document": "the document's own day",
}
MOST_SINGLE = 24  # figures up to which each has a row of its own
SLOTS = 32  # parts of the axis in which a row of many figures has one mark
STAGES = {"observed": -0.085, "under_way": 0.085, "expected": 0.085}  # inches off a row's middle
HALF_DAY = 0.4


@dataclass(frozen=True)
class Dot:
    """The mark of a day on which something was said, as a number of days since 1970.

    ``until`` is the day on which it was replaced; ``off`` how far below the row's middle it stands;
    ``stands_for`` how many figures it is, where a row has many.
    """

    on: float
    mark: Mark
    basis: str = ""
    until: float | None = None
    off: float = 0.0
    stands_for: int = 1


@dataclass(frozen=True)
class DayRow:
    """One row of a timeline: a label, the days on which something was said, and what was said.

    ``span`` marks the days that it speaks of.
    """

    label: str
    detail: str = ""
    words: str = ""
    remark: str = ""
    dots: list[Dot] = field(default_factory=list)
    span: Mark | None = None
    heading: bool = False


def day_number(date: pd.Timestamp) -> float:
    """Return a day as the number of days since 1970, as matplotlib counts them.

    >>> day_number(pd.Timestamp("1970-01-02"))
    1.0
    """
    return date.normalize().timestamp() / 86_400


def day_rows(
    figures: pd.DataFrame, styles: Mapping[str, Style], limit: int = MOST_ROWS
) -> tuple[list[DayRow], str]:
    """Return at most ``limit`` rows for a timeline, and a sentence that states by which rule.

    Up to 24 figures a row is a figure, under the day on which it was said. Above that a row is a
    speaker; above ``limit`` speakers a quantity; of those the rows of the most figures are kept.
    """
    figures = figures.sort_values("reported_on", kind="stable")
    if len(figures) <= min(limit, MOST_SINGLE):
        return list(_figure_rows(figures, styles)), ""
    by, name = "speaker_id", "speaker"
    if figures[by].nunique() > limit:
        by, name = "quantity_id", "quantity"
    rule = (
        f"{len(figures):,} figures are more than a chart can show one by one: a row stands for one "
        f"{name}, without the days that the figures speak of. Marks that would overlap are one, "
        "larger."
    )
    sizes = figures[by].value_counts(sort=False).nlargest(limit)
    left = len(figures) - int(sizes.sum())
    if left:
        rule += f" The {limit:,} rows of the most figures are shown, {left:,} figures are not."
    first = figures["reported_on"].iloc[0]
    passed = (figures["reported_on"] - first).dt.days
    figures = figures.assign(slot=passed // max(1, passed.max() / SLOTS))
    kept = figures[figures[by].isin(sizes.index)].groupby(by, sort=False)
    return [_summary_row(group, name, styles) for _, group in kept], rule


def _figure_rows(figures: pd.DataFrame, styles: Mapping[str, Style]) -> Iterator[DayRow]:
    figures = figures.assign(account=account(figures))
    for said_on, group in figures.groupby("reported_on"):
        yield DayRow(f"Said on {day(said_on)}", heading=True)
        for figure in group.itertuples():
            style = styles.get(figure.speaker_id, Style())
            yield DayRow(
                label=speaker_and_outlet(figure),
                detail=figure.quantity,
                words=words_of(figure),
                remark=_remark(figure),
                dots=[_dot(figure, style)],
                span=_span(figure, style),
            )


def _remark(figure) -> str:
    """Return what stands under a figure's number: how its day is known, its status and its days."""
    spoken_of = period(figure.event_from, figure.event_to)
    if spoken_of.startswith(("by", "from")):
        spoken_of = f"date given with it: {spoken_of}"
    stage = figure.account if figure.stance == "asserts" else ""
    replaced = "" if pd.isna(figure.left_on) else f"replaced on {day(figure.left_on)}"
    told = ", ".join(filter(None, [stage, spoken_of]))
    return "; ".join(filter(None, [BASES[figure.reported_on_basis], told, replaced]))


def _dot(figure, style: Style) -> Dot:
    on = day_number(figure.reported_on)
    until = None if pd.isna(figure.left_on) else day_number(figure.left_on)
    return Dot(on, _mark(figure, on, style), figure.reported_on_basis, until)


def _mark(figure, on: float, style: Style) -> Mark:
    filled, crossed = figure.status == "observed", figure.stance in REFUSALS
    return Mark("number", on, on, style=style, filled=filled, crossed=crossed)


def _span(figure, style: Style) -> Mark | None:
    """Return the mark of the days that a figure speaks of: a bar, or a stop where one is open."""
    first, last = figure.event_from, figure.event_to
    look = {"style": style, "filled": figure.status == "observed", "claim": False}
    if pd.notna(first) and pd.notna(last):
        return Mark("range", day_number(first) - HALF_DAY, day_number(last) + HALF_DAY, **look)
    if pd.notna(last):
        return Mark("ceiling", day_number(last), day_number(last), **look)
    if pd.notna(first):
        return Mark("floor", day_number(first), day_number(first), **look)
    return None


def _summary_row(group: pd.DataFrame, name: str, styles: Mapping[str, Style]) -> DayRow:
    """Return the row of one speaker, or one quantity, with all days on which something was said."""
    other = "quantity" if name == "speaker" else "speaker"
    others = group[f"{other}_id"].nunique()
    plural = {"quantity": "quantities", "speaker": "speakers"}[other]
    numbered = int(printed(group).notna().sum())
    bases = group["reported_on_basis"].value_counts()
    known = ", ".join(f"{basis} {bases[basis]:,}" for basis in BASES if basis in bases)
    replaced = int(group["left_on"].notna().sum())
    return DayRow(
        label=group[name].iloc[0],
        detail=group[other].iloc[0] if others == 1 else count_of(others, other, plural),
        words=f"{count_of(len(group), 'figure')}, {numbered or 'none'} with a number"
        + (f", {replaced:,} replaced" if replaced else ""),
        remark=f"day {known}",
        dots=list(_dots(group, styles if name == "speaker" else {})),
    )


def _dots(group: pd.DataFrame, styles: Mapping[str, Style]) -> Iterator[Dot]:
    """Yield one mark for each part of the axis and each stage, with how many figures it is."""
    for _, same in group.groupby(["slot", "status", "stance"]):
        figure = next(same.itertuples())
        on = day_number(same["reported_on"].iloc[0])
        on = (on + day_number(same["reported_on"].iloc[-1])) / 2
        mark = _mark(figure, on, styles.get(figure.speaker_id, Style(DARK)))
        off = STAGES.get(figure.status, 0.0)
        yield Dot(on, mark, off=off, stands_for=len(same))
