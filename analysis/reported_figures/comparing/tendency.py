"""Which sources report higher or lower numbers than others on the same thing, again and again.

A paired comparison: only numbers of one estimand are set against each other, each estimand has one
vote, and numbers of one origin are left out. Bounds ("at least 40") give no ratio; they count where
a source is set against all others. The word is *higher*, never *biased*: it does not say who is
right. Radford et al. 2023 (PNAS 120(34), e2307372120) fit a Bayesian model to the same question;
the plain paired ratio points the same way.
"""

from decimal import Decimal
from itertools import combinations, groupby
from math import sqrt
from operator import attrgetter

import numpy as np
import pandas as pd

from reported_figures.comparing.factors import BLOCKS, block_of, jackknife, resemblance
from reported_figures.comparing.spread import numbered, side_by_side
from reported_figures.limits import FEWEST_ESTIMANDS
from reported_figures.vocabulary import CEILINGS, FLOORS

PAIRS = ["quantity_id", "source_a", "source_b", "estimands", "higher"]
PAIRS += ["median", "low_quartile", "high_quartile", "enough", "same", "tends"]
DTYPES = dict.fromkeys(("quantity_id", "source_a", "source_b", "tends"), "str")
DTYPES |= {"estimands": "int64", "higher": "int64", "same": "int64", "enough": "bool"}
DTYPES |= dict.fromkeys(("median", "low_quartile", "high_quartile", "chance"), "float64")
FACTORS = ["quantity_id", "source", "factor", "low", "high", "estimands"]
# of a claim where there is no tendency, for all pairs of a ledger together: below 5 percent, since
# blocks of days are nearly independent of each other and not wholly
LEVEL = 0.03
USUAL = 0.05  # how far two sources lie apart where nothing shows it, as a logarithm


