"""Say in a sentence what a replay changed: every number in these sentences is computed."""

from collections.abc import Iterable

import pandas as pd

from reported_figures.formats import capital, count_of, day, listed, period, span
from reported_figures.limits import MOST_NAMED
from reported_figures.telling.amounts import computed_ends, topic
from reported_figures.telling.reasons import by_figure
from reported_figures.vocabulary import BASES

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
    count = len(figures)
    replaced = int(_replaced(figures).sum())
    which = "it" if count == 1 else f"{replaced:,} of them" if replaced else "none of them"
    gone = "not been" if count == 1 and not replaced else "been"
    when = f"{'on' if _on_days(figures) else 'at'} {times_of(figures)}"
    return (
        f"By {last_said(figures)} this record has {things(count)} from "
        f"{count_of(figures['speaker_id'].nunique(), 'source')}, said {when}; "
        f"{which} {have(max(replaced, 1))} {gone} replaced."
    )


def _replaced(figures: pd.DataFrame) -> pd.Series:
    """Return which rows give a figure that a later one replaced: who refuses one gave none."""
    return (figures["replaced_by"] != "") & (figures["stance"] == "asserts")


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
    ordered = figures.sort_values(["reported_on", "reported_until"], kind="stable")
    first = ordered.iloc[0]
    ends = span(first["reported_on"], first["reported_until"]), last_said(figures)
    if not _on_days(figures) and ends[0] != ends[1]:
        return f"between {ends[0]} and {ends[1]}"
    return period(figures["reported_on"].min(), figures["reported_until"].max())


def _on_days(figures: pd.DataFrame) -> bool:
    """Say whether each figure was said on a day, none only in a month or a year."""
    return bool((figures["reported_on"] == figures["reported_until"]).all())


def times_of(figures: pd.DataFrame) -> str:
    """Return on how many days figures were said; of months and years, at how many times."""
    times = len(figures.drop_duplicates(["reported_on", "reported_until"]))
    return count_of(times, "day" if _on_days(figures) else "time")


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
    before = additions["until"].cummax().shift()
    late = (additions["since"] <= before).to_numpy()
    additions = additions.assign(late=late)
    if len(additions) <= MOST_NAMED:
        lines = [_day_line(row) for row in additions.itertuples()]
        return [f"{line[0].upper()}{line[1:]}" for line in lines] or [EMPTY]
    shown = {"First": 0, "The most": additions["added"].argmax(), "Last": len(additions) - 1}
    told = {place: name for name, place in reversed(shown.items())}  # of one step its first name
    rows = {place: next(additions.iloc[[place]].itertuples()) for place in sorted(told)}
    return [f"{told[place]}, {_day_line(row)}" for place, row in rows.items()]


def _day_line(row) -> str:
    left = f"; {row.replaced:,} {have(row.replaced)} been replaced" if row.replaced else ""
    held = "is no longer held" if row.ended == 1 else "are no longer held"
    left += f"; {row.ended:,} {held}" if row.ended else ""
    added = f"{things(row.added)}, from {some(row.added_by)}" if row.added else ""
    when = period(row.since, row.until)
    if row.late:  # said some day in a month of which days were told before
        when = f"by the end of {span(row.since, row.until)}"
    told = f"{when}: {f'{added}{left}'.removeprefix('; ')}"
    return f"{told}; {row.standing:,} then {'stands' if row.standing == 1 else 'stand'}."


def with_a_date(figures: pd.DataFrame) -> pd.Series:
    """Return which figures come with a date but no period.

    Of a level one date is its day, and of a running total its start or its day.
    """
    one = figures["event_from"].isna() != figures["event_to"].isna()
    return one & ~figures["kind"].isin(["cumulative", "stock"])


def dates_sentence(figures: pd.DataFrame) -> str:
    """Return how many figures come with a date but no period, and what kind of date it is."""
    count = int(with_a_date(figures).sum())
    if not count:
        return "No figure comes with a date but without a period."
    comes = "comes" if count == 1 else "come"
    return (
        f"{count_of(count, 'figure')} {comes} with a date but without a period: a date by or from "
        "which something is to be, which need not be the day of what is counted."
    )


def names_of(figures: pd.DataFrame) -> dict[str, str]:
    """Return each figure as printed, with its speaker, and its day where another reads the same."""
    return {name: row["told"] for name, row in by_figure(figures).items()}


def how_it_left(figures: pd.DataFrame) -> list[str]:
    """Return how each figure came to stand no longer, where it does not, with the day or month."""
    said = {row.figure_id: (row.reported_on, row.reported_until) for row in figures.itertuples()}
    return ["" if pd.isna(row.left_on) else _left(row, said) for row in figures.itertuples()]


