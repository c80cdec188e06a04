"""Find the pairs of figures to compare from groups and sorted days, never from all pairs of all.

Across days a figure is related only to each other voice's current figure of that day; a period to
the periods within it; what is told of the whole matter to all that others tell of it. Where one
thing at one time has very many voices, only the widest of its pairs are made; and where very many
have a current figure, one is set against the latest of them and the widest.
"""

import numpy as np
import pandas as pd

from reported_figures.limits import MOST_CURRENT, MOST_VOICES


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


COLUMNS = ["left", "right", "relation"]
LOOKED_AT = ["kind", "tolerance_days", "at", "start", "end", "interval_low", "interval_high"]
Arrays = dict[str, np.ndarray]  # the figures by column


def candidates(
    figures: pd.DataFrame, quantities: pd.DataFrame, *, parts_only: bool = False
) -> pd.DataFrame:
    """Return pairs of row numbers of standing figures that are about the same or related things.

    ``left`` is the part, or what draws on the other, where ``relation`` is ``part`` or
    ``draws on``; of the ``same`` quantity the earlier one. With ``parts_only`` there are only parts
    with their wholes, and those of one speaker, too, which are paired nowhere else.
    """
    voices = figures.groupby("quantity_id")["voice"].transform("nunique")
    looked_at = {name: figures[name].to_numpy() for name in LOOKED_AT}
    looked_at |= {
        "voice": pd.factorize(figures["voice"], sort=True)[0],
        "voices": voices.to_numpy(),
        "day": np.unique(figures["at"], return_inverse=True)[1],
        "begins": figures["start"].fillna(figures["said"]).to_numpy(),
        "slack": figures["tolerance_days"].fillna(0).to_numpy(),
    }
    speaks = (figures["stance"] == "asserts") & figures["interval_low"].notna()
    numbered, silent = (np.flatnonzero(where) for where in (speaks, ~speaks))
    rows = {True: _thinned(figures, numbered), False: silent}
    by_quantity = {
        side: {q: rows[side][ids] for q, ids in figures["quantity_id"].iloc[rows[side]]
               .groupby(figures["quantity_id"].iloc[rows[side]].to_numpy()).indices.items()}
        for side in rows
    }  # fmt: skip
    found = []
    related = [one for one in relations(quantities) if not parts_only or one[-1] == "part"]
    for a, b, relation in related:
        for left, right in ((True, True), (True, False), (False, True), (False, False)):
            sides = by_quantity[left].get(a), by_quantity[right].get(b)
            if sides[0] is not None and sides[1] is not None:
                pairs = _join(looked_at, *sides, relation)
                found.append(pd.DataFrame({**dict(zip(COLUMNS, pairs, strict=False)),
                                           "relation": relation}))  # fmt: skip
    empty = pd.DataFrame({"left": np.array([], int), "right": np.array([], int), "relation": []})
    pairs = pd.concat([empty, *found], ignore_index=True).astype({"left": int, "right": int})
    if not parts_only:
        pairs = pairs[~_of_one_series(figures, pairs)]
    return _each_once(pairs)


