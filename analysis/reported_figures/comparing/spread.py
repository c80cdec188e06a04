"""How far apart the numbers are that sources give for one thing: by time, and by quantity.

One thing is one estimand: nothing is set side by side here that does not speak of the same time.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from reported_figures.comparing.estimands import compared
from reported_figures.comparing.pairs import SIDES, told_ends
from reported_figures.comparing.tallies import NOBODY, Ends, ends_of, tally_each
from reported_figures.vocabulary import STATUSES

ESTIMAND = ["quantity_id", "side", "expected", "start", "end", "as_said"]
ENDS = ["printed_low", "printed_high", "words_read", "low_by", "high_by", "fold"]
JOINT = ["joint_low", "joint_high", "nothing_in_common", "clash_low", "clash_high"]
SOURCES = ["sources", "unnamed", "origins", "origins_if_possible"]
COUNTS = ["pairs", "meet", "differ"]


def spread_by_estimand(figures: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return one row for each thing that has one true number, and that a figure numbers.

    Over time that is each day on which a figure ends, with each voice's latest compared figure in
    the tolerance before it. Expectations (``side``) are set against each other and against what is
    under way, never against what is said to have happened; ``expected`` tells that none of them is
    anything else. ``start`` and ``end`` are days since 1970, and those of saying it where
    ``as_said`` tells that no other time is known or needed. ``printed_low`` and ``printed_high``
    are in the quantity's unit (``words_read``: or of a vague word as it is read), ``fold`` is their
    ratio (none from zero); ``joint_low`` to ``joint_high`` is what all intervals have in common, if
    anything, else ``clash_low`` and ``clash_high`` are the two figures that lie farthest apart.
    """
    rows = numbered(figures, day)
    arrays = {name: rows[name].to_numpy() for name in USED}
    arrays |= dict(zip(("low", "high"), told_ends(arrays), strict=True))
    for name in SPEAKERS:
        arrays[name] = pd.factorize(rows[name])[0]
    things = [*side_by_side(rows)]
    of_one = [claims for *_, claims in things]
    named = [(*about, *_when(arrays, claims)) for *about, claims in things]
    table = pd.DataFrame(named, columns=["quantity_id", "side", "start", "end", "as_said"])
    table = table.astype({"quantity_id": "str", "side": "str", "as_said": bool})
    table = table.assign(**_measures(arrays, ends_of(rows), of_one))
    return table[[*ESTIMAND, *ENDS, *JOINT, *SOURCES, *COUNTS, "figures"]]


