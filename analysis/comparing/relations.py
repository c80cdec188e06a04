"""Which quantity is part of which, and which is drawn from which."""

import pandas as pd


def wholes(quantities: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each quantity those that it is a part of, the nearest first.

    >>> table = pd.DataFrame({"quantity_id": ["a", "b", "c"], "part_of": ["", "a", "b"]})
    >>> wholes(table)
    {'a': [], 'b': ['a'], 'c': ['b', 'a']}
    """
    parent = dict(zip(quantities["quantity_id"], quantities["part_of"], strict=True))
    chains = {}
    for quantity in parent:
        chains[quantity] = []
        while parent.get(([quantity] + chains[quantity])[-1]):
            chains[quantity].append(parent[([quantity] + chains[quantity])[-1]])
    return chains


def relations(quantities: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return each related pair of quantities: (a, b, relation).

    The relation is ``same`` (a is b), ``part`` (a is part of b, at any depth) or ``draws on``: a is
    drawn from b, or from a whole of which b is a part. A pair that is both draws on.

    >>> table = pd.DataFrame({"quantity_id": ["a", "b"], "part_of": ["", "a"], "drawn_from": ""})
    >>> relations(table)
    [('a', 'a', 'same'), ('b', 'b', 'same'), ('b', 'a', 'part')]
    """
    chains = wholes(quantities)
    drawn = dict(zip(quantities["quantity_id"], quantities["drawn_from"], strict=True))
    pairs = {(a, a): "same" for a in chains}
    pairs |= {(a, b): "part" for a, above in chains.items() for b in above}
    for a, pool in drawn.items():
        for b in chains if pool else ():
            if pool in (b, *chains[b]) and b != a:
                pairs.pop((b, a), None)
                pairs[a, b] = "draws on"
    return [(a, b, relation) for (a, b), relation in pairs.items()]


def tree_order(chains: dict[str, list[str]]) -> list[str]:
    """Return the quantities with each part after its whole, otherwise as the ledger has them."""
    place = {quantity: index for index, quantity in enumerate(chains)}
    return sorted(chains, key=lambda q: [place[step] for step in [*reversed(chains[q]), q]])
