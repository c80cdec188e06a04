"""What the findings say under each reading of the hedges: verdicts, bounds and shares."""

from collections.abc import Iterator
from itertools import chain

import pandas as pd

from analysis.compare import COUNTED_BEYOND, SAYS_NOTHING, compare_pairs, count_pairs
from analysis.findings import TOLD, percent
from analysis.intervals import read_intervals
from analysis.ledger import Ledger
from analysis.reasons import said
from analysis.sensitivity.readings import Reading, interval_words
from analysis.totals import detected_share, joint_bounds

COLUMNS = ["key", "kind", "finding", "reading", "state", "outcome", "told"]


def outcomes(
    ledger: Ledger,
    figures: pd.DataFrame,
    readings: list[Reading],
    *,
    split_by_status: bool = False,
) -> pd.DataFrame:
    """Return what each finding says under each reading, one row for a finding and a reading.

    ``state`` is the verdict, or on which sides a bound is closed; ``outcome`` is the same in words,
    with its numbers. Above 50 figures pairs are counted for each quantity. Findings that say
    nothing under any reading are left out.
    """
    rows: list[tuple] = []
    for reading in readings:
        read = read_intervals(figures, ledger.hedge_rules, *reading)
        claims = read[read["stance"] == "asserts"]
        found = [*_bounds(read, claims, ledger.quantities), *_shares(claims, ledger.quantities)]
        if len(figures) > COUNTED_BEYOND:
            found += _counts(read)
        else:
            found += _verdicts(claims, ledger.quantities, split_by_status)
        rows += [(*row[:3], reading.name, *row[3:]) for row in found]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table[table.groupby("key")["told"].transform("any")].astype({"told": bool})
    told = table[table["told"]].drop_duplicates("key").set_index("key")["finding"]
    kinds = table["kind"].map({"verdict": 0, "pairs": 0, "bound": 1, "share": 2})
    table = table.assign(finding=table["key"].map(told), order=kinds)
    return table.sort_values("order", kind="stable").drop(columns=["told", "order"])


def _verdicts(claims: pd.DataFrame, quantities: pd.DataFrame, split: bool) -> Iterator[tuple]:
    """Yield the verdict of each pair of figures that could be compared."""
    claims = claims[claims["interval_low"].notna() | (claims["vague_word"] != "")]
    words = {row["figure_id"]: said(row) for row in claims.to_dict("records")}
    units = [group for _, group in claims.groupby("unit", sort=False)]  # none compares with another
    pairs = [compare_pairs(group, quantities, split_by_status=split) for group in units]
    for pair in chain.from_iterable(table.itertuples() for table in pairs):
        if pair.verdict == "not comparable":
            continue
        part = pair.verdict in ("not too large", "too large")
        joint = " as a part of " if part else " and "
        finding = f"{words[pair.figure_a]}{joint}{words[pair.figure_b]}"
        told = pair.verdict not in SAYS_NOTHING
        outcome = TOLD.get(pair.verdict, "no number to compare")
        key = ", ".join(sorted((pair.figure_a, pair.figure_b)))
        yield key, "verdict", finding, pair.verdict, outcome, told


def _counts(read: pd.DataFrame) -> Iterator[tuple]:
    """Yield for each quantity how many pairs of its figures have intervals that do not meet."""
    labels = read.drop_duplicates("quantity_id").set_index("quantity_id")["quantity"]
    for row in count_pairs(read).itertuples():
        outcome = f"{row.apart:,} of {row.pairs:,} do not meet" if row.pairs else "no pair"
        state = "no pair" if not row.pairs else "apart" if row.apart else "all meet"
        finding = f"figures for {labels[row.quantity_id]}"
        yield f"pairs {row.quantity_id}", "pairs", finding, state, outcome, row.pairs > 0


def _bounds(read: pd.DataFrame, claims: pd.DataFrame, quantities: pd.DataFrame) -> Iterator[tuple]:
    """Yield the bounds of each quantity that has parts, or more than one figure with a number."""
    if read.empty:
        return
    bounds = joint_bounds(read, quantities)
    part_of = quantities.set_index("quantity_id")["part_of"]
    whole = bounds["quantity_id"].isin(part_of[bounds["quantity_id"]])
    several = claims.dropna(subset="interval_low")["quantity_id"].value_counts()
    told = whole | bounds["quantity_id"].map(several).gt(1) | bounds["conflict"]
    for row, tells in zip(bounds.itertuples(), told, strict=True):
        state, words = _bound(row)
        yield f"bound {row.quantity_id}", "bound", row.label, state, words, tells and bool(state)


def _bound(row) -> tuple[str, str]:
    """Return on which sides a bound is closed, and its numbers in words."""
    if row.conflict:
        return (
            "conflict",
            f"{interval_words(row.low, float('inf'))}, yet {interval_words(0, row.high)}",
        )
    words = interval_words(row.low, row.high)
    if row.disputed:
        return "disputed", f"{words}, with nothing in common"
    closed = ("low" if row.low > 0 else "") + (" high" if row.high < float("inf") else "")
    return closed, words if closed else "not bounded"


def _shares(claims: pd.DataFrame, quantities: pd.DataFrame) -> Iterator[tuple]:
    """Yield each detected share as its two numbers are read: lowest and highest."""
    shares = detected_share(claims, quantities).drop_duplicates(["part_figure", "whole_figure"])
    by_id = claims.drop_duplicates("figure_id").set_index("figure_id")
    for share in shares.itertuples():
        part, whole = by_id.loc[share.part_figure], by_id.loc[share.whole_figure]
        finding = f"{share.part_wording} in {whole['wording']} ({whole['speaker']})"
        key = f"share {share.part_figure}, {share.whole_figure}"
        yield key, "share", finding, *_share(part, whole), True


def _share(part: pd.Series, whole: pd.Series) -> tuple[str, str]:
    """Return on which sides a share is closed, and the share in words."""
    low = part["interval_low"] / whole["interval_high"] if whole["interval_high"] else float("inf")
    high = part["interval_high"] / whole["interval_low"] if whole["interval_low"] else float("inf")
    if pd.isna(low) or pd.isna(high):
        return "no share", "no share can be given"
    closed = ("low" if low > 0 else "") + (" high" if high < float("inf") else "")
    if "high" not in closed:
        return closed, f"at least {percent(low)}" if low > 0 else "any share"
    if percent(low) == percent(high):
        return closed, percent(low)
    return closed, f"{percent(low)} to {percent(high)}" if low > 0 else f"at most {percent(high)}"
