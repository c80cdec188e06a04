"""The tables of a ledger: read, checked against their schemas, and loaded as frames.

pandas comes with the first frame: the check of a ledger does without.

>>> from reported_figures.ledger import load_ledger
>>> from reported_figures import EXAMPLE
>>> len(load_ledger(EXAMPLE).figures)
11
"""

from typing import Any

__all__ = ["Ledger", "load_ledger", "select"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reported_figures.ledger import load

    return getattr(load, name)
