"""Draw the place and time strip: where those counted are said to be, and on which days."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pandas as pd
from matplotlib.axes import Axes

from reported_figures.formats import capital, count_of, listed, period
from reported_figures.limits import MOST_AREAS, MOST_BINS, MOST_ENTRIES, MOST_PERIODS, MOST_TOLD
from reported_figures.showing import sheet
from reported_figures.showing.figures import said_by, stage_of, stages, words_of
from reported_figures.showing.lettering import printable, shorten
from reported_figures.showing.marks import (
    DARK,
    PALE,
    Colours,
    Mark,
    Style,
    draw_mark,
    redrawable,
    stage_key,
)
from reported_figures.vocabulary import STAGES

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


def strip_of(figures: pd.DataFrame, styles: Colours) -> Strip:
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
    few = (name for name in lengths if last.dt.to_period(lengths[name]).nunique() < MOST_BINS)
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


def _single(cell: pd.DataFrame, styles: Colours) -> Iterator[Entry]:
    """Yield an entry for each figure."""
    for figure in cell.itertuples():
        style = styles.get(figure.speaker_id, Style())
        yield Entry(_mark(figure, style), said_by(figure), f"{words_of(figure)}: {figure.quantity}")


def _counted(cell: pd.DataFrame, styles: Colours) -> Iterator[Entry]:
    """Yield an entry for each stage, which counts its figures and names who says them, if few."""
    stage = stages(cell)
    for name in STAGES:
        same = cell[stage == name]
        if len(same):
            first = next(same.head(1).itertuples())
            speakers = same.drop_duplicates("speaker_id")["speaker"]
            few = len(speakers) <= MOST_TOLD
            named = listed(speakers) if few else count_of(len(speakers), "source")
            yield Entry(_mark(first, Style(DARK)), count_of(len(same), "figure"), named)


DAYS, WIDEST, MARK = 1.55, 3.4, 0.24  # inches: the days' column, an area's column, a mark's room
NOTHING = "No figure of this selection names an area."


@dataclass(frozen=True)
class Cell:
    """An entry with its text wrapped, and where it stands, in inches."""

    entry: Entry
    who: sheet.Block
    what: sheet.Block
    x: float
    top: float


@redrawable
def plot_place_and_time(
    ax: Axes, figures: pd.DataFrame, colours: Colours, title: str = "", source: str = ""
) -> Axes:
    """Draw figures by area and by the days that they speak of, and return the axes.

    Give it the figures that stand. Filled is said to have happened there, hollow any other stage;
    rows are in the order of their days, not to scale. Large selections are counted by the rules of
    :func:`showing.places.strip_of`. The axes must have its figure to itself: its height is
    set.
    """
    strip = strip_of(figures, colours)
    across, notes = sheet.page_width(ax, 9.0), [f"{_key(strip)} {strip.rule}", source]
    strip, days = (_joined(strip), sheet.EDGE) if sheet.narrow(across) else (strip, DAYS)
    column = (across - days - sheet.EDGE) / max(1, len(strip.areas))
    column = column if sheet.narrow(across) else min(column, WIDEST)
    heads = [
        sheet.block(area, column - 0.2, sheet.HEADING, "bold", lines=3) for area in strip.areas
    ]
    top = max((head.height for head in heads), default=0.0) + 0.12
    rows, cells, body = _place(strip, column, days, top)
    canvas = sheet.open_canvas(ax, (across, body), (0, across), title, notes)
    ax.set(xlim=(0, across), xticks=[])
    ax.spines["bottom"].set_visible(False)
    for place, head in enumerate(heads):
        canvas.write(days + place * column, 0.0, head)
    for down, label in rows:
        ax.plot([sheet.EDGE, days + len(heads) * column - 0.1], [down, down], color=PALE, lw=0.8)
        canvas.write(sheet.EDGE, down + 0.1, label)
    for cell in cells:
        _draw(canvas, cell)
    if not cells:
        canvas.write(sheet.EDGE, 0.0, sheet.block(NOTHING, across, sheet.TEXT, "bold"))
    return ax


def _joined(strip: Strip) -> Strip:
    """Return a strip of one column, in which each entry names its area."""
    rows = {
        name: {
            "": [
                replace(entry, who=f"{area}: {entry.who}")
                for area, entries in by_area.items()
                for entry in entries
            ]
        }
        for name, by_area in strip.rows.items()
    }
    return Strip([""] if strip.areas else [], rows)


def _place(
    strip: Strip, column: float, days: float, top: float
) -> tuple[list[tuple], list[Cell], float]:
    """Return where each row and each entry stands, and the height of them all.

    ``days`` is where the areas begin; what a row is stands above them if nothing is left of them.
    """
    rows, cells = [], []
    for name, by_area in strip.rows.items():
        over = days < DAYS
        room, look = (column, "bold") if over else (DAYS - 0.2, "normal")
        label = sheet.block(capital(name), room, sheet.DETAIL, look, lines=4)
        rows.append((top, label))
        end = top + 0.1 + label.height
        start = end + 0.08 if over else top + 0.1
        for place, area in enumerate(strip.areas):
            down = start
            for entry in by_area.get(area, []):
                room = column - MARK - 0.16
                who = sheet.block(entry.who, room, sheet.DETAIL, "bold", lines=3)
                what = sheet.block(entry.what, room, sheet.DETAIL, lines=5)
                cells.append(Cell(entry, who, what, days + place * column, down))
                down += who.height + what.height + 0.1
            end = max(end, down)
        top = end + 0.06
    return rows, cells, top if rows else 0.3


def _draw(canvas: sheet.Canvas, cell: Cell) -> None:
    """Draw an entry: its mark, who says so, and what."""
    mark = cell.entry.mark
    at = cell.x + 0.09
    draw_mark(canvas.ax, replace(mark, low=at, high=at), cell.top + 0.09, 1.0)
    canvas.write(cell.x + MARK, cell.top, cell.who, cell.what)


def _key(strip: Strip) -> str:
    """Return what the marks of a strip mean, in words; only of those that stand on it."""
    marks = [entry.mark for row in strip.rows.values() for cell in row.values() for entry in cell]
    dateless = any(name.startswith(NO_DAY) for name in strip.rows)
    said = [
        (stage_key(marks), bool(marks)),
        ("What is to be by a date that is given stands in the figure's note.",
         any(name.startswith("Date given: by") for name in strip.rows)),
        ("Rows are in the order of their days, not to scale.", len(strip.rows) > 1),
        ("Filled where no day is given: they say that it has happened, and not when.",
         dateless and any(mark.filled for mark in marks)),
    ]  # fmt: skip
    return " ".join(words for words, there in said if there)


def describe_place_and_time(figures: pd.DataFrame) -> str:
    """Return the strip in words: each row of days with who says what of each area."""
    strip = strip_of(figures, {})
    if not strip.rows:
        return NOTHING
    parts = ["Place and time strip, by the days that the figures speak of.", strip.rule]
    for name, by_area in strip.rows.items():
        told = [
            f"{area}, {STAGES[entry.mark.stage]}: {shorten(f'{entry.what} ({entry.who})', 300)}"
            for area, entries in by_area.items()
            for entry in entries
        ]
        parts.append(f"{capital(name)}: {'; '.join(told)}.")
    return printable(" ".join(filter(None, parts)))
