"""Set a replay out as tables in words, for the timeline notebook."""

import math

import pandas as pd

from reported_figures.comparing.readings import (
    HANGS_ON,
    Reading,
    every_reading,
    interval_words,
    merge_alike,
)
from reported_figures.formats import (
    count_of,
    number,
    percent,
    period,
    printed_range,
    range_words,
    recorded,
)
from reported_figures.ledger import Ledger
from reported_figures.limits import MOST_NAMED, SCREEN
from reported_figures.reading.intervals import read_intervals
from reported_figures.showing.totals import bound_words
from reported_figures.telling.printable import account
from reported_figures.telling.timeline import how_it_left, names_of, with_a_date
from reported_figures.vocabulary import BASES

NO_NUMBER, NO_BOUND, SAME = "no number", "no bound", "unchanged"


def days_said(figures: pd.DataFrame) -> list[str]:
    """Return the day, month or year in which each figure was said, as the ledger records it."""
    spans = zip(figures["reported_on"], figures["reported_until"], strict=True)
    return [recorded(*span) for span in spans]


def day_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Return each figure with the day it was said, how that day is known, and of when it speaks."""
    spans = zip(figures["event_from"], figures["event_to"], strict=True)
    return pd.DataFrame(
        {
            "said_on": days_said(figures),
            "day_is": figures["reported_on_basis"].map(BASES),
            "speaker": figures["speaker"],
            "number": figures["wording"].replace({"": "none"}),
            "quantity": figures["quantity"],
            "account": account(figures),
            "speaks_of": [period(*span) for span in spans],
            "stands": [words or "yes" for words in how_it_left(figures)],
        }
    )


def dates_given(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with a date but no period, and their notes, which say what the date is."""
    rows = figures[with_a_date(figures)]
    spans = zip(rows["event_from"], rows["event_to"], strict=True)
    columns = ["speaker", "number", "quantity", "date_given", "note"]
    number = rows["wording"].replace({"": NO_NUMBER})
    return rows.assign(number=number, date_given=[period(*span) for span in spans])[columns]


