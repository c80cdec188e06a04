"""Which findings hang on how a hedge is read.

A finding flips where its verdict, or the side on which a bound is open, changes from one reading
to another; it moves where only its numbers do.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from reported_figures.formats import number, range_words
from reported_figures.ledger import Ledger
from reported_figures.ledger.parameters import rule_sets, vague_sets
from reported_figures.limits import MOST_COLUMNS, MOST_OTHERS
from reported_figures.reading.intervals import read_intervals

HANGS_ON = ["hedge", "vague_word", "value", "low", "high", "unit", "unit_kind", "dozens"]


class Reading(NamedTuple):
    """A rule set for hedges, with a vague set or none; ``alike`` are the names of those that read
    all figures in question as it does.
    """

    rule_set: str
    vague_set: str = ""
    alike: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Return the reading's own name: "rounding", or "rounding + acled"."""
        return " + ".join(filter(None, self[:2]))

    @property
    def name(self) -> str:
        """Return the reading as a heading, with those that are alike: "rounding, ten_percent"."""
        return ", ".join([self.short, *self.alike])


def readings(
    ledger: Ledger, figures: pd.DataFrame, rule_set: str = "rounding", vague_set: str = ""
) -> list[Reading]:
    """Return the readings that differ: two that read every figure alike count as one.

    Of those that are alike, the one of ``rule_set`` and ``vague_set`` gives the name.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger, select
    >>> ledger = load_ledger(EXAMPLE)
    >>> [reading.name for reading in readings(ledger, select(ledger))]
    ['literal', 'rounding, ten_percent', 'round_bare', 'peak']
    """
    alike: dict[tuple, list[Reading]] = {}
    rows = figures.drop_duplicates(HANGS_ON)
    for reading in every_reading(ledger, figures):
        read = read_intervals(rows, ledger.hedge_rules, *reading[:2])
        ends = read[["interval_low", "interval_high"]].fillna(-1).to_numpy().tobytes()
        alike.setdefault(ends, []).append(reading)
    chosen = [(rule_set, vague_set), (rule_set, "")]  # a set that reads no word is in none
    groups = (sorted(group, key=lambda one: [one[:2] != name for name in chosen])
              for group in alike.values())  # fmt: skip
    return [first._replace(alike=tuple(r.short for r in others)) for first, *others in groups]


def every_reading(ledger: Ledger, figures: pd.DataFrame) -> list[Reading]:
    """Return every rule set with every vague set that reads a word of the figures, and with none.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger, select
    >>> ledger = load_ledger(EXAMPLE)
    >>> len(every_reading(ledger, select(ledger)))
    5
    """
    vague = [name for name in vague_sets(ledger) if not name or _reads(ledger, figures, name)]
    return [Reading(rules, words) for words in vague for rules in rule_sets(ledger)]


def chosen_reading(known: list[Reading], rule_set: str, vague_set: str = "") -> Reading:
    """Return the one of some :func:`readings` that two parameters choose.

    A vague set that reads no word of the figures is in none of them, and left out.
    """
    by_name = {name: reading for reading in known for name in (reading.short, *reading.alike)}
    return by_name.get(Reading(rule_set, vague_set).short) or by_name[rule_set]


def _reads(ledger: Ledger, figures: pd.DataFrame, vague_set: str) -> bool:
    """Return whether a vague set reads a vague word of the figures."""
    rules = ledger.hedge_rules
    known = rules.loc[rules["rule_set"] == vague_set, "hedge"]
    words = figures.loc[figures["vague_word"] != "", "vague_word"]
    return bool(words.isin(known).any())


def names_of(some: list[Reading], known: list[Reading]) -> str:
    """Return readings by name: those of one set, whatever goes with it, by that set alone.

    >>> known = [Reading(rules, words) for words in ("", "acled") for rules in ("literal", "mine")]
    >>> names_of([Reading("literal"), Reading("literal", "acled")], known)
    'literal'
    >>> names_of(known[2:], known), names_of(known[3:], known)
    ('acled', 'mine + acled')
    """
    chosen = set(some)
    for place in (0, 1):
        names = list(dict.fromkeys(reading[place] for reading in some))
        if all(reading in chosen for reading in known if reading[place] in names):
            return ", ".join(name or "no vague set" for name in names)
    return ", ".join(reading.name for reading in some)


def interval_words(low: float, high: float) -> str:
    """Return an interval in words; blank where there is none.

    >>> interval_words(0, 12_000), interval_words(0, float("inf")), interval_words(float("nan"), 4)
    ('at most 12,000', 'any number', '')
    """
    return "" if pd.isna(low) else range_words(low, high) or number(high)


def merge_alike(columns: pd.DataFrame) -> pd.DataFrame:
    """Return the columns with those of the same content as one, under all their names.

    >>> merge_alike(pd.DataFrame({"a": ["x"], "b": ["y"], "c": ["x"]})).columns.tolist()
    ['a, c', 'b']
    """
    alike: dict[tuple, list[str]] = {}
    for name in columns:
        alike.setdefault(tuple(columns[name]), []).append(name)
    merged = {", ".join(names): list(cells) for cells, names in alike.items()}
    return pd.DataFrame(merged, index=columns.index)


GRADES = {
    "flips": "another verdict under another reading",
    "moves": "the same verdict, with other numbers",
    "never moves": "the same under every reading",
}


def settle(table: pd.DataFrame, chosen: Reading) -> pd.DataFrame:
    """Return one row for each finding: its ``grade``, what it says as chosen, and otherwise.

    ``otherwise`` names each other outcome with the readings that give it.
    """
    names = table["reading"].unique().tolist()
    known = [[Reading(*part.split(" + ")) for part in name.split(", ")] for name in names]
    first = table.drop_duplicates("key")
    at = pd.factorize(table["key"])[0], pd.factorize(table["reading"])[0]
    grids, words = {}, {}
    for name in ("state", "outcome"):
        codes, words[name] = pd.factorize(table[name])
        grids[name] = np.zeros((len(first), len(names)), dtype="int64")
        grids[name][at] = codes
    kinds, kind = np.unique(np.hstack(list(grids.values())), axis=0, return_inverse=True)
    told = [
        _settled(*np.split(row, 2), words["outcome"], known, names.index(chosen.name))
        for row in kinds
    ]
    columns = pd.DataFrame(told, columns=["grade", "as_chosen", "otherwise"], dtype="str")
    about = first[["key", "kind", "finding"]].reset_index(drop=True)
    settled = pd.concat([about, columns.iloc[kind.reshape(-1)].reset_index(drop=True)], axis=1)
    settled = settled[["key", "grade", "kind", "finding", "as_chosen", "otherwise"]]
    order = settled["grade"].map({grade: place for place, grade in enumerate(GRADES)})
    return settled.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _settled(states, outcomes, words, known: list[list[Reading]], chosen: int) -> tuple[str, ...]:
    """Return grade and words of the findings that have these states and outcomes by reading."""
    every = [reading for alike in known for reading in alike]
    others: dict[int, list[Reading]] = {}
    for outcome, alike in zip(outcomes, known, strict=True):
        if outcome != outcomes[chosen]:
            others.setdefault(outcome, []).extend(alike)
    grade = "flips" if len(set(states)) > 1 else "moves" if others else "never moves"
    told = (f"{words[outcome]} ({names_of(some, every)})" for outcome, some in others.items())
    return grade, words[outcomes[chosen]], "; ".join(told)


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
