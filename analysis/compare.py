"""Compare figures that can be compared: a verdict for each pair, a spread for each quantity.

No verdict is a corroboration: two figures that agree may come from one origin.
"""

import numpy as np
import pandas as pd

from analysis.reasons import reason
from analysis.relations import relations

VERDICTS = {
    "not confirmed": "one of the two does not assert anything",
    "no number": "one of the two gives no number",
    "not comparable": "they count different things, or the same in other periods",
    "draws on": "those counted by one must first have been counted by the other",
    "not too large": "one counts a part of the other, and may be a part of that size",
    "too large": "one counts a part of the other, and is larger than the whole",
    "agree": "the same quantity, bounded on both sides by what was said, and they meet",
    "not ruled out": "the same quantity, and they meet only through a side left open",
    "differ": "the same quantity, and they do not meet",
}
SAYS_NOTHING = ("not comparable", "not confirmed", "no number")
OPEN_BELOW = ("at_most", "fewer_than", "vague")
OPEN_ABOVE = ("at_least", "more_than", "vague")
COUNTED_BEYOND = 50  # figures; above this a notebook counts pairs and does not list them


def compare_pairs(
    figures: pd.DataFrame, quantities: pd.DataFrame, *, split_by_status: bool = False
) -> pd.DataFrame:
    """Return a row for each pair of figures: ``verdict``, ``basis``, ``gap``, ``fold``, ``reason``.

    ``figures`` come from :func:`analysis.intervals.read_intervals`. ``figure_a`` is the part, or
    the one that draws on the other, where there is such a relation. ``basis`` is a few words to
    count by, ``gap`` the distance between intervals that do not meet (between the printed numbers,
    where one draws on the other), ``fold`` the same as a ratio. With ``split_by_status`` figures of
    one quantity compare only within one status.
    """
    left, right = _pairs(figures, relations(quantities))
    same = left["quantity_id"] == right["quantity_id"]
    basis = _not_comparable(left, right, same, split_by_status)
    asserted = [side["stance"] == "asserts" for side in (left, right)]
    numbers = [side["interval_low"].notna() for side in (left, right)]
    fits = left["interval_low"] <= right["interval_high"]
    meets = fits & (right["interval_low"] <= left["interval_high"])
    open_side = _open(left) | _open(right)
    verdict = np.select(
        [
            ~(asserted[0] & asserted[1]),
            ~(numbers[0] & numbers[1]),
            basis != "",
            left["relation"] == "draws on",
            (left["relation"] == "part") & fits,
            left["relation"] == "part",
            meets & ~open_side,
            meets | _grew(left, right),
        ],
        list(VERDICTS)[:-1],
        default="differ",
    )
    pairs = pd.DataFrame({"figure_a": left["figure_id"], "figure_b": right["figure_id"]})
    pairs = pairs.assign(verdict=verdict, basis=basis.where(verdict == "not comparable", ""))
    pairs = pairs.assign(**_distance(left, right, pairs["verdict"]))
    words = zip(
        left.to_dict("records"),
        right.to_dict("records"),
        pairs.to_dict("records"),
        strict=True,
    )
    return pairs.assign(reason=pd.Series([reason(*row) for row in words], dtype="str"))


