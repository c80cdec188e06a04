"""What a reader can choose, and that choice in a sentence."""

from dataclasses import dataclass
from types import SimpleNamespace

import pandas as pd

from analysis.formats import day, listed
from analysis.ledger import Ledger
from analysis.limits import MOST_NAMED


@dataclass(frozen=True)
class Choice:
    """The parameters of a selection and of how it is read; the defaults are the notebooks' own.

    >>> Choice().rule_set
    'rounding'
    """

    since: str = ""
    as_of: str = ""
    rule_set: str = "rounding"
    vague_set: str = ""
    sources: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    group_by: str = "speaker"
    split_by_status: bool = False


def choice_of(chosen: SimpleNamespace, ledger: Ledger) -> Choice:
    """Return the choice that a notebook's checked parameters make, its lists in the ledger's order.

    >>> from analysis.ledger import load_ledger
    >>> choice_of(SimpleNamespace(sources=["diu", "nis"], quantities=[]), load_ledger()).sources
    ('nis', 'diu')
    """
    known = {"sources": ledger.sources["source_id"], "quantities": ledger.quantities["quantity_id"]}
    lists = {
        name: tuple(ids[ids.isin(getattr(chosen, name))].tolist()) for name, ids in known.items()
    }
    return Choice(**vars(chosen) | lists)


def in_words(choice: Choice, ledger: Ledger) -> str:
    """Return a choice as a sentence, with the names of sources and quantities.

    >>> from analysis.ledger import load_ledger
    >>> print(in_words(Choice(sources=("nis",), as_of="2024-10-17"), load_ledger()))
    Chosen: all quantities, from National Intelligence Service, reported by 17 October 2024, grouped
    by speaker; hedges are read by rounding and vague words not at all; figures of one quantity are
    compared whatever their status.
    """
    sources = ledger.sources.set_index("source_id")["name"]
    quantities = ledger.quantities.set_index("quantity_id")["label"]
    days = [("from", choice.since), ("by", choice.as_of)]
    given = [f"{word} {day(pd.Timestamp(on))}" for word, on in days if on]
    reported = f", reported {listed(given)}" if given else ""
    split = "only within one status" if choice.split_by_status else "whatever their status"
    return (
        f"Chosen: {_named(choice.quantities, quantities, 'all quantities')}, "
        f"from {_named(choice.sources, sources, 'all sources')}{reported}, "
        f"grouped by {choice.group_by}; hedges are read by {choice.rule_set} and vague words "
        f"{f'by {choice.vague_set}' if choice.vague_set else 'not at all'}; "
        f"figures of one quantity are compared {split}."
    )


def _named(ids: tuple[str, ...], names: pd.Series, every: str) -> str:
    """Return the names of what is chosen; of many, how many others there are."""
    return listed(names[list(ids)], most=MOST_NAMED) if ids else every
