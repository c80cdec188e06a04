"""Keep a timeline readable: above a few figures a row stands for a speaker or for a quantity."""

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.charts.figures import stages
from analysis.charts.said_on import DayRow, Dot, day_mark, figure_rows, said_on
from analysis.charts.style import DARK, Style
from analysis.formats import count_of
from analysis.limits import MOST_DATED, MOST_MARKS, MOST_SLOTS
from analysis.printed import highest_printed
from analysis.vocabulary import BASES

OFF = 0.085  # inches off a row's middle


def day_rows(
    figures: pd.DataFrame, styles: Mapping[str, Style], limit: int = MOST_MARKS
) -> tuple[list[DayRow], str]:
    """Return at most ``limit`` rows for a timeline, and a sentence that states by which rule.

    Up to ``MOST_DATED`` figures a row is one figure, under the day on which it was said. Above that
    a row is a speaker; above ``limit`` speakers a quantity; of those the rows of the most figures
    are kept.
    """
    figures = figures.sort_values("reported_on", kind="stable")
    if len(figures) <= min(limit, MOST_DATED):
        return list(figure_rows(figures, styles)), ""
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
    figures = figures.assign(slot=passed // max(1, passed.max() / MOST_SLOTS))
    kept = figures[figures[by].isin(sizes.index)].groupby(by, sort=False)
    return [_summary_row(group, name, styles) for _, group in kept], rule


def _summary_row(group: pd.DataFrame, name: str, styles: Mapping[str, Style]) -> DayRow:
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


def _dots(group: pd.DataFrame, styles: Mapping[str, Style]) -> Iterator[Dot]:
    """Yield one mark for each part of the axis and each stage, with how many figures it is."""
    for _, same in group.assign(stage=stages(group)).groupby(["slot", "stage"]):
        figure = next(same.itertuples())
        on = said_on(same["reported_on"].min(), same["reported_until"].max())
        mark = day_mark(figure, on, styles.get(figure.speaker_id, Style(DARK)))
        off = 0.0 if mark.crossed else -OFF if mark.filled else OFF
        yield Dot(on, mark, off=off, stands_for=len(same))