def _pairs(figures: pd.DataFrame, related: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the two sides of every pair; the part, or what draws on the other, is on the left."""
    first, second = np.triu_indices(len(figures), k=1)
    code = related.set_index(["quantity_a", "quantity_b"])["relation"].to_dict()
    ids = figures["quantity_id"].to_numpy()
    forward = [code.get(pair, "") for pair in zip(ids[first], ids[second], strict=True)]
    backward = [code.get(pair, "") for pair in zip(ids[second], ids[first], strict=True)]
    swap = np.array(
        [b != "" and a != "draws on" for a, b in zip(forward, backward, strict=True)],
        bool,
    )
    relation = np.where(swap, backward, forward) if len(swap) else np.array([], dtype=object)
    left = figures.iloc[np.where(swap, second, first)].reset_index(drop=True)
    right = figures.iloc[np.where(swap, first, second)].reset_index(drop=True)
    return left.assign(relation=relation), right


def _not_comparable(
    left: pd.DataFrame, right: pd.DataFrame, same: pd.Series, split_by_status: bool
) -> pd.Series:
    """Return why a pair cannot be compared, in a few words to count by, or a blank."""
    lasting = same & (left["kind"] != "cumulative")
    apart = (left["event_to"] < right["event_from"]) | (right["event_to"] < left["event_from"])
    basis = np.select(
        [
            left["unit"] != right["unit"],
            ~same & (left["relation"] == ""),
            lasting & apart,
            same & split_by_status & (left["status"] != right["status"]),
        ],
        [
            "different units",
            "unrelated quantities",
            "different periods",
            "different status",
        ],
        default="",
    )
    return pd.Series(basis, left.index, dtype="str")


def _open(side: pd.DataFrame) -> pd.Series:
    return side["hedge"].isin([*OPEN_BELOW, *OPEN_ABOVE])


def _grew(left: pd.DataFrame, right: pd.DataFrame) -> pd.Series:
    """Return where a later running total lies above an earlier one, which it may."""
    days = [side["event_to"].fillna(side["reported_on"]) for side in (left, right)]
    rose = (days[0] < days[1]) & (left["interval_high"] < right["interval_low"])
    rose |= (days[1] < days[0]) & (right["interval_high"] < left["interval_low"])
    return rose & (left["kind"] == "cumulative")


def _distance(left: pd.DataFrame, right: pd.DataFrame, verdict: pd.Series) -> dict[str, pd.Series]:
    """Return how far apart two figures are that do not meet, or of which one draws on the other."""
    lower = np.minimum(left["interval_high"], right["interval_high"])
    upper = np.maximum(left["interval_low"], right["interval_low"])
    apart = verdict.isin(["differ", "too large", "not ruled out"]) & (upper > lower)
    printed = (left["value"] - right["value"]).abs().where(verdict == "draws on")
    return {
        "gap": (upper - lower).where(apart, printed),
        "fold": (upper / lower).where(apart & (lower > 0)),
    }


def spread_by_quantity(figures: pd.DataFrame, *, split_by_status: bool = False) -> pd.DataFrame:
    """Return one row for each quantity: who speaks of it, what is printed, what the claims share.

    Only what is asserted enters. ``with_number`` counts the figures that print a number,
    ``on_record`` and ``unnamed`` the speakers. ``origins`` counts figures whose origins belong to
    one organisation once, ``origins_if_possible`` does so if each figure rests on its possible
    origin. ``printed_low`` and ``printed_high`` are the lowest and highest number printed and
    ``fold`` their ratio; ``joint_low`` and ``joint_high`` are what all intervals have in common or,
    where they have nothing in common (``disputed``), the whole that they span. No mean is taken.
    """
    claims = figures[figures["stance"] == "asserts"]
    by = ["quantity_id", "status"] if split_by_status else ["quantity_id"]
    claims = claims.assign(
        printed_low=claims["value"].fillna(claims["low"]),
        printed_high=claims["value"].fillna(claims["high"]),
        on_record=claims["speaker_id"].where(claims["named"]),
    )
    spread = claims.groupby(by, sort=False).agg(
        quantity=("quantity", "first"),
        unit=("unit", "first"),
        figures=("figure_id", "size"),
        with_number=("printed_low", "count"),
        speakers=("speaker_id", "nunique"),
        on_record=("on_record", "nunique"),
        origins=("origin_organisation_id", "nunique"),
        origins_if_possible=("possible_organisation_id", "nunique"),
        printed_low=("printed_low", "min"),
        printed_high=("printed_high", "max"),
        joint_low=("interval_low", "max"),
        joint_high=("interval_high", "min"),
        hull_low=("interval_low", "min"),
        hull_high=("interval_high", "max"),
    )
    disputed = spread["joint_low"] > spread["joint_high"]
    spread["joint_low"] = spread["joint_low"].mask(disputed, spread["hull_low"])
    spread["joint_high"] = spread["joint_high"].mask(disputed, spread["hull_high"])
    several = (spread["printed_low"] > 0) & (spread["with_number"] > 1)
    fold = (spread["printed_high"] / spread["printed_low"]).where(several)
    spread = spread.assign(
        unnamed=spread["speakers"] - spread["on_record"], fold=fold, disputed=disputed
    )
    return spread.drop(columns=["hull_low", "hull_high"]).reset_index()


def count_pairs(figures: pd.DataFrame) -> pd.DataFrame:
    """Return for each quantity how many pairs of its figures meet, and how many lie apart.

    Only what asserts and has an interval is paired. From sorted bounds, without listing a pair, for
    ledgers of any size; periods are not looked at.
    """
    rows = []
    for quantity, group in figures[figures["stance"] == "asserts"].groupby(
        "quantity_id", sort=False
    ):
        group = group.dropna(subset="interval_low")
        pairs = len(group) * (len(group) - 1) // 2
        highs = np.sort(group["interval_high"].to_numpy())
        apart = int(np.searchsorted(highs, group["interval_low"].to_numpy(), side="left").sum())
        rows.append((quantity, len(group), pairs, pairs - apart, apart))
    return pd.DataFrame(rows, columns=["quantity_id", "figures", "pairs", "meet", "apart"])