def _of_one_series(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Return which pairs are of one speaker, or two steps of one series."""
    left, right = (pairs[side].to_numpy() for side in ("left", "right"))
    codes = {name: pd.factorize(figures[name])[0] for name in STEP}
    alike = {name: code[left] == code[right] for name, code in codes.items()}
    later = alike["quantity_id"] & alike["series_voice"] & ~alike["estimand"]
    return pd.Series(alike["speaker_id"] | later, pairs.index)


STEP = ["speaker_id", "quantity_id", "series_voice", "estimand"]


def crowded(figures: pd.DataFrame) -> list[str]:
    """Return the quantities of which so many speak that not every pair of figures is made."""
    voices = figures.groupby("quantity_id", sort=False).agg(
        quantity=("quantity", "first"), voices=("voice", "nunique")
    )
    return voices.loc[voices["voices"] > MOST_VOICES, "quantity"].tolist()


def _each_once(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return each pair once; of one quantity the lower row number stands on the left."""
    same = (pairs["relation"] == "same").to_numpy()
    ends = np.sort(pairs[["left", "right"]].to_numpy(), axis=1)
    left = np.where(same, ends[:, 0], pairs["left"])
    right = np.where(same, ends[:, 1], pairs["right"])
    pairs = pairs.assign(left=left, right=right).drop_duplicates(["left", "right"])
    return pairs.sort_values(["left", "right"], kind="stable").reset_index(drop=True)


def _thinned(figures: pd.DataFrame, rows: np.ndarray) -> np.ndarray:
    """Return the rows without those that, of very many on one thing, lie between the extremes."""
    group = figures.iloc[rows].groupby(["estimand", "expected"])
    many = group["voice"].transform("nunique") > MOST_VOICES
    if not many.any():
        return rows
    ends = (
        group["interval_high"].rank(method="first"),
        group["interval_low"].rank(method="first", ascending=False),
    )
    extreme = (ends[0] <= MOST_VOICES // 2) | (ends[1] <= MOST_VOICES // 2)
    return rows[(~many | extreme).to_numpy()]


def _join(figures: Arrays, left: np.ndarray, right: np.ndarray, relation: str):
    """Return the pairs of two sets of rows, by the kind of time that their quantities have."""
    firsts = [left[0], right[0]]  # one quantity has one kind, and one tolerance
    kinds = tuple(figures["kind"][firsts])
    if kinds == ("total", "total") and np.isnan(figures["tolerance_days"][firsts]).all():
        return np.repeat(left, len(right)), np.tile(right, len(left))
    ways = [(left, right)]
    if kinds == ("flow", "flow"):
        join = _within
        ways += [(right, left)] if relation == "same" else []
    else:
        join = _current
        ways += [(right, left)]
    found = [join(figures, *way) for way in ways]
    pairs = [found[0], *(pair[::-1] for pair in found[1:])]
    return tuple(np.concatenate(sides) for sides in zip(*pairs, strict=True))


def _current(figures: Arrays, rows: np.ndarray, others: np.ndarray):
    """Pair each row with each voice's last figures among the others, up to the day of the row."""
    day = figures["day"]
    voice = figures["voice"][others] * len(day)  # one number orders by voice, then by day
    key = voice + day[others]
    own = others[np.argsort(key, kind="stable")]
    key = np.sort(key)
    voice, rows = (side.ravel() for side in np.meshgrid(np.unique(voice), rows, indexing="ij"))
    end = np.searchsorted(key, voice + day[rows], side="right")
    last = key[np.maximum(end - 1, 0)]
    first = np.where((end > 0) & (last >= voice), np.searchsorted(key, last, side="left"), end)
    count = end - first  # several of one day all stand
    place = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    return _telling(figures, np.repeat(rows, count), own[place])


def _telling(figures: Arrays, rows: np.ndarray, others: np.ndarray):
    """Return the pairs without those that, of a row's very many, are neither late nor extreme.

    What one row disputes most lies at an end of the others' numbers, and what speaks of its own
    time is all kept; the rest are older figures that say less of the same.
    """
    many = figures["voices"][others] > MOST_VOICES
    if not many.any():
        return rows, others
    at, slack = figures["at"], figures["slack"]
    near = at[rows] - at[others] <= np.maximum(slack[rows], slack[others])
    ends = (-at[others], -figures["interval_low"][others], figures["interval_high"][others])
    kept = ~many | near
    for key in ends:
        kept |= (_place_in(rows, key) < MOST_CURRENT // len(ends)) & ~np.isnan(key)
    return rows[kept], others[kept]


def _place_in(groups: np.ndarray, key: np.ndarray) -> np.ndarray:
    """Return the place of each in its group by a key, from 0."""
    order = np.lexsort((key, groups))
    ordered, counted = groups[order], np.arange(len(order))
    begins = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(order)]
    place = np.empty(len(order), dtype="int64")
    place[order] = counted - np.maximum.accumulate(np.where(begins, counted, 0))
    return place


def _within(figures: Arrays, parts: np.ndarray, periods: np.ndarray):
    """Pair each period of a flow with the flows that lie within it, or were said with it."""
    start, begins = figures["start"], figures["begins"]
    parts = parts[np.argsort(begins[parts], kind="stable")]
    slack = max(figures["slack"][rows].max(initial=0) for rows in (parts, periods))
    stop = np.where(np.isnan(start[periods]), begins[periods], figures["end"][periods]) + slack
    first = np.searchsorted(begins[parts], begins[periods] - slack, side="left")
    count = np.searchsorted(begins[parts], stop, side="right") - first
    place = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    left, right = parts[place], np.repeat(periods, count)
    known = np.isnan(start[left]) == np.isnan(start[right])
    return left[known], right[known]
