"""Say in a sentence what a replay shows: every number in these sentences is computed."""

from collections.abc import Iterable

import pandas as pd

from analysis.charts.figures import range_words
from analysis.replay_tables import BASES, MOST_NAMED, names_of
from analysis.sentences import count_of, day, listed, period

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
    words = list(words)
    more = len(words) - MOST_NAMED
    return listed([*words[:MOST_NAMED], count_of(more, "other")] if more > 0 else words)


def opening(figures: pd.DataFrame) -> str:
    """Return how much had been said, by when and by whom, and how much of it has been replaced."""
    if figures.empty:
        return EMPTY
    days = figures["reported_on"].nunique()
    replaced = int((figures["replaced_by"] != "").sum())
    since = (
        f"{replaced:,} of them {_have(replaced)} been replaced"
        if replaced
        else "none of them has been replaced"
    )
    return (
        f"By {day(figures['reported_on'].max())} this record has {things(len(figures))} from "
        f"{count_of(figures['speaker_id'].nunique(), 'source')}, said on {count_of(days, 'day')}; "
        f"{since}."
    )


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def timeline_headline(figures: pd.DataFrame) -> str:
    """Return how much was said on which days, as the title of a chart."""
    if figures.empty:
        return "Nothing had been said"
    when = period(figures["reported_on"].min(), figures["reported_on"].max())
    return f"{things(len(figures))}, said {when}"


def places_headline(figures: pd.DataFrame) -> str:
    """Return where those counted are said to have been detected and to be coming, as a title."""
    claims = figures[(figures["stance"] == "asserts") & (figures["area"] != "")]
    seen = claims.loc[claims["status"] == "observed", "area"].unique().tolist()
    coming = claims.loc[claims["status"].isin(["under_way", "expected"]), "area"].unique().tolist()
    parts = [
        f"{words} {listed(areas) if len(areas) <= MOST_NAMED else count_of(len(areas), 'area')}"
        for words, areas in (
            ("said to have been detected in", seen),
            ("under way or expected in", coming),
        )
        if areas
    ]
    told = "; ".join(parts) or "no one names an area"
    return f"{told[0].upper()}{told[1:]}"


def bases(figures: pd.DataFrame) -> str:
    """Return how the days are known: stated, inferred, or only as the document's own day."""
    if figures.empty:
        return EMPTY
    counts = figures["reported_on_basis"].value_counts().reindex(list(BASES), fill_value=0)
    parts = [
        f"{number or 'none'} {'is' if number <= 1 else 'are'} {BASES[name]}"
        for name, number in counts.items()
    ]
    return f"How the days on which it was said are known: {listed(parts)}."


def day_lines(additions: pd.DataFrame) -> list[str]:
    """Return a sentence for each step: what it added, from whom, and how much stood then.

    Above five steps it is the first, the one that added the most, and the last.
    """
    if len(additions) <= MOST_NAMED:
        return [_day_line(row) for row in additions.itertuples()]
    shown = {"First": 0, "Most": additions["added"].argmax(), "Last": len(additions) - 1}
    rows = [next(additions.iloc[[place]].itertuples()) for place in shown.values()]
    return [f"{name}: {_day_line(row)}" for name, row in zip(shown, rows, strict=True)]


def _day_line(row) -> str:
    when = period(row.since, row.day)
    left = f"; {row.replaced:,} {_have(row.replaced)} been replaced" if row.replaced else ""
    added = f"{when[0].upper()}{when[1:]}: {things(row.added)}, from {some(row.added_by)}"
    return f"{added}{left}; {row.standing:,} then {'stands' if row.standing == 1 else 'stand'}."


def change_lines(changes: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each range in print that a later step changed.

    Above five such changes it is one that counts them.
    """
    names = names_of(figures)
    moved = changes[(changes["measure"] == "printed") & changes["before_low"].notna()]
    if len(moved) > MOST_NAMED:
        counts = moved["quantity"].value_counts(sort=False)
        return [
            f"The numbers in print changed {len(moved):,} times after they first stood, for "
            f"{count_of(len(counts), 'quantity', 'quantities')}; most often for {counts.idxmax()}: "
            f"{count_of(int(counts.max()), 'time')}."
        ]
    lines = [_change_line(change, names) for change in moved.itertuples()]
    return lines or ["No number in print was widened, narrowed or corrected by a later day."]


def _change_line(change, names: dict[str, str]) -> str:
    by = listed(names[name] for name in change.by.split(", ") if name in names)
    ends = range_words(change.low, change.high)
    verb = "the numbers in print run from" if change.low < change.high else "the number in print is"
    told = (
        f"{verb} {ends} for {change.quantity}"
        if ends
        else f"no number is in print for {change.quantity}"
    )
    before = range_words(change.before_low, change.before_high)
    return f"Since {day(change.day)}, with {by}, {told}; before: {before}."


def without_effect(changes: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return how many figures changed neither a printed range nor a bound, and why."""
    acted = {name for by in changes["by"] for name in by.split(", ")}
    rest = figures[~figures["figure_id"].isin(acted)]
    if rest.empty:
        return "Each of them changed a printed range or a bound." if len(figures) else EMPTY
    silent = int((rest["interval_low"].isna() | (rest["stance"] != "asserts")).sum())
    gives = "gives no number or asserts" if silent == 1 else "give no number or assert"
    who = f"{silent:,} of these" if silent < len(rest) else "it" if silent == 1 else "all of these"
    return (
        f"Of {things(len(figures))}, {len(rest):,} changed neither a printed range nor a bound"
        f"{f'; {who} {gives} nothing' if silent else ''}."
    )


def silent_pairs(silent: int, pairs: int) -> str:
    """Return how many pairs of figures say nothing.

    >>> silent_pairs(60, 66)
    'Of 66 pairs, 60 say nothing: no number, nothing asserted, or different things counted.'
    """
    if not pairs:
        return "There is no pair of figures to compare."
    told = f"{silent:,} {'says' if silent == 1 else 'say'}" if silent else "none says"
    why = ": no number, nothing asserted, or different things counted" if silent else ""
    return f"Of {count_of(pairs, 'pair')}, {told} nothing{why}."


def replaced_sentence(figures: pd.DataFrame) -> str:
    """Return how many figures have been replaced by a later one of the same source."""
    count = int((figures["replaced_by"] != "").sum())
    if not count:
        return "No figure of this selection has been replaced by a later one of its source."
    later = "a later one of its source" if count == 1 else "later ones of their sources"
    out = "it no longer stands" if count == 1 else "they no longer stand"
    return f"{count_of(count, 'figure')} {_have(count)} been replaced by {later}: {out}."


def lowered_sentence(lowered: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return which figures put a running total below an earlier one, the largest gaps first."""
    if lowered.empty:
        running = (figures["kind"] == "cumulative") & figures["interval_low"].notna()
        if running.any():
            return "No figure puts a running total below an earlier one."
        return "No running total has a number in this selection, so none was lowered."
    names = names_of(figures)
    largest = lowered.sort_values("gap", ascending=False, kind="stable")
    told = (f"{names[row.figure_id]} below {names[row.earlier_id]}" for row in largest.itertuples())
    figures_put = f"{count_of(len(lowered), 'figure')} {'puts' if len(lowered) == 1 else 'put'}"
    return f"{figures_put} a running total below an earlier one: {some(told)}."


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