def added_table(additions: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of a replay: when, from whom, how much was added and how much then stood."""
    spans = zip(additions["since"], additions["until"], strict=True)
    when = [period(*span) for span in spans]
    by = [_few(names) for names in additions["added_by"]]
    ended = ["no_longer_held"] if additions["ended"].any() else []
    table = additions.assign(when=when, added_by=pd.Series(by, dtype="object"))
    table = table.rename(columns={"ended": "no_longer_held"})
    return table[["when", "added", "replaced", *ended, "standing", "added_by"]]


def _few(names: list[str]) -> list[str]:
    """Return the first names, and how many others there are."""
    more = len(names) - MOST_NAMED
    return [*names[:MOST_NAMED], *([count_of(more, "other")] if more > 0 else [])]


def change_table(changes: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each step and quantity: numbers in print and bounds, before and since."""
    names, until = names_of(figures), figures.groupby("reported_on")["reported_until"].max()
    rows: dict[tuple, dict] = {}
    for change in changes.itertuples():
        row = rows.setdefault((change.day, change.quantity), {"by": []})
        row |= {
            "day": recorded(change.day, until.get(change.day, change.day)),
            "quantity": change.quantity,
            **_before_and_since(change),
        }
        row["by"] += [names[name] for name in change.by.split(", ") if name in names]
        ended = [names[name] for name in change.without.split(", ") if name in names]
        row["by"] += [f"{name}, no longer held" for name in ended]
    told = [row | {"by": _few(list(dict.fromkeys(row["by"])))} for row in rows.values()]
    columns = ["printed_before", "printed_since", "bounds_before", "bounds_since"]
    table = pd.DataFrame(told, columns=["day", "quantity", *columns, "by"])
    since = {name: SAME if name.endswith("since") else "" for name in columns}
    words = table[columns].astype("object").fillna(since)
    return table.assign(**words)


def _before_and_since(change) -> dict[str, str]:
    """Return the two ranges of one change in words."""
    words = printed_range if change.measure == "printed" else range_words
    before, since = words(change.before_low, change.before_high), words(change.low, change.high)
    if change.measure == "printed":
        return {"printed_before": before or NO_NUMBER, "printed_since": since or NO_NUMBER}
    if change.before_low > change.before_high:
        before = "claims that excluded one another"
    since = bound_words(change) if since else NO_BOUND
    return {"bounds_before": before or NO_BOUND, "bounds_since": since}


def replaced_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that were replaced, with what stands in their place."""
    old = figures[(figures["replaced_by"] != "") & (figures["stance"] == "asserts")]
    wording = figures.set_index("figure_id")["wording"].replace({"": NO_NUMBER})
    said = dict(zip(figures["figure_id"], days_said(figures), strict=True))
    left = old["left_on"].dt.strftime("%Y-%m-%d")
    return pd.DataFrame(
        {
            "speaker": old["speaker"],
            "quantity": old["quantity"],
            "said": old["wording"].replace({"": NO_NUMBER}),
            "said_on": days_said(old),
            "replaced_on": old["replaced_by"].map(said).fillna(left),
            "now": old["replaced_by"].map(wording).astype("object").fillna("not selected"),
            "figure_id": old["figure_id"],
            "replaced_by": old["replaced_by"],
        }
    )


def turns_table(turns: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the turns of :func:`comparing.series.turns` in words, the latest last."""
    figures = figures.assign(said_on=days_said(figures)).set_index("figure_id")
    told = figures.loc[turns["figure_id"], ["speaker", "quantity", "said_on", "wording"]]
    return told.assign(
        turn=[_turn(row) for row in turns.itertuples()],
        before=figures["wording"].reindex(turns["earlier_id"]).fillna("").tolist(),
    ).reset_index()[["speaker", "quantity", "said_on", "before", "wording", "turn", "figure_id"]]


def _turn(row) -> str:
    if row.change == "gap":
        return f"{row.days:,.0f} days after the one before; usual: {number(row.usual)}"
    return f"one of {row.one_of} is out of line" if row.one_of else row.change


NUMBERS = ["wording", *HANGS_ON]
READS = {
    "exact": "the number, or the ends, as printed",
    "half_unit": "half a rounding unit to either side, at most {low} of it",
    "fraction": "{low} to either side",
    "above": "from the number upwards",
    "from_zero": "from 0 to the number",
    "downward": "downwards, as far as about reaches",
    "none": "no number",
}


def intervals_by_set(
    ledger: Ledger, figures: pd.DataFrame, reading: Reading, vague: bool = False
) -> pd.DataFrame:
    """Return each wording with its interval by every rule set, or by every vague set that matters.

    One row is one wording, however many figures have it; of more than 20 those are kept that sets
    read differently, then those of the most figures. Sets that read all of them alike share a
    column; a blank is no interval.
    """
    known = every_reading(ledger, figures)
    sets = [r for r in known if (r.rule_set == reading.rule_set if vague else not r.vague_set)]
    asked = (figures["vague_word"] != "") if vague else figures["hedge"].ne("vague")
    rows = figures[asked & (figures["wording"] != "")].groupby(NUMBERS, sort=False, dropna=False)
    rows = rows.agg(figures=("figure_id", "size")).reset_index()
    columns = {}
    for one in sets:
        read = read_intervals(rows, ledger.hedge_rules, *one[:2])
        ends = zip(read["interval_low"], read["interval_high"], strict=True)
        name = (one.vague_set or "no vague set") if vague else one.rule_set
        columns[name] = [interval_words(*pair) for pair in ends]
    read = pd.DataFrame(columns, rows.index)
    rows = rows.assign(hedge=rows["hedge"].str.replace("_", " "), differs=read.nunique(axis=1) > 1)
    table = pd.concat([rows[["wording", "hedge", "figures"]], merge_alike(read)], axis=1)
    order = rows.sort_values(["differs", "figures"], ascending=False, kind="stable").index
    order = order[read.loc[order].ne("").any(axis=1)][:SCREEN]
    return table.loc[order.sort_values()]


def basis_of_readings(ledger: Ledger, figures: pd.DataFrame) -> pd.DataFrame:
    """Return how each set reads the hedges of these figures, and on what that rests.

    One row is one reading of one hedge, with all the sets that have it.
    """
    used = {reading for pair in every_reading(ledger, figures) for reading in pair[:2]}
    rules = ledger.hedge_rules[ledger.hedge_rules["rule_set"].isin(used)]
    hedges = figures.loc[~figures["hedge"].isin(["none", "unknown", "vague"]), "hedge"]
    rules = rules[rules["hedge"].isin({*hedges, *figures["vague_word"]} - {""})]
    words = [_reads_as(*rule) for rule in rules[["reading", "low", "high"]].itertuples(index=False)]
    rules = rules.assign(reads=words, hedge=rules["hedge"].str.replace("_", " "))
    groups = rules.groupby(["hedge", "reads", "basis"], sort=False)["rule_set"]
    table = groups.agg(", ".join).reset_index().sort_values("hedge", kind="stable")
    return table.rename(columns={"rule_set": "sets"})[["hedge", "sets", "reads", "basis"]]


def _reads_as(reading: str, low: float, high: float) -> str:
    """Return a reading in words, with its fractions or numbers."""
    if reading == "fixed" or (reading == "above" and low > 0):
        return interval_words(low, math.inf if reading == "above" else high)
    raised = ", raised by half a rounding unit" if reading == "from_zero" and high > 0 else ""
    return READS[reading].format(low=percent(low) if low > 0 else "") + raised
