"""Say in a sentence what was said by when: every number in these sentences is computed."""

from collections.abc import Iterable

import pandas as pd

from analysis.formats import capital, count_of, listed, period, span
from analysis.limits import MOST_NAMED
from analysis.telling.reasons import said
from analysis.vocabulary import BASES

EMPTY = "No figures match this selection, so there is nothing to replay."


def things(count: int) -> str:
    """Return a count of rows: figures with a number and positions without one.

    >>> things(1), things(12)
    ('1 figure or position', '12 figures and positions')
    """
    return f"{count_of(count, 'figure')} {'or position' if count == 1 else 'and positions'}"


def some(words: Iterable[str]) -> str:
    """Return the first five words as a list in a sentence, and how many others there are.

    >>> some("abcdefg")
    'a, b, c, d, e and 2 others'
    """
    return listed(words, most=MOST_NAMED)


def opening(figures: pd.DataFrame) -> str:
    """Return how much had been said, by when and by whom, and how much of it has been replaced."""
    if figures.empty:
        return EMPTY
    days, count = figures["reported_on"].nunique(), len(figures)
    replaced = int((figures["replaced_by"] != "").sum())
    which = "it" if count == 1 else f"{replaced:,} of them" if replaced else "none of them"
    gone = "not been" if count == 1 and not replaced else "been"
    return (
        f"By {last_said(figures)} this record has {things(count)} from "
        f"{count_of(figures['speaker_id'].nunique(), 'source')}, said on {count_of(days, 'day')}; "
        f"{which} {have(max(replaced, 1))} {gone} replaced."
    )


def have(count: int) -> str:
    """Return the verb that goes with a count."""
    return "has" if count == 1 else "have"


def timeline_headline(figures: pd.DataFrame) -> str:
    """Return how much was said on which days, as the title of a chart."""
    if figures.empty:
        return "Nothing had been said"
    return f"{things(len(figures))}, said {said_in(figures)}"


def last_said(figures: pd.DataFrame) -> str:
    """Return the last day, month or year in which any of some figures was said."""
    last = figures.sort_values("reported_until", kind="stable").iloc[-1]
    return span(last["reported_on"], last["reported_until"])


def said_in(figures: pd.DataFrame) -> str:
    """Return the days, or the months or years, between which figures were said."""
    return period(figures["reported_on"].min(), figures["reported_until"].max())


def places_headline(figures: pd.DataFrame) -> str:
    """Return in which areas it is said to have happened or to be still to come, as a title."""
    claims = figures[(figures["stance"] == "asserts") & (figures["area"] != "")]
    happened = claims.loc[claims["status"] == "observed", "area"].unique().tolist()
    open_still = claims.loc[claims["status"].isin(["under_way", "expected"]), "area"].unique()
    parts = [
        f"{words} {listed(areas) if len(areas) <= MOST_NAMED else count_of(len(areas), 'area')}"
        for words, areas in (
            ("said to have happened in", happened),
            ("under way or expected in", open_still.tolist()),
        )
        if areas
    ]
    return capital("; ".join(parts) or "no one names an area")


def bases(figures: pd.DataFrame) -> str:
    """Return how the days are known: stated, inferred, or only as the document's own day."""
    if figures.empty:
        return EMPTY
    counts = figures["reported_on_basis"].value_counts().reindex(list(BASES), fill_value=0)
    parts = [
        f"{number:,} {'is' if number == 1 else 'are'} {BASES[name]}"
        for name, number in counts.items()
        if number
    ]
    return f"How the days on which it was said are known: {listed(parts)}."


def day_lines(additions: pd.DataFrame) -> list[str]:
    """Return a sentence for each step: what it added, from whom, and how much stood then.

    Above five steps it is the first, the one that added the most, and the last.
    """
    if len(additions) <= MOST_NAMED:
        lines = [_day_line(row) for row in additions.itertuples()]
        return [f"{line[0].upper()}{line[1:]}" for line in lines] or [EMPTY]
    shown = {"First": 0, "The most": additions["added"].argmax(), "Last": len(additions) - 1}
    told = {place: name for name, place in reversed(shown.items())}  # of one step its first name
    rows = {place: next(additions.iloc[[place]].itertuples()) for place in sorted(told)}
    return [f"{told[place]}, {_day_line(row)}" for place, row in rows.items()]


def _day_line(row) -> str:
    left = f"; {row.replaced:,} {have(row.replaced)} been replaced" if row.replaced else ""
    added = f"{period(row.since, row.until)}: {things(row.added)}, from {some(row.added_by)}"
    return f"{added}{left}; {row.standing:,} then {'stands' if row.standing == 1 else 'stand'}."


def dates_sentence(figures: pd.DataFrame) -> str:
    """Return how many figures come with a date but no period, and what kind of date it is."""
    count = int((figures["event_from"].isna() != figures["event_to"].isna()).sum())
    if not count:
        return "No figure comes with a date but without a period."
    comes = "comes" if count == 1 else "come"
    return (
        f"{count_of(count, 'figure')} {comes} with a date but without a period: a date by or from "
        "which something is to be, which need not be the day of what is counted."
    )


def names_of(figures: pd.DataFrame) -> dict[str, str]:
    """Return each figure as printed, with its speaker."""
    return {row["figure_id"]: said(row) for row in figures.to_dict("records")}
