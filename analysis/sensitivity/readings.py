"""The readings of hedges that a ledger knows: each rule set, with each vague set that matters.

A vague set matters where a figure has a vague word that the set reads.
"""

from typing import NamedTuple

import pandas as pd

from analysis.formats import number, range_words
from analysis.intervals import read_intervals
from analysis.ledger import Ledger
from analysis.parameters import rule_sets, vague_sets

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


def readings(ledger: Ledger, figures: pd.DataFrame) -> list[Reading]:
    """Return the readings that differ: two that read every figure alike count as one.

    >>> from analysis.ledger import load_ledger, select
    >>> [reading.name for reading in readings(load_ledger(), select(load_ledger()))]
    ['literal', 'rounding, ten_percent', 'round_bare', 'peak']
    """
    alike: dict[tuple, list[Reading]] = {}
    rows = figures.drop_duplicates(HANGS_ON)
    for reading in every_reading(ledger, figures):
        read = read_intervals(rows, ledger.hedge_rules, *reading[:2])
        ends = read[["interval_low", "interval_high"]].fillna(-1).to_numpy().tobytes()
        alike.setdefault(ends, []).append(reading)
    return [
        first._replace(alike=tuple(r.short for r in others)) for first, *others in alike.values()
    ]


def every_reading(ledger: Ledger, figures: pd.DataFrame) -> list[Reading]:
    """Return every rule set with every vague set that reads a word of the figures, and with none.

    >>> from analysis.ledger import load_ledger, select
    >>> len(every_reading(load_ledger(), select(load_ledger())))
    5
    """
    vague = [name for name in vague_sets(ledger) if not name or _reads(ledger, figures, name)]
    return [Reading(rules, words) for words in vague for rules in rule_sets(ledger)]


def chosen_reading(
    ledger: Ledger, figures: pd.DataFrame, rule_set: str, vague_set: str = ""
) -> Reading:
    """Return the reading of two parameters; a vague set that reads no word here is left out."""
    reads = bool(vague_set) and _reads(ledger, figures, vague_set)
    asked = Reading(rule_set, vague_set if reads else "").short
    found = readings(ledger, figures)
    return next(reading for reading in found if asked in (reading.short, *reading.alike))


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
