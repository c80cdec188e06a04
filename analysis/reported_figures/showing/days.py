"""The rows of a timeline, one a figure: who said what on which day, and of which days it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from reported_figures.formats import count_of, period
from reported_figures.ledger.printed import highest_printed
from reported_figures.limits import MOST_DATED, MOST_MARKS, MOST_SLOTS
from reported_figures.showing.figures import said_by as speaker_and_outlet
from reported_figures.showing.figures import stage_of, stages, words_of
from reported_figures.showing.marks import DARK, Colours, Mark, Style
from reported_figures.telling.printable import account
from reported_figures.telling.timeline import how_it_left
from reported_figures.vocabulary import BASES

HALF_DAY = 0.4


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


def figure_rows(figures: pd.DataFrame, styles: Colours) -> Iterator[DayRow]:
    """Yield a row for each figure, under a heading for the day, month or year it was said in."""
    figures = figures.assign(account=account(figures), left=how_it_left(figures))
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
    return "; ".join(filter(None, [known, told, figure.left]))


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


OFF = 0.085  # inches off a row's middle


def day_rows(figures: pd.DataFrame, styles: Colours) -> tuple[list[DayRow], str]:
    """Return at most ``MOST_MARKS`` rows for a timeline, and a sentence that states by which rule.

    Up to ``MOST_DATED`` figures a row is one figure, under the day on which it was said. Above that
    a row is a speaker; above ``MOST_MARKS`` speakers a quantity; of those the rows of the most
    figures are kept.
    """
    figures = figures.sort_values("reported_on", kind="stable")
    if len(figures) <= MOST_DATED:
        return list(figure_rows(figures, styles)), ""
    by, name = "speaker_id", "speaker"
    if figures[by].nunique() > MOST_MARKS:
        by, name = "quantity_id", "quantity"
    rule = (
        f"{len(figures):,} figures are more than a chart can show one by one: a row stands for one "
        f"{name}, without the days that the figures speak of. Marks that would overlap are one, "
        "larger."
    )
    sizes = figures[by].value_counts(sort=False).nlargest(MOST_MARKS)
    left = len(figures) - int(sizes.sum())
    if left:
        rule += f" The {MOST_MARKS:,} rows of the most figures are shown, {left:,} figures are not."
    first = figures["reported_on"].iloc[0]
    passed = (figures["reported_on"] - first).dt.days
    figures = figures.assign(slot=passed // max(1, passed.max() / MOST_SLOTS))
    kept = figures[figures[by].isin(sizes.index)].groupby(by, sort=False)
    return [_summary_row(group, name, styles) for _, group in kept], rule


def _summary_row(group: pd.DataFrame, name: str, styles: Colours) -> DayRow:
    """Return the row of one speaker, or one quantity, with all days on which something was said."""
    other = "quantity" if name == "speaker" else "speaker"
    others = group[f"{other}_id"].nunique()
    plural = {"quantity": "quantities", "speaker": "speakers"}[other]
    numbered = int(highest_printed(group).notna().sum())
    bases = group["reported_on_basis"].value_counts()
    known = ", ".join(f"{bases[name]:,} {words}" for name, words in BASES.items() if name in bases)
    left = int(group["left_on"].notna().sum())
    return DayRow(
        label=group[name].iloc[0],
        detail=group[other].iloc[0] if others == 1 else count_of(others, other, plural),
        words=f"{count_of(len(group), 'figure')}, {numbered or 'none'} with a number"
        + (f", {left:,} no longer standing" if left else ""),
        remark=f"day: {known}",
        dots=list(_dots(group, styles if name == "speaker" else {})),
    )


def _dots(group: pd.DataFrame, styles: Colours) -> Iterator[Dot]:
    """Yield one mark for each part of the axis and each stage, with how many figures it is."""
    alike = group.assign(stage=stages(group)).groupby(["slot", "stage"])
    many = alike.agg(
        first=("reported_on", "min"),
        last=("reported_until", "max"),
        size=("figure_id", "size"),
        **{name: (name, "first") for name in ("speaker_id", "stance", "status")},
    )
    for same in many.itertuples():
        on = said_on(same.first, same.last)
        mark = day_mark(same, on, styles.get(same.speaker_id, Style(DARK)))
        off = 0.0 if mark.crossed else -OFF if mark.filled else OFF
        yield Dot(on, mark, off=off, stands_for=same.size)
