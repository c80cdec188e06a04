"""What a chart shows of each figure: its mark, its words and the group that it stands in."""

import math
from collections.abc import Mapping

import pandas as pd

from analysis.charts.marks import Mark
from analysis.charts.style import Style
from analysis.formats import capital
from analysis.limits import MOST_CHARTS
from analysis.printed import as_printed, highest_printed
from analysis.vocabulary import CEILINGS, FLOORS, REFUSALS, SOFT, STAGES, STATUSES


def main_unit(figures: pd.DataFrame) -> str:
    """Return the unit in which the most figures have a number; blank where there is no figure.

    Among equals it is the unit that comes first. Where no figure has a number, figures count.

    >>> main_unit(pd.DataFrame({"unit": ["ships", "people", "people"],
    ...                         "printed_low": [4.0, 9.0, 7.0], "printed_high": [4.0, 9.0, 8.0]}))
    'people'
    """
    if figures.empty:
        return ""
    order = {unit: place for place, unit in enumerate(figures["unit"].unique())}
    counts = highest_printed(figures).groupby(figures["unit"]).agg(["count", "size"])
    return min(counts.index, key=lambda unit: (*-counts.loc[unit], order[unit]))


def by_unit(figures: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Return the figures of each unit that has a chart of its own, and the units that have none.

    Those are the units in which the most figures have a number, at most ``MOST_CHARTS`` of them; a
    unit without any number has a chart only where no unit has one.
    """
    order = {unit: place for place, unit in enumerate(figures["unit"].unique())}
    counts = highest_printed(figures).groupby(figures["unit"]).count()
    units = sorted(order, key=lambda unit: (-counts[unit], order[unit]))
    shown = [unit for unit in units if counts[unit]][:MOST_CHARTS] or units[:1]
    left = [unit for unit in units if unit not in shown]
    return {unit: figures[figures["unit"] == unit] for unit in shown}, left


def one_unit(frame: pd.DataFrame) -> str:
    """Return the unit of all rows; refused with ``ValueError`` where there are several."""
    units = sorted(frame["unit"].unique()) if "unit" in frame else []
    if len(units) > 1:
        raise ValueError(
            f"one axis carries one unit, and these rows have {len(units)}: {', '.join(units)}; "
            "select one of them, such as charts.main_unit(figures)"
        )
    return units[0] if units else ""


def stages(figures: pd.DataFrame) -> pd.Series:
    """Return what is said of what each figure counts: a key of ``vocabulary.STAGES``.

    >>> figures = {"stance": ["asserts", "denies", "asserts"], "status": ["expected", "", ""]}
    >>> stages(pd.DataFrame(figures)).tolist()
    ['expected', 'denies', '']
    """
    status = figures["status"].where(figures["status"].isin([*STATUSES]), "")
    return status.mask(figures["stance"].isin([*REFUSALS]), figures["stance"])


def groups(figures: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the figures by what is said of them, top down, ascending within; headings are keys."""
    ordered = figures.assign(stage=stages(figures), highest=highest_printed(figures))
    ordered = ordered.sort_values("highest", kind="stable")
    parts = {capital(words): ordered[ordered["stage"] == name] for name, words in STAGES.items()}
    return {heading: part for heading, part in parts.items() if len(part)}


def stage_of(figure) -> str:
    """Return what is said of what a figure (a row of ``itertuples``) counts, as in ``stages``."""
    return figure.stance if figure.stance in REFUSALS else figure.status


def mark_of(figure, styles: Mapping[str, Style]) -> Mark:
    """Return the mark of a figure (a row of ``itertuples``): its shape follows from its hedge."""
    low, high = figure.printed_low, figure.printed_high
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
        stage=stage_of(figure),
    )


def _whisker(figure) -> tuple[float, float] | None:
    """Return how far a hedge such as "about" is read to reach, where that is known."""
    ends = getattr(figure, "interval_low", math.nan), getattr(figure, "interval_high", math.nan)
    return ends if figure.hedge in SOFT and all(map(math.isfinite, ends)) else None


def words_of(figure) -> str:
    """Return what is written beside a figure's mark: the number as printed, or that there is none.

    A figure that is not asserted says so.
    """
    words = as_printed(figure)
    refusal = REFUSALS.get(figure.stance, "")
    if refusal:
        return f"{refusal}: {words}" if words else refusal
    return words or "no number given"


def said_by(figure) -> str:
    """Return who says it, and through which channel."""
    return f"{figure.speaker}, {figure.outlet}" if figure.outlet else figure.speaker
