"""How each set reads these hedges: the intervals that it gives, and on what it rests."""

import pandas as pd

from analysis.formats import percent
from analysis.intervals import read_intervals
from analysis.ledger import Ledger
from analysis.limits import SCREEN
from analysis.sensitivity.readings import (
    HANGS_ON,
    Reading,
    every_reading,
    interval_words,
    merge_alike,
)

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
    if reading == "fixed":
        return interval_words(low, high)
    raised = ", raised by half a rounding unit" if reading == "from_zero" and high > 0 else ""
    return READS[reading].format(low=percent(low) if low > 0 else "") + raised
