"""What a chart shows of each figure: its mark, its words and the group that it stands in."""

import math
from collections.abc import Mapping

import pandas as pd

from analysis.charts.marks import Mark
from analysis.charts.style import Style
from analysis.lettering import thousands

GROUPS = {
    "observed": "Said to have been detected",
    "under_way": "Said to be under way",
    "expected": "Said to be coming",
    "": "Said, without a stage",
    "cannot_confirm": "Not confirmed",
    "denies": "Denied",
}
REFUSALS = {"cannot_confirm": "cannot confirm", "denies": "denies"}
CEILINGS, FLOORS = ("at_most", "fewer_than"), ("at_least", "more_than")


def printed(figures: pd.DataFrame) -> pd.Series:
    """Return the number that each figure prints, in its unit: of a range the higher end.

    A figure without a number has ``NaN``.
    """
    number = figures["value"].fillna(figures["high"]).fillna(figures["low"])
    return number.where(number < math.inf)


def main_unit(figures: pd.DataFrame) -> str:
    """Return the unit in which the most figures have a number; blank where there is no figure.

    Among equals it is the unit that comes first. Where no figure has a number, figures count.

    >>> main_unit(pd.DataFrame({"unit": ["ships", "soldiers", "soldiers"], "value": [4.0, 9.0, 7.0],
    ...                         "low": None, "high": None}))
    'soldiers'
    """
    if figures.empty:
        return ""
    order = {unit: place for place, unit in enumerate(figures["unit"].unique())}
    counts = printed(figures).groupby(figures["unit"]).agg(["count", "size"])
    return min(counts.index, key=lambda unit: (*-counts.loc[unit], order[unit]))


def one_unit(frame: pd.DataFrame) -> str:
    """Return the unit of all rows; refused with ``ValueError`` where there are several."""
    units = sorted(frame["unit"].unique()) if "unit" in frame else []
    if len(units) > 1:
        raise ValueError(
            f"one axis carries one unit, and these rows have {len(units)}: {', '.join(units)}; "
            "select one of them, such as charts.main_unit(figures)"
        )
    return units[0] if units else ""


def groups(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the figures by what is said of them, top down, ascending within; headings are keys."""
    status = figures["status"].where(figures["status"].isin(GROUPS), "")
    stage = status.where(~figures["stance"].isin(REFUSALS), figures["stance"])
    ordered = figures.assign(stage=stage, printed=printed(figures))
    ordered = ordered.sort_values("printed", kind="stable")
    parts = {heading: ordered[ordered["stage"] == name] for name, heading in GROUPS.items()}
    return {heading: part for heading, part in parts.items() if len(part)}


def mark_of(figure, styles: Mapping[str, Style]) -> Mark:
    """Return the mark of a figure (a row of ``itertuples``): its shape follows from its hedge."""
    value, low, high = figure.value, figure.low, figure.high
    if math.isfinite(value):
        low = high = value
    shape = "number" if low == high else "range"
    if figure.hedge in CEILINGS or not math.isfinite(low):
        shape, low = "ceiling", high
    elif figure.hedge in FLOORS or not math.isfinite(high):
        shape, high = "floor", low
    if not math.isfinite(low):
        shape, low, high = "none", 0.0, 0.0
    return Mark(
        shape=shape,
        low=low,
        high=high,
        whisker=_whisker(figure) if shape == "number" else None,
        style=styles.get(figure.speaker_id, Style()),
        filled=figure.status == "observed",
        crossed=figure.stance in REFUSALS,
    )


def _whisker(figure) -> tuple[float, float] | None:
    """Return how far a hedge such as "about" is read to reach, where that is known."""
    ends = getattr(figure, "interval_low", math.nan), getattr(figure, "interval_high", math.nan)
    read = figure.hedge in ("about", "nearly") and all(map(math.isfinite, ends))
    return ends if read else None


def words_of(figure) -> str:
    """Return what is written beside a figure's mark: the number as printed, or that there is none.

    A figure that is not asserted says so.
    """
    words = figure.wording or _number_words(figure)
    refusal = REFUSALS.get(figure.stance, "")
    if refusal:
        return f"{refusal}: {words}" if words else refusal
    return words or "no number given"


def _number_words(figure) -> str:
    """Return the number of a figure in words, where the ledger has no wording for it."""
    hedge = figure.hedge.replace("_", " ") if figure.hedge not in ("bare", "between") else ""
    if math.isfinite(figure.value):
        return f"{hedge} {thousands(figure.value)}".strip()
    return range_words(figure.low, figure.high)


def range_words(low: float, high: float) -> str:
    """Return a range in words; an end that is 0, infinite or ``NaN`` says nothing.

    >>> range_words(0, 12_000), range_words(1_350, math.inf), range_words(1_350, 12_000)
    ('at most 12,000', 'at least 1,350', '1,350 to 12,000')
    """
    below, above = low > 0, high < math.inf
    if below and above:
        return thousands(low) if low == high else f"{thousands(low)} to {thousands(high)}"
    return f"at least {thousands(low)}" if below else f"at most {thousands(high)}" if above else ""


def said_by(figure) -> str:
    """Return who says it, and through which channel."""
    return f"{figure.speaker}, {figure.outlet}" if figure.outlet else figure.speaker
