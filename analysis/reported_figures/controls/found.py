"""What the helpers say of a choice: nothing is computed before it is asked for, nor twice."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from reported_figures.comparing import pairs, shares, spread, totals
from reported_figures.comparing.estimands import place
from reported_figures.controls.choice import Choice
from reported_figures.formats import count_of
from reported_figures.ledger import Ledger, select
from reported_figures.limits import MOST_ANSWERS
from reported_figures.reading.intervals import read_intervals
from reported_figures.showing import charts
from reported_figures.showing.tables import days_said
from reported_figures.telling import estimates, figures_by_source
from reported_figures.telling.printable import account
from reported_figures.telling.reasons import with_reasons
from reported_figures.vocabulary import SAYS_NOTHING

BOUNDS = ["label", "unit", "low", "high", "low_from", "high_from"]
VERDICTS = ["figure_a", "figure_b", "verdict", "reason"]


@dataclass(frozen=True)
class Found:
    """The frames and sentences of one choice.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger
    >>> found = Found(load_ledger(EXAMPLE), Choice(as_of="2025-03-15"))
    >>> len(found.figures), len(found.in_chart)
    (7, 5)
    """

    ledger: Ledger
    choice: Choice

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Return the selected figures with their intervals."""
        choice, rules = self.choice, self.ledger.hedge_rules
        figures = select(self.ledger, choice.as_of, choice.since, choice.sources, choice.quantities)
        return place(read_intervals(figures, rules, choice.rule_set, choice.vague_set))

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return the selected figures in words, in the order of their group."""
        group = self.choice.group_by
        table = self.figures.assign(account=account(self.figures), said=days_said(self.figures))
        order = dict.fromkeys([group, "speaker", "reported_on"])
        columns = dict.fromkeys(
            [group, "speaker", "wording", "quantity", "account", "said", "figure_id"]
        )
        return table.sort_values([*order], kind="stable")[[*columns]]

    @cached_property
    def spread(self) -> pd.DataFrame:
        """Return what is printed for each quantity."""
        split = self.choice.split_by_status
        return spread.spread_by_quantity(self.figures, split_by_status=split)

    @cached_property
    def printed(self) -> pd.DataFrame:
        """Return what is printed for each quantity, of whatever status: the chart shows all."""
        return (
            spread.spread_by_quantity(self.figures) if self.choice.split_by_status else self.spread
        )

    @cached_property
    def in_chart(self) -> pd.DataFrame:
        """Return the figures that the chart shows: of what is most disputed."""
        panels = charts.panels(self.figures, self.ledger.quantities, self.printed)
        return next(iter(panels.values()), self.figures)

    @cached_property
    def headline(self) -> str:
        """Return the title of the chart: the widest range printed in it."""
        return figures_by_source.headline(self.printed, self.in_chart)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Return each pair of figures on the same or related things, with its verdict."""
        split = self.choice.split_by_status
        return pairs.compare_pairs(self.figures, self.ledger.quantities, split_by_status=split)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Return the pairs that say something, the widest disputes first."""
        telling = self.pairs[~self.pairs["verdict"].isin(SAYS_NOTHING)]
        return with_reasons(telling, self.figures)[VERDICTS]

    @cached_property
    def bounds(self) -> pd.DataFrame:
        """Return the bounds of each quantity that follow from all claims together."""
        return totals.joint_bounds(self.figures, self.ledger.quantities)

    @cached_property
    def implied(self) -> list[str]:
        """Return what follows for wholes and parts, and the shares at one time."""
        quantities, figures = self.ledger.quantities, self.figures
        told = estimates.shares_told(shares.shares_of_wholes(figures, quantities), figures)
        return [*estimates.implied(self.bounds, quantities, figures), *told]

    @cached_property
    def counted(self) -> str:
        """Return how many pairs have which verdict."""
        return figures_by_source.verdict_counts(self.pairs, self.figures)

    @cached_property
    def finding(self) -> str:
        """Return what the choice comes to: who says how much, the widest ranges, the verdicts.

        Beside its chart there is room for a few; how many more there are is told.
        """
        opening = figures_by_source.who_says_how_much(self.figures)
        if self.figures.empty:
            return opening
        answers = figures_by_source.answers(self.spread, self.pairs, self.figures)
        left = len(answers) - MOST_ANSWERS
        more = [f"The notebook figures_by_source tells {left:,} more."] if left > 0 else []
        return " ".join([opening, *answers[:MOST_ANSWERS], *more, self.counted])


def changed(start: Found, now: Found) -> str:
    """Return what a choice changes, set against the one to start from.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.ledger import load_ledger
    >>> start = Found(load_ledger(EXAMPLE), Choice())
    >>> print(changed(start, Found(start.ledger, Choice(sources=("police",)))))
    Set against the parameters of this notebook, left out: 8 rows; added: no row; another verdict
    on no pair of those in both; other bounds for 1 quantity.
    """
    if now.choice == start.choice:
        return "This is what the parameters of this notebook choose: nothing is changed yet."
    before, after = set(start.figures["figure_id"]), set(now.figures["figure_id"])
    left_out, added = _number(before - after, "row"), _number(after - before, "row")
    parts = [f"left out: {left_out}; added: {added}"]
    verdicts = _differing(_by_pair(start.pairs), _by_pair(now.pairs))
    parts.append(f"another verdict on {_number(verdicts, 'pair')} of those in both")
    bounds = _differing(_by_quantity(start.bounds), _by_quantity(now.bounds))
    parts.append(f"other bounds for {_number(bounds, 'quantity', 'quantities')}")
    return f"Set against the parameters of this notebook, {'; '.join(parts)}."


def _number(some: set, noun: str, plural: str = "") -> str:
    return count_of(len(some), noun, plural) if some else f"no {noun}"


def _by_pair(pairs: pd.DataFrame) -> dict:
    """Return the verdict of each pair, whichever of the two stands first."""
    sides = zip(pairs["figure_a"], pairs["figure_b"], strict=True)
    return dict(zip(map(frozenset, sides), pairs["verdict"], strict=True))


def _by_quantity(bounds: pd.DataFrame) -> dict:
    ends = zip(bounds["low"], bounds["high"], strict=True)
    return dict(zip(bounds["quantity_id"], ends, strict=True))


def _differing(before: dict, after: dict) -> set:
    """Return what both have and is not the same in both."""
    return {name for name in before.keys() & after.keys() if before[name] != after[name]}