def _left(figure, said: dict[str, tuple]) -> str:
    if not figure.replaced_by:
        return f"stood until {day(figure.left_on - pd.Timedelta(days=1))}"
    return f"replaced {period(*said.get(figure.replaced_by, (figure.left_on,) * 2))}"


def change_lines(changes: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Return a sentence for each range in print that a later step changed.

    Above five such changes it is one that counts them.
    """
    names = names_of(figures)
    moved = changes[(changes["measure"] == "printed") & changes["before_low"].notna()]
    if len(moved) > MOST_NAMED:
        counts = moved["quantity"].value_counts(sort=False)
        often = f"{len(moved):,} times after they first stood"
        if len(counts) == 1:
            return [f"The numbers in print for {counts.index[0]} changed {often}."]
        return [
            f"The numbers in print changed {often}, for {len(counts):,} quantities; most often "
            f"for {counts.idxmax()}: {count_of(int(counts.max()), 'time')}."
        ]
    begun = figures.groupby("reported_until")["reported_on"].max().to_dict()
    units = {row.quantity_id: row for row in figures.itertuples()}
    return [
        _change_line(change, names, begun, units[change.quantity_id])
        for change in moved.itertuples()
    ]


def _in_print(low: float, high: float, unit) -> str:
    """Return the lowest and the highest number in print, in their unit; a blank for none."""
    if pd.isna(low):
        return ""
    ends = computed_ends(low, high, unit)
    return ends[1] if low == high else " to ".join(ends)


def _change_line(change, names: dict[str, str], begun: dict, unit) -> str:
    by, without = (
        [names[name] for name in ids.split(", ") if name in names]
        for ids in (change.by, change.without)
    )
    ends = _in_print(change.low, change.high, unit)
    verb = "the numbers in print run from" if change.low < change.high else "the number in print is"
    of = topic(unit._asdict() | {"quantity": change.quantity})
    told = f"{verb} {ends} for {of}" if ends else f"no number is in print for {of}"
    before = _in_print(change.before_low, change.before_high, unit)
    when = span(begun.get(change.day, change.day), change.day)
    moved = [f"with {listed(by)}"] if by else []
    moved += [f"without {listed(without)}, no longer held"] if without else []
    return f"Since {when}, {' and '.join(moved)}, {told}; before: {before}."


def without_effect(changes: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Return how many figures on what changed at all changed no range or bound, and why."""
    figures = figures[figures["quantity_id"].isin(changes["quantity_id"])]
    acted = {name for by in changes["by"] for name in by.split(", ")}
    rest = figures[~figures["figure_id"].isin(acted)]
    if rest.empty:
        one = len(figures) == 1
        who = "The one figure" if one else f"Each of the {things(len(figures))}"
        return f"{who} on what changed moved a printed range or a bound." if len(figures) else EMPTY
    silent = int((rest["interval_low"].isna() | (rest["stance"] != "asserts")).sum())
    gives = "gives no number or asserts" if silent == 1 else "give no number or assert"
    who = f"{silent:,} of these" if silent < len(rest) else "it" if silent == 1 else "all of these"
    return (
        f"Of {things(len(figures))} on what changed, "
        f"{len(rest):,} changed neither a printed range nor a bound"
        f"{f'; {who} {gives} nothing' if silent else ''}."
    )


def silent_pairs(silent: int, pairs: int) -> str:
    """Return how many pairs of figures say nothing.

    >>> silent_pairs(60, 66)
    'Of 66 pairs, 60 say nothing: no number, nothing asserted, or different things or times.'
    """
    if not pairs:
        return "There is no pair of figures to compare."
    if not silent:
        every = {1: "The one pair", 2: "Both pairs"}.get(pairs, f"All {pairs:,} pairs")
        return f"{every} can be compared."
    told = f"{silent:,} {'says' if silent == 1 else 'say'}"
    return (
        f"Of {count_of(pairs, 'pair')}, {told} nothing: no number, nothing asserted, or different "
        "things or times."
    )


def replaced_sentence(figures: pd.DataFrame) -> str:
    """Return how many figures have been replaced by a later one, and how many ended without one."""
    count = int(_replaced(figures).sum())
    ended = int((figures["left_on"].notna() & (figures["replaced_by"] == "")).sum())
    told = []
    if count:
        later = "a later one" if count == 1 else "later ones"
        out = "it no longer stands" if count == 1 else "they no longer stand"
        told = [f"{count_of(count, 'figure')} {have(count)} been replaced by {later}: {out}."]
    if ended:
        verb = "is" if ended == 1 else "are"
        told += [f"{things(ended)} {verb} no longer held, without a new number."]
    return " ".join(told)
