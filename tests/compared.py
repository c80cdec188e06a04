"""The frames behind the pages of a ledger: what is compared, and what follows."""

from functools import cached_property
from pathlib import Path

import pandas as pd
from reported_figures.comparing.estimands import place
from reported_figures.comparing.pairs import compare_pairs
from reported_figures.comparing.spread import spread_by_quantity
from reported_figures.comparing.totals import joint_bounds
from reported_figures.ledger import Ledger, load_ledger, select
from reported_figures.reading.intervals import read_intervals

DISPUTES = ("differ", "too large")
MEET = ("same", "overlap", "not ruled out", "not too large")


class Compared:
    """What follows from a ledger under one reading; ``read`` stands in for its figures."""

    def __init__(
        self,
        ledger: Ledger | Path | str,
        rule_set: str = "rounding",
        *,
        vague_set: str = "",
        read: pd.DataFrame | None = None,
    ):
        self.ledger = ledger if isinstance(ledger, Ledger) else load_ledger(ledger)
        if read is None:
            rules = self.ledger.hedge_rules
            read = read_intervals(select(self.ledger), rules, rule_set, vague_set)
        self.read = read
        self.figures = place(self.read)
        self.quantities = self.ledger.quantities

    @cached_property
    def pairs(self) -> pd.DataFrame:
        return compare_pairs(self.figures, self.quantities)

    @cached_property
    def own_pairs(self) -> pd.DataFrame:
        """The pairs, and those of one speaker's part and whole."""
        parts = compare_pairs(self.figures, self.quantities, parts_only=True)
        both = pd.concat([self.pairs, parts], ignore_index=True)
        return both.drop_duplicates(["figure_a", "figure_b"], ignore_index=True)

    @cached_property
    def spread(self) -> pd.DataFrame:
        return spread_by_quantity(self.figures).set_index("quantity_id")

    @cached_property
    def bounds(self) -> pd.DataFrame:
        last = self.figures["reported_on"].max()
        return joint_bounds(self.figures, self.quantities, last).set_index("quantity_id")

    def bound(self, quantity: str) -> tuple[float, float]:
        """Return the lower and the upper bound of a quantity."""
        return tuple(self.bounds.loc[quantity, ["low", "high"]])

    def verdict(self, one: str, other: str) -> str:
        """Return the verdict on two figures, or a blank where they are no pair."""
        return verdicts(self.own_pairs).get(frozenset((one, other)), "")

    @property
    def disputed(self) -> pd.DataFrame:
        """The pairs that are told as a dispute."""
        return self.own_pairs[self.own_pairs["verdict"].isin(DISPUTES)]


def verdicts(pairs: pd.DataFrame) -> dict[frozenset, str]:
    """Return the verdict of each pair, by its two figures in no order."""
    names = zip(pairs["figure_a"], pairs["figure_b"], strict=True)
    return dict(zip(map(frozenset, names), pairs["verdict"], strict=True))
