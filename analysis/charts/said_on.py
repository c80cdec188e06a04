"""The rows of a timeline, one a figure: who said what on which day, and of which days it speaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.charts.figures import said_by as speaker_and_outlet
from analysis.charts.figures import stage_of, words_of
from analysis.charts.marks import Mark
from analysis.charts.style import Style
from analysis.formats import day, period
from analysis.telling.printable import account
from analysis.vocabulary import BASES

HALF_DAY = 0.4
ONE_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Dot:
    """The mark of a day on which something was said, as a number of days since 1970.

    ``basis`` is how the day is known, ``None`` in a row of many figures; ``until`` the day from
    which it stood no longer; ``off`` how far below the row's middle it stands; ``stands_for`` how
    many figures it is.
    """

    on: float
    mark: Mark
    basis: str | None = None
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


def figure_rows(figures: pd.DataFrame, styles: Mapping[str, Style]) -> Iterator[DayRow]:
    """Yield a row for each figure, under a heading for the day, month or year it was said in."""
    figures = figures.assign(account=account(figures))
    for said, group in figures.groupby(["reported_on", "reported_until"]):
        yield DayRow(f"Said {period(*said)}", heading=True)
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
    told = ", ".join(filter(None, [stage, spoken_of]))
    known = f"day: {BASES[figure.reported_on_basis]}"
    return "; ".join(filter(None, [known, told, _left(figure)]))


def _left(figure) -> str:
    """Return how long a figure stood, where that is known to have ended."""
    if pd.isna(figure.left_on):
        return ""
    if figure.replaced_by:
        return f"replaced on {day(figure.left_on)}"
    return f"stood until {day(figure.left_on - ONE_DAY)}"


def _dot(figure, style: Style) -> Dot:
    on = said_on(figure.reported_on, figure.reported_until)
    until = None if pd.isna(figure.left_on) else day_number(figure.left_on)
    return Dot(on, day_mark(figure, on, style), figure.reported_on_basis, until)


def said_on(first: pd.Timestamp, last: pd.Timestamp) -> float:
    """Return where something said from one day to another stands on the axis: in the middle.

    >>> said_on(pd.Timestamp("1970-01-02"), pd.Timestamp("1970-01-04"))
    2.0
    """
    return (day_number(first) + day_number(last)) / 2


def day_mark(figure, on: float, style: Style) -> Mark:
    """Return the mark of a figure at a day: filled, hollow or crossed by its stage."""
    return Mark("number", on, on, style=style, stage=stage_of(figure))


def _span(figure, style: Style) -> Mark | None:
    """Return the mark of the days that a figure speaks of: a bar, or a stop where one is open."""
    first, last = figure.event_from, figure.event_to
    look = {"style": style, "stage": figure.status}
    if pd.notna(first) and pd.notna(last):
        return Mark("range", day_number(first) - HALF_DAY, day_number(last) + HALF_DAY, **look)
    if pd.notna(last):
        return Mark("ceiling", day_number(last), day_number(last), **look)
    if pd.notna(first):
        return Mark("floor", day_number(first), day_number(first), **look)
    return None