def numbered(figures: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return what stands on a day, is asserted and has a number, in canonical order."""
    rows = compared(figures, day)
    return rows[(rows["stance"] == "asserts") & rows["interval_low"].notna()].reset_index(drop=True)


def side_by_side(rows: pd.DataFrame) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield the row numbers of what is numbered of one thing at one time, with quantity and side.

    ``rows`` come from :func:`numbered`.
    """
    arrays = {name: rows[name].to_numpy() for name in USED}
    for quantity, members in rows.groupby("quantity_id", sort=True).indices.items():
        for side, some in _sides(arrays, members):
            for claims in _estimands(arrays, some):
                yield quantity, side, claims


USED = ["kind", "status", "expected", "series_voice", "tolerance_days", "start", "end_first", "end"]
USED += ["at", "said", "said_until", "estimand", "figure_id"]
SPEAKERS = ["speaker_id", "origin_organisation_id", "possible_organisation_id"]
USED += ["named", *SPEAKERS, *SIDES]


def _sides(arrays: dict, rows: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """Return what can be set side by side: what is told, and what is expected or under way."""
    expected, under_way = arrays["expected"][rows], arrays["status"][rows] == "under_way"
    if not expected.any():
        return [("told", rows)]
    forecasts = ("expected", rows[expected | under_way])
    nested = under_way[~expected].all()  # nothing is told that does not stand there, too
    return [forecasts] if nested else [("told", rows[~expected]), forecasts]


def _estimands(arrays: dict, rows: np.ndarray) -> list[np.ndarray]:
    """Return the figures that are set side by side at each time, each voice's latest ones.

    Each two of them speak of the same: they cover one day, or end within the tolerance before it.
    """
    kind, slack = arrays["kind"][rows[0]], arrays["tolerance_days"][rows[0]]
    if len(rows) == 1 or (kind == "total" and np.isnan(slack)):
        return [rows]
    slack = 0.0 if np.isnan(slack) else slack
    at, start = arrays["at"][rows], arrays["start"][rows]
    order = np.lexsort((start, at))
    rows, at, start = rows[order], at[order], start[order]
    level = kind in ("stock", "")
    last = np.append(arrays["estimand"][rows][1:] != arrays["estimand"][rows][:-1], True)
    found: dict[bytes, np.ndarray] = {}
    for anchor in np.flatnonzero(last):
        begin = np.searchsorted(at, at[anchor] - slack, side="left")
        stop = len(rows) if level else np.searchsorted(at, at[anchor], side="right")
        window = rows[begin:stop]
        if level:
            window = window[start[begin:stop] <= at[anchor]]
        elif kind in ("flow", "cumulative"):
            window = window[_one_start(start[begin:stop], start[anchor], slack, kind)]
        latest = _latest_of_voices(arrays["series_voice"][window], arrays["at"][window])
        found.setdefault(window[latest].tobytes(), window[latest])
    return list(found.values())


def _one_start(starts: np.ndarray, start: float, slack: float, kind: str) -> np.ndarray:
    """Return which figures count from one start; in a running total an unknown one fits any."""
    unknown = np.isnan(starts)
    if np.isnan(start):
        known = np.unique(starts[~unknown])
        return unknown | (kind == "cumulative" and len(known) == 1)
    return ((starts <= start) & (starts >= start - slack)) | (unknown & (kind == "cumulative"))


def _latest_of_voices(voices: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return which figures are the last of their voice; several of one day all are."""
    if len(voices) == 1:
        return np.ones(1, bool)
    last = dict(zip(voices, at, strict=True))  # figures come in the order of days
    return np.fromiter((last[v] == day for v, day in zip(voices, at, strict=True)), bool)


def _when(arrays: dict, claims: np.ndarray) -> tuple[float, float, bool]:
    """Return the period that the last of some figures speaks of; of a total when it was said."""
    last, end = claims[-1], arrays["end"][claims[-1]]
    if arrays["kind"][last] == "total" or np.isnan(end):
        return float(arrays["said"][claims].min()), float(arrays["said_until"][claims].max()), True
    running = arrays["kind"][last] == "cumulative"
    return float(arrays["end_first" if running else "start"][last]), float(end), False


def _measures(arrays: dict, ends: Ends, of_one: list[np.ndarray]) -> dict[str, Any]:
    """Return how far apart the figures of each estimand lie, as columns."""
    flat = np.concatenate([NOBODY, *of_one])
    sizes = np.array([len(claims) for claims in of_one], int)
    group, first = np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - sizes
    lows, highs, names = (arrays[name][flat] for name in ("low", "high", "figure_id"))
    some = ends.take(flat)
    counts = tally_each(some, group, len(sizes))
    low, high = np.fmin.reduceat(lows, first), np.fmax.reduceat(highs, first)
    floor, cap = np.maximum.reduceat(some.low, first), np.minimum.reduceat(some.high, first)
    apart = (floor > cap) & (counts.differ > 0)
    speakers = [_speakers(arrays, claims) for claims in of_one]
    several = np.array([one[0] > 1 for one in speakers], bool)
    clashes = [
        _farthest_apart(ends.take(claims), arrays["figure_id"][claims]) if differ else ("", "")
        for differ, claims in zip(apart, of_one, strict=True)
    ]
    fold = np.divide(high, low, where=(low > 0) & several, out=np.full(len(sizes), np.nan))
    lowest, highest = (
        _listed(names[at], group[at], len(sizes))
        for at in (lows == low[group], highs == high[group])
    )
    return {
        "expected": np.logical_and.reduceat(arrays["expected"][flat].astype(bool), first),
        "printed_low": low,
        "printed_high": high,
        "words_read": np.logical_or.reduceat(np.isnan(arrays["printed_high"][flat]), first),
        "low_by": lowest,
        "high_by": highest,
        "fold": fold,
        "joint_low": np.where(floor <= cap, floor, np.nan),
        "joint_high": np.where(floor <= cap, cap, np.nan),
        "nothing_in_common": apart,
        **dict(zip(["clash_low", "clash_high"], _columns(clashes, 2), strict=True)),
        **dict(zip(SOURCES, _columns(speakers, 4), strict=True)),
        "pairs": counts.pairs,
        "meet": counts.pairs - counts.differ,
        "differ": counts.differ,
        "figures": _listed(names, group, len(sizes)),
    }


def _columns(rows: list[tuple], width: int) -> list[tuple]:
    return [*zip(*rows, strict=True)] if rows else [()] * width


def _listed(names: np.ndarray, group: np.ndarray, groups: int) -> pd.Series:
    """Return the names of each group, in order, as one text."""
    found: list[list[str]] = [[] for _ in range(groups)]
    for name, place in zip(names.tolist(), group.tolist(), strict=True):
        found[place].append(name)
    return pd.Series([", ".join(sorted(some)) for some in found], dtype="str")


def _farthest_apart(ends: Ends, names: np.ndarray) -> tuple[str, str]:
    """Return the lower and the higher figure of the two speakers that lie farthest apart."""
    least, most = int(ends.high.argmin()), int(ends.low.argmax())
    above = int(np.where(ends.speaker != ends.speaker[least], ends.low, -np.inf).argmax())
    below = int(np.where(ends.speaker != ends.speaker[most], ends.high, np.inf).argmin())
    pairs = [(least, above), (below, most)]
    low, high = max(pairs, key=lambda pair: ends.low[pair[1]] - ends.high[pair[0]])
    return names[low], names[high]


def _speakers(arrays: dict, claims: np.ndarray) -> tuple[int, int, int, int]:
    """Return how many sources give these numbers, how many unnamed, and on whose information."""
    speakers, *origins = (arrays[name][claims].tolist() for name in SPEAKERS)
    named = arrays["named"][claims].tolist()
    on_record = {who for who, known in zip(speakers, named, strict=True) if known}
    known = set(speakers)
    counts = (min(len(known), len(set(ids))) for ids in origins)
    return len(known), len(known - on_record), *counts


def spread_by_quantity(
    figures: pd.DataFrame, *, day: pd.Timestamp | None = None, split_by_status: bool = False
) -> pd.DataFrame:
    """Return one row for each quantity that is asserted, the widest dispute first.

    ``speaking`` counts the sources that speak of it, ``numbered`` those that give a number at any
    time. Of one time are ``sources``, how many of them are ``unnamed``, ``origins`` (the
    organisations whose information it is) and ``origins_if_possible``, if each figure rests on its
    possible origin: never more than sources.
    The columns of :func:`spread_by_estimand` are those of the latest time at which two sources or
    more give a number, else of the latest. Of the same ``side`` (expectations apart, of
    ``sides``), ``times`` is on how many times there is a number, ``contested`` from several;
    ``fold_median`` and ``fold_widest`` are taken over these, the widest at ``widest_start`` to
    ``widest_end``, and ``gap_widest``, in the unit, at ``gap_start`` to ``gap_end``. With
    ``split_by_status`` a row is one status of a quantity, named with it.
    """
    if split_by_status and len(figures):
        tables = [
            spread_by_quantity(_named_with(status, rows), day=day).assign(status=status)
            for status, rows in figures.groupby("status", sort=True)
        ]
        return _widest_first(pd.concat(tables, ignore_index=True))
    estimands = spread_by_estimand(figures, day)
    sides = _latest_of_sides(estimands)
    return _described(figures, day, estimands, sides.groupby("quantity_id").tail(1))


def disputed_beside(figures: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return the rows that :func:`spread_by_quantity` leaves out although they tell a dispute.

    One row is the other side of a quantity, counts or expectations, whose latest numbers of
    several sources have nothing in common.
    """
    estimands = spread_by_estimand(figures, day)
    sides = _latest_of_sides(estimands)
    others = sides[sides.duplicated("quantity_id", keep="last")]
    named = figures.set_index("figure_id")["expected"]
    apart = [
        row.nothing_in_common
        and (row.side == "told" or named[row.clash_low] or named[row.clash_high])
        for row in others.itertuples()
    ]
    others = others[np.array(apart, dtype=bool)]
    table = _described(figures, day, estimands, others)
    return table[table["quantity_id"].isin(others["quantity_id"])].reset_index(drop=True)


def _described(figures, day, estimands: pd.DataFrame, latest: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each quantity that is asserted, with the estimand that is told of it."""
    claims = compared(figures, day)
    claims = claims[claims["stance"] == "asserts"]
    table = _sources(claims).join(latest.set_index("quantity_id"), on="quantity_id")
    table = table.join(_over_time(estimands), on=["quantity_id", "side"])
    known = [bool(told is True) for told in table["nothing_in_common"].tolist()]
    nothing = pd.Series(known, table.index, dtype=bool)
    counts = table[[*SOURCES, *COUNTS]].fillna(0).astype("int64")
    return _widest_first(table.assign(nothing_in_common=nothing, **counts))


def _named_with(status: str, figures: pd.DataFrame) -> pd.DataFrame:
    return figures.assign(quantity=figures["quantity"] + f" ({STATUSES[status]})")


def _widest_first(spread: pd.DataFrame) -> pd.DataFrame:
    wide = spread["fold"].where(spread["sources"] > 1).fillna(0)
    order = spread.assign(wide=-wide, silent=~spread["nothing_in_common"])
    order = order.sort_values(["silent", "wide", "quantity_id"], kind="stable")
    return order.drop(columns=["wide", "silent"]).reset_index(drop=True)


def _sources(claims: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity who speaks of it, who gives a number, and on whose information."""
    number = claims["interval_low"].notna()
    claims = claims.assign(numbered=claims["speaker_id"].where(number))
    table = claims.groupby("quantity_id", sort=True).agg(
        quantity=("quantity", "first"),
        unit=("unit", "first"),
        unit_kind=("unit_kind", "first"),
        kind=("kind", "first"),
        statements=("figure_id", "size"),
        speaking=("speaker_id", "nunique"),
        numbered=("numbered", "nunique"),
    )
    return table.reset_index()


def _over_time(estimands: pd.DataFrame) -> pd.DataFrame:
    """Return for each side of a quantity on how many times there is a number, and how far apart."""
    by = ["quantity_id", "side"]
    several = estimands[estimands["sources"] > 1]
    group = several.groupby(by)
    several = several.assign(gap=several["printed_high"] - several["printed_low"])
    widest, gaps = (
        several.dropna(subset=measure).sort_values(measure, kind="stable").groupby(by).tail(1)
        .set_index(by) for measure in ("fold", "gap")
    )  # fmt: skip
    times = estimands.groupby(by).size()
    return pd.DataFrame(
        {
            "times": times,
            "sides": times.groupby("quantity_id").transform("size"),
            "contested": group.size(),
            "disputed_times": group["nothing_in_common"].sum(),
            "fold_median": group["fold"].median(),
            "fold_widest": widest["fold"],
            "widest_start": widest["start"],
            "widest_end": widest["end"],
            "gap_widest": gaps["gap"],
            "gap_start": gaps["start"],
            "gap_end": gaps["end"],
        }
    ).fillna({"contested": 0, "disputed_times": 0})


def _latest_of_sides(estimands: pd.DataFrame) -> pd.DataFrame:
    """Return for each side of a quantity the latest estimand that several sources number.

    Else the latest. Of a quantity's sides the one to tell comes last: one that several sources
    number, in dispute, of what is counted.
    """
    order = estimands.assign(several=estimands["sources"] > 1, told=estimands["side"] == "told")
    order = order.sort_values(["quantity_id", "several", "end", "sources"], kind="stable")
    latest = order.groupby(["quantity_id", "side"], sort=False).tail(1)
    latest = latest.sort_values(
        ["quantity_id", "several", "nothing_in_common", "told"], kind="stable"
    )
    return latest.drop(columns=["several", "told"])
