"""What the findings say under each reading of the hedges: verdicts, bounds and shares."""

from collections.abc import Iterator

import pandas as pd

from analysis.comparing.bounds import joint_bounds
from analysis.comparing.estimands import place
from analysis.comparing.pairs import compare_pairs
from analysis.comparing.shares import shares_of_wholes
from analysis.formats import range_words
from analysis.intervals import read_intervals
from analysis.ledger import Ledger
from analysis.sensitivity.readings import Reading
from analysis.telling.implications import share_words
from analysis.telling.reasons import said
from analysis.vocabulary import SAYS_NOTHING, VERDICTS_TOLD

COLUMNS = ["key", "kind", "finding", "reading", "state", "outcome", "told"]
UNMADE = {  # what is said of a finding under a reading that does not make it
    "verdict": "no verdict",
    "bound": "not bounded",
    "share": "no share can be told",
}
SILENT = ("denied", "not confirmed", "not comparable")


def outcomes(
    ledger: Ledger,
    figures: pd.DataFrame,
    readings: list[Reading],
    *,
    split_by_status: bool = False,
) -> pd.DataFrame:
    """Return what each finding says under each reading, one row for a finding and a reading.

    ``state`` is the verdict, or on which sides a bound is closed; ``outcome`` is the same in words,
    with its numbers. Findings that say nothing under any reading are left out.
    """
    rows: list[tuple] = []
    quantities = ledger.quantities
    for reading in readings:
        read = place(read_intervals(figures, ledger.hedge_rules, *reading[:2]))
        words = {row["figure_id"]: said(row) for row in read.to_dict("records")}
        pairs = compare_pairs(read, quantities, split_by_status=split_by_status)
        found = [
            *_verdicts(pairs, words),
            *_bounds(read, quantities),
            *_shares(shares_of_wholes(read, quantities), words),
        ]
        rows += [(*row[:3], reading.name, *row[3:]) for row in found]
    table = _under_each(pd.DataFrame(rows, columns=COLUMNS), [r.name for r in readings])
    table = table[table.groupby("key")["told"].transform("any")].astype({"told": bool})
    told = table[table["told"]].drop_duplicates("key").set_index("key")["finding"]
    kinds = table["kind"].map({"verdict": 0, "bound": 1, "share": 2})
    table = table.assign(finding=table["key"].map(told), order=kinds)
    return table.sort_values("order", kind="stable").drop(columns=["told", "order"])


def _under_each(table: pd.DataFrame, readings: list[str]) -> pd.DataFrame:
    """Return the findings with a row for each reading; one that a reading does not make says so."""
    every = pd.MultiIndex.from_product([table["key"].unique(), readings], names=["key", "reading"])
    full = table.set_index(["key", "reading"]).reindex(every).reset_index()
    about = table.drop_duplicates("key").set_index("key")
    kind = full["kind"].fillna(full["key"].map(about["kind"]))
    filled = full.assign(
        kind=kind,
        finding=full["finding"].fillna(full["key"].map(about["finding"])),
        state=full["state"].fillna("none"),
        outcome=full["outcome"].fillna(kind.map(UNMADE)),
        told=full["told"].eq(True),
    )
    return filled[COLUMNS]


def _verdicts(pairs: pd.DataFrame, words: dict[str, str]) -> Iterator[tuple]:
    """Yield the verdict of each pair of figures that could be compared."""
    for pair in pairs[~pairs["verdict"].isin(SILENT)].itertuples():
        part = pair.verdict in ("not too large", "too large")
        joint = " as a part of " if part else " and "
        finding = f"{words[pair.figure_a]}{joint}{words[pair.figure_b]}"
        told = pair.verdict not in SAYS_NOTHING
        outcome = VERDICTS_TOLD.get(pair.verdict, "no number to compare")
        key = ", ".join(sorted((pair.figure_a, pair.figure_b)))
        yield key, "verdict", finding, pair.verdict, outcome, told


def _bounds(read: pd.DataFrame, quantities: pd.DataFrame) -> Iterator[tuple]:
    """Yield the bounds of each quantity that has parts, or more than one figure with a number."""
    bounds = joint_bounds(read, quantities)
    part_of = quantities.set_index("quantity_id")["part_of"]
    whole = bounds["quantity_id"].isin(part_of[bounds["quantity_id"]])
    numbered = (read["stance"] == "asserts") & read["interval_low"].notna()
    several = read[numbered].groupby("quantity_id")["speaker_id"].nunique()
    tells = whole | bounds["quantity_id"].map(several).gt(1) | (bounds["larger"] != "")
    for row, told in zip(bounds.itertuples(), tells, strict=True):
        state, words = _bound(row)
        yield f"bound {row.quantity_id}", "bound", row.label, state, words, told and bool(state)


def _bound(row) -> tuple[str, str]:
    """Return on which sides a bound is closed, and its numbers in words."""
    if row.low > row.high:
        ends = range_words(row.low, float("inf")), range_words(0, row.high)
        return "conflict", f"{ends[0]}, yet {ends[1]}"
    words = range_words(row.low, row.high) or "any number"
    if row.basis == "span":
        return "span", f"the figures span {words}"
    closed = ("low" if row.low > 0 else "") + (" high" if row.high < float("inf") else "")
    return closed, words if closed else "not bounded"


def _shares(shares: pd.DataFrame, words: dict[str, str]) -> Iterator[tuple]:
    """Yield each share of a whole, by the sides on which it is closed."""
    for row in shares.itertuples():
        finding = f"{words[row.part_figure]} in {words[row.whole_figure]}"
        closed = ("low" if row.low == row.low else "") + (" high" if row.high == row.high else "")
        told = share_words(row.low, row.high, row.about)
        yield f"share {row.part_figure}, {row.whole_figure}", "share", finding, closed, told, True
