"""Which findings hang on how a hedge is read.

A finding flips where its verdict, or the side on which a bound is open, changes from one reading
to another; it moves where only its numbers do.
"""

import pandas as pd

from analysis.limits import MOST_COLUMNS, MOST_OTHERS
from analysis.sensitivity.readings import Reading, merge_alike, names_of

GRADES = {
    "flips": "another verdict under another reading",
    "moves": "the same verdict, with other numbers",
    "never moves": "the same under every reading",
}


def settle(table: pd.DataFrame, chosen: Reading) -> pd.DataFrame:
    """Return one row for each finding: its ``grade``, what it says as chosen, and otherwise.

    ``otherwise`` names each other outcome with the readings that give it.
    """
    rows = []
    known = {
        name: [Reading(*part.split(" + ")) for part in name.split(", ")]
        for name in table["reading"].unique()
    }
    every = [reading for alike in known.values() for reading in alike]
    for key, group in table.groupby("key", sort=False):
        outcome = group.set_index("reading")["outcome"]
        others: dict[str, list[Reading]] = {}
        for name, words in outcome.items():
            if words != outcome[chosen.name]:
                others.setdefault(words, []).extend(known[name])
        grade = "flips" if group["state"].nunique() > 1 else "moves" if others else "never moves"
        told = (f"{words} ({names_of(some, every)})" for words, some in others.items())
        otherwise = "; ".join(told)
        first = group.iloc[0]
        rows.append((key, grade, first["kind"], first["finding"], outcome[chosen.name], otherwise))
    columns = ["key", "grade", "kind", "finding", "as_chosen", "otherwise"]
    settled = pd.DataFrame(rows, columns=columns, dtype="str")
    order = settled["grade"].map({grade: place for place, grade in enumerate(GRADES)})
    return settled.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def side_by_side(table: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """Return the findings with their outcome under each reading; alike readings share a column.

    Beyond five columns: as chosen, and otherwise with the readings named.
    """
    settled = settled.reset_index(drop=True)
    wide = table.pivot(index="key", columns="reading", values="outcome")
    wide = merge_alike(wide.loc[settled["key"], table["reading"].unique()].reset_index(drop=True))
    if wide.shape[1] > MOST_COLUMNS:
        wide = settled[["as_chosen", "otherwise"]]
    return pd.concat([settled[["kind", "finding"]], wide, settled[["grade"]]], axis=1)


def outcome_words(row) -> str:
    """Return what a finding (a row of :func:`settle`) says as chosen, and in short otherwise."""
    others = row.otherwise.split("; ") if row.otherwise else []
    left = len(others) - MOST_OTHERS
    more = [f"{left:,} more"] if left > 0 else []
    words = "; ".join(others[:MOST_OTHERS] + more)
    return f"{row.as_chosen}, but {words}" if words else row.as_chosen
