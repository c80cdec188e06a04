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


def relations(quantities: pd.DataFrame) -> pd.DataFrame:
    """Return each related pair: ``quantity_a`` is part of, or draws on, ``quantity_b``.

    ``relation`` is ``part`` (at any depth) or ``draws on``: drawn from the other quantity, or from
    a whole of which the other is a part. A pair that is both draws on.
    """
    chains = wholes(quantities)
    drawn = dict(zip(quantities["quantity_id"], quantities["drawn_from"], strict=True))
    pairs = {(a, b): "part" for a, above in chains.items() for b in above}
    for a, pool in drawn.items():
        if pool:
            pairs |= {(a, b): "draws on" for b in chains if pool in (b, *chains[b]) and b != a}
    rows = [(a, b, relation) for (a, b), relation in pairs.items()]
    return pd.DataFrame(rows, columns=["quantity_a", "quantity_b", "relation"], dtype="str")
