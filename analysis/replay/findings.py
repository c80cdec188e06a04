"""Say in a sentence what a replay changed: every number in these sentences is computed."""

import pandas as pd

from analysis.formats import count_of, listed, range_words, span
from analysis.limits import MOST_NAMED
from analysis.replay.sentences import EMPTY, have, names_of, things


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
    until = figures.groupby("reported_on")["reported_until"].max().to_dict()
    return [_change_line(change, names, until) for change in moved.itertuples()]


def _change_line(change, names: dict[str, str], until: dict) -> str:
    by = listed(names[name] for name in change.by.split(", ") if name in names)
    ends = range_words(change.low, change.high)
    verb = "the numbers in print run from" if change.low < change.high else "the number in print is"
    told = (
        f"{verb} {ends} for {change.quantity}"
        if ends
        else f"no number is in print for {change.quantity}"
    )
    before = range_words(change.before_low, change.before_high)
    when = span(change.day, until.get(change.day, change.day))
    return f"Since {when}, with {by}, {told}; before: {before}."


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
        return ""
    later = "a later one of its source" if count == 1 else "later ones of their sources"
    out = "it no longer stands" if count == 1 else "they no longer stand"
    return f"{count_of(count, 'figure')} {have(count)} been replaced by {later}: {out}."
