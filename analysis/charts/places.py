"""The cells of a place and time strip: who says that something was, or will be, where and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.charts.figures import said_by, stage_of, stages, words_of
from analysis.charts.marks import Mark
from analysis.charts.style import DARK, Style
from analysis.formats import count_of, listed, period
from analysis.limits import MOST_AREAS, MOST_ENTRIES, MOST_PERIODS, MOST_TOLD
from analysis.vocabulary import STAGES

NO_DAY, OTHERS = "No day given", " other areas"


@dataclass(frozen=True)
class Entry:
    """One mark of a cell, with who says so and what."""

    mark: Mark
    who: str
    what: str


@dataclass(frozen=True)
class Strip:
    """A strip: its areas, its rows of days with the entries of each area, and its rules."""

    areas: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)
    rule: str = ""


def strip_of(figures: pd.DataFrame, styles: Mapping[str, Style]) -> Strip:
    """Return the strip of the figures that name an area; the others are counted in its rule.

    Up to ``MOST_ENTRIES`` figures each has an entry of its own, in a row for the days that it
    speaks of. Above that, or with more than ``MOST_PERIODS`` such rows, a row is a week (or month,
    or year) and an entry counts figures. Areas beyond ``MOST_AREAS`` are joined: those of the
    fewest figures.
    """
    placed = figures[figures["area"] != ""]
    if placed.empty:
        return Strip()
    left = len(figures) - len(placed)
    rules = [f"{count_of(left, 'figure')} without an area {'is' if left == 1 else 'are'} not here."]
    rules = rules if left else []
    placed = placed.assign(column=_columns(placed["area"]))
    if placed["area"].nunique() > MOST_AREAS:
        rules.append(f"The {MOST_AREAS - 1} areas of the most figures are columns of their own.")
    placed = placed.assign(row=[_row_name(figure) for figure in placed.itertuples()])
    many = len(placed) > MOST_ENTRIES or placed["row"].nunique() > MOST_PERIODS
    if many:
        placed, rule = _binned(placed)
        rules.append(rule)
    order = _last_day(placed)
    order = order if many else order.fillna(placed["reported_on"])
    placed = placed.assign(order=order).sort_values("order", kind="stable")
    entries = _counted if many else _single
    areas = list(dict.fromkeys(placed["column"]))
    areas.sort(key=lambda area: area.endswith(OTHERS))
    rows = {
        str(row): {
            area: list(entries(cell, styles)) for area, cell in group.groupby("column", sort=False)
        }
        for row, group in placed.groupby("row", sort=False)
    }
    return Strip(areas, rows, " ".join(rules))


def _columns(areas: pd.Series) -> pd.Series:
    """Return the column of each area: itself, or the one that joins those of the fewest figures."""
    sizes = areas.value_counts(sort=False)
    if len(sizes) <= MOST_AREAS:
        return areas
    own = sizes.nlargest(MOST_AREAS - 1).index
    return areas.where(areas.isin(own), f"{len(sizes) - len(own):,}{OTHERS}")


def _last_day(figures: pd.DataFrame) -> pd.Series:
    """Return the last day that each figure speaks of, or its first where it gives no last."""
    return figures["event_to"].fillna(figures["event_from"])


def _row_name(figure) -> str:
    """Return the days that a figure speaks of; where it gives none, the day of saying so."""
    given = period(figure.event_from, figure.event_to)
    if given.startswith(("by", "from")):
        return f"Date given: {given}"
    return given or f"{NO_DAY}; said {period(figure.reported_on, figure.reported_until)}"


def _binned(placed: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return the figures with a row for each week, month or year, and the rule in words."""
    last = _last_day(placed)
    lengths = {"week": "W", "month": "M", "quarter": "Q", "year": "Y"}
    few = (name for name in lengths if last.dt.to_period(lengths[name]).nunique() < MOST_PERIODS)
    name = next(few, "year")
    bins = last.dt.to_period(lengths[name])
    forms = {"month": "%B %Y", "year": "%Y"}
    names = {
        one: one.strftime(forms[name])
        if name in forms
        else period(one.start_time, one.end_time.normalize())
        for one in bins.dropna().unique()
    }
    rule = (
        f"{len(placed):,} figures are more than a strip can show one by one: they are counted by "
        f"the {name} of the last day that they speak of."
    )
    return placed.assign(row=bins.map(names).astype("object").fillna(NO_DAY)), rule


def _mark(figure, style: Style) -> Mark:
    return Mark("number", style=style, stage=stage_of(figure))


def _single(cell: pd.DataFrame, styles: Mapping[str, Style]) -> Iterator[Entry]:
    """Yield an entry for each figure."""
    for figure in cell.itertuples():
        style = styles.get(figure.speaker_id, Style())
        yield Entry(_mark(figure, style), said_by(figure), f"{words_of(figure)}: {figure.quantity}")


def _counted(cell: pd.DataFrame, styles: Mapping[str, Style]) -> Iterator[Entry]:
    """Yield an entry for each stage, which counts its figures and names who says most of them."""
    stage = stages(cell)
    for name in STAGES:
        same = cell[stage == name]
        if len(same):
            first = next(same.itertuples())
            speakers = same.groupby("speaker_id", sort=False)["speaker"].agg(["first", "size"])
            named = listed(speakers.nlargest(len(speakers), "size")["first"], most=MOST_TOLD)
            yield Entry(_mark(first, Style(DARK)), count_of(len(same), "figure"), named)