def source_tendency(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity and pair of sources how often, and by how much, one is higher.

    ``figures`` are placed and read; the order is that of ``quantities``. ``estimands`` counts the
    things on which both give a number that is no bound, ``higher`` those on which ``source_a``
    is higher, ``same`` those on which they print one number. ``median`` and quartiles are of the
    ratio a to b. With fewer than eight estimands ``enough`` is false, and nothing can be said.
    ``tends`` names the source that reports higher more often than chance allows (a sign test of
    blocks of neighbouring estimands; 3 percent for all pairs together), or is blank. A range counts
    with its middle; zero has no ratio, and is left out.

    >>> from reported_figures import EXAMPLE
    >>> from reported_figures.comparing.estimands import place
    >>> from reported_figures.ledger import load_ledger, select
    >>> from reported_figures.reading.intervals import read_intervals
    >>> ledger = load_ledger(EXAMPLE)
    >>> figures = place(read_intervals(select(ledger), ledger.hedge_rules))
    >>> pairs = source_tendency(figures, ledger.quantities)
    >>> len(pairs), bool(pairs["enough"].any())
    (1, False)
    """
    votes = votes_of_pairs(figures)
    rows = [_pair(*key, group) for key, group in votes.groupby(PAIRS[:3], sort=True)]
    table = pd.DataFrame(rows, columns=[*PAIRS, "chance"]).astype(DTYPES)
    tests = max(1, int(table["enough"].sum()))
    surely = table["enough"] & (table["chance"] * tests <= LEVEL)
    table["tends"] = table["tends"].where(surely, "")
    return _in_order(table[PAIRS], quantities)


def higher_first(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of :func:`source_tendency`, in each the source first that is higher."""
    turned = (pairs["median"] < 1).to_numpy()
    lower = pairs["estimands"] - pairs["higher"] - pairs["same"]
    other = {
        "source_a": pairs["source_b"],
        "source_b": pairs["source_a"],
        "higher": lower,
        "median": 1 / pairs["median"],
        "low_quartile": 1 / pairs["high_quartile"],
        "high_quartile": 1 / pairs["low_quartile"],
    }
    return pairs.assign(**{name: pairs[name].mask(turned, new) for name, new in other.items()})


def votes_of(votes: pd.DataFrame, quantity: str, a: str, b: str) -> pd.DataFrame:
    """Return the votes of one pair of sources, in whichever order they are named."""
    some = votes[votes["quantity_id"] == quantity]
    as_named = some[(some["source_a"] == a) & (some["source_b"] == b)]
    turned = some[(some["source_a"] == b) & (some["source_b"] == a)]
    names = {"source_a": "source_b", "source_b": "source_a", "a": "b", "b": "a"}
    turned = turned.rename(columns=names).assign(ratio=1 / turned["ratio"])
    return pd.concat([as_named, turned[list(as_named)]])


def votes_of_pairs(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each pair of sources and estimand on which both give a number.

    ``ratio`` is the number of ``source_a`` to that of ``source_b``, ``a`` and ``b`` the numbers,
    ``day`` the last on which the estimand ends (days since 1970). No figure of a source is used
    twice against another source.
    """
    columns = [*PAIRS[:3], "day", "a", "b", "ratio"]
    points = _values(figures)
    points = points[points["point"].notna() & (points["point"] > 0)]
    points = points.sort_values(["estimand", "source"], kind="stable")
    found, used = [], set()
    for _, group in groupby(points.itertuples(index=False), key=attrgetter("estimand")):
        for one, other in combinations(group, 2):
            names = {
                (one.source, other.source, one.figure),
                (one.source, other.source, other.figure),
            }
            if one.origin == other.origin or names & used:
                continue
            used |= names
            key, day = (one.quantity_id, one.source, other.source), max(one.day, other.day)
            found.append((*key, day, one.point, other.point, one.point / other.point))
    return pd.DataFrame(found, columns=columns).sort_values([*PAIRS[:3], "day"], kind="stable")


def same_numbers(votes: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of sources that print the same number far more often than rounding explains.

    ``votes`` come from :func:`votes_of_pairs`. ``same`` is how often they do, of ``estimands``;
    ``expected`` how often two sources would that differ as others on the quantity do (as their own
    other numbers, where there are no others) and round as these numbers are rounded. Named are
    those with eight estimands or more that lie three standard deviations above it.
    """
    columns = [*PAIRS[:3], "estimands", "same", "expected"]
    votes = votes.assign(apart=np.log(votes["ratio"]).abs())
    of_quantity = dict(list(votes.groupby("quantity_id")))
    found = []
    for key, group in votes.groupby(PAIRS[:3], sort=True):
        same = int((group["ratio"] == 1).sum())
        if len(group) < FEWEST_ESTIMANDS or not same:
            continue
        rest = of_quantity[key[0]].drop(group.index)
        others, own = (some.loc[some["apart"] > 0, "apart"] for some in (rest, group))
        others = others if len(others) else own
        usual = float(others.median()) if len(others) else USUAL
        units = np.array([rounding_unit(value) for value in group["a"]])
        chance = np.minimum(1, units / (2 * usual * group["a"].to_numpy()))
        expected, error = chance.sum(), sqrt((chance * (1 - chance)).sum())
        if same > expected + 3 * error and same > expected + 3:
            found.append((*key, len(group), same, float(expected)))
    return pd.DataFrame(found, columns=columns)


def rounding_unit(value: float) -> float:
    """Return the largest unit 1, 2 or 5 times a power of ten to which a number may be rounded.

    >>> [rounding_unit(value) for value in (1_500, 12_000, 347, 0.25)]
    [500.0, 2000.0, 1.0, 0.05]
    """
    digits = Decimal(repr(float(value))).normalize()
    last, power = int(digits.as_tuple().digits[-1]), digits.as_tuple().exponent
    step = 5 if last == 5 else 2 if last % 2 == 0 else 1
    return float(step * Decimal(10) ** power)


def source_factors(figures: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity and source its factor against the others on the same thing.

    ``factor`` 1.2 says that the source's numbers are a fifth above the others' middle (their
    geometric mean); ``low`` to ``high`` is its 90 percent interval, by leaving out one block of
    neighbouring estimands at a time, since days resemble the day before. A two-way fit of
    logarithms (a level for each estimand, a factor for each source) in which bounds are bounds and
    outliers weigh less. Blank below eight ``estimands`` that another source numbers, too.
    """
    values = _values(figures)
    shared = values.groupby(["quantity_id", "estimand"])["source"].transform("nunique") > 1
    values = values[shared & (values[["low", "high"]].max(axis=1) > 0)]
    rows = [
        (quantity, *factor)
        for quantity, group in values.groupby("quantity_id", sort=True)
        for factor in _factors(group)
    ]
    table = pd.DataFrame(rows, columns=FACTORS)
    dtypes = {"quantity_id": "str", "source": "str", "estimands": "int64"}
    dtypes |= dict.fromkeys(("factor", "low", "high"), "float64")
    return _in_order(table.astype(dtypes), quantities)


def _in_order(table: pd.DataFrame, quantities: pd.DataFrame) -> pd.DataFrame:
    place = {name: n for n, name in enumerate(quantities["quantity_id"])}
    order = table["quantity_id"].map(place).fillna(len(place))
    return table.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)


def _values(figures: pd.DataFrame) -> pd.DataFrame:
    """Return each source's number on each estimand: its middle, or blank and what bounds it.

    Several numbers of one source on one estimand count with their median.
    """
    rows = numbered(figures)
    low, high = (rows[name].to_numpy() for name in ("printed_low", "printed_high"))
    floor, ceiling = (rows["hedge"].isin(side).to_numpy() for side in (FLOORS, CEILINGS))
    printed = pd.DataFrame(
        {
            "source": rows["speaker_id"],
            "origin": rows["origin_organisation_id"],
            "figure": rows["figure_id"],
            "day": np.where(rows["at"].isna(), rows["said_until"], rows["at"]),
            "point": np.where(floor | ceiling, np.nan, (low + high) / 2),
            "low": np.where(ceiling, 0.0, low),
            "high": np.where(floor, np.inf, high),
        }
    )
    found = [(key, claims) for key, _, claims in side_by_side(rows) if len(claims) > 1]
    sizes = [len(claims) for _, claims in found]
    values = printed.iloc[np.concatenate([np.empty(0, int), *(claims for _, claims in found)])]
    values = values.assign(
        quantity_id=np.repeat(np.array([key for key, _ in found], dtype=object), sizes),
        estimand=np.repeat(np.arange(len(found)), sizes),
    )
    values = values[values["low"].notna() & values["high"].notna()]
    by = values.groupby(["quantity_id", "estimand", "source"], sort=False)
    middle = dict.fromkeys(("point", "low", "high"), "median")
    return by.agg({"origin": "first", "figure": "first", "day": "max", **middle}).reset_index()


def _pair(quantity: str, a: str, b: str, votes: pd.DataFrame) -> tuple:
    ratios = votes["ratio"].to_numpy()
    higher, lower = int((ratios > 1).sum()), int((ratios < 1).sum())
    low, median, high = np.quantile(ratios, [0.25, 0.5, 0.75])
    chance = _sign_test(np.log(ratios[ratios != 1]))
    tends = a if higher > lower else b
    enough = len(ratios) >= FEWEST_ESTIMANDS
    same = len(ratios) - higher - lower
    return quantity, a, b, len(ratios), higher, median, low, high, enough, same, tends, chance


def _sign_test(series: np.ndarray) -> float:
    """Return how likely so one-sided a series is where neither side tends to be higher.

    The signs of a block are turned together, in every way that there is: exact for days that
    resemble the day before, as long as blocks are longer than the resemblance lasts.
    """
    signs = np.sign(series)
    lasting = block_of(max(resemblance(signs), resemblance(series)))
    count = min(BLOCKS, int(len(signs) / lasting))
    if count == 0:
        return 1.0
    sums = np.array([block.sum() for block in np.array_split(signs, count)])
    turns = 1 - 2 * ((np.arange(2**count)[:, None] >> np.arange(count)) & 1)
    return float((np.abs(turns @ sums) >= abs(sums.sum())).mean())


def _factors(values: pd.DataFrame) -> list[tuple]:
    """Return each source's factor against the others, with its interval."""
    sources, source = np.unique(values["source"], return_inverse=True)
    days = values.groupby("estimand")["day"].max().sort_values(kind="stable")
    place = {name: n for n, name in enumerate(days.index)}
    estimand = values["estimand"].map(place).to_numpy()
    numbers = np.full((3, len(days), len(sources)), np.nan)
    with np.errstate(divide="ignore"):
        for layer, name in enumerate(("point", "low", "high")):
            numbers[layer, estimand, source] = np.log(values[name].to_numpy())
    told = ~np.isnan(numbers[1])
    counts = [int((told[:, n] & (told.sum(axis=1) > 1)).sum()) for n in range(len(sources))]
    if len(days) < FEWEST_ESTIMANDS:
        return [(name, *[np.nan] * 3, count) for name, count in zip(sources, counts, strict=True)]
    middle, half = jackknife(numbers)
    factors = np.exp([middle, middle - half, middle + half]).T
    factors[np.array(counts) < FEWEST_ESTIMANDS] = np.nan
    return [(name, *row, n) for name, row, n in zip(sources, factors, counts, strict=True)]
