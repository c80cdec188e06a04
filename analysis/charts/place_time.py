"""Draw the place and time strip: where those counted are said to be, and on which days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.canvas import Canvas, open_canvas, prepare, write
from analysis.charts.marks import draw_mark, stage_key
from analysis.charts.places import NO_DAY, Entry, Strip, strip_of
from analysis.charts.rows import DETAIL, EDGE, HEADING, TEXT, Block, block
from analysis.charts.style import DARK, GREY, PALE, Style, house_theme, source_colours
from analysis.lettering import printable, shorten
from analysis.vocabulary import STAGES

DAYS, WIDEST, MARK = 1.55, 3.4, 0.24  # inches: the days' column, an area's column, a mark's room
NOTHING = "No figure of this selection names an area."


@dataclass(frozen=True)
class Cell:
    """An entry with its text wrapped, and where it stands, in inches."""

    entry: Entry
    who: Block
    what: Block
    x: float
    top: float


def plot_place_and_time(
    ax: Axes,
    figures: pd.DataFrame,
    title: str = "",
    source: str = "",
    colours: Mapping[str, Style] | None = None,
) -> Axes:
    """Draw figures by area and by the days that they speak of, and return the axes.

    Give it the figures that stand. Filled is said to have happened there, hollow any other stage;
    rows are in the order of their days, not to scale. Large selections are counted by the rules of
    :func:`analysis.charts.places.strip_of`. The axes must have its figure to itself: its height is
    set.
    """
    styles = source_colours(figures["speaker_id"]) if colours is None else colours
    strip = strip_of(figures, styles)
    with house_theme():
        across = max(ax.figure.get_size_inches()[0], 9.0)
        column = min((across - DAYS - EDGE) / max(1, len(strip.areas)), WIDEST)
        heads = [block(area, column - 0.2, HEADING, "bold", lines=3) for area in strip.areas]
        top = max((head.height for head in heads), default=0.0) + 0.12
        rows, cells, body = _place(strip, column, top)
        notes = [f"{_key(strip)} {strip.rule}", source]
        canvas = prepare(across, body, title, notes)
        open_canvas(ax, canvas, 0, across)
        ax.set(xlim=(0, across), xticks=[])
        ax.spines["bottom"].set_visible(False)
        for place, head in enumerate(heads):
            write(ax, canvas, DAYS + place * column, 0.0, head)
        for down, label in rows:
            ax.plot([EDGE, DAYS + len(heads) * column - 0.1], [down, down], color=PALE, lw=0.8)
            write(ax, canvas, EDGE, down + 0.1, label)
        for cell in cells:
            _draw(ax, canvas, cell)
        if not cells:
            write(ax, canvas, EDGE, 0.0, block(NOTHING, across, TEXT, "bold"))
    return ax


def _place(strip: Strip, column: float, top: float) -> tuple[list[tuple], list[Cell], float]:
    """Return where each row and each entry stands, and the height of them all."""
    rows, cells = [], []
    for name, by_area in strip.rows.items():
        label = block(f"{name[0].upper()}{name[1:]}", DAYS - 0.2, DETAIL, lines=4)
        rows.append((top, label))
        end = top + 0.1 + label.height
        for place, area in enumerate(strip.areas):
            down = top + 0.1
            for entry in by_area.get(area, []):
                room = column - MARK - 0.16
                who = block(entry.who, room, DETAIL, "bold", lines=3)
                what = block(entry.what, room, DETAIL, lines=5)
                cells.append(Cell(entry, who, what, DAYS + place * column, down))
                down += who.height + what.height + 0.1
            end = max(end, down)
        top = end + 0.06
    return rows, cells, top if rows else 0.3


def _draw(ax: Axes, canvas: Canvas, cell: Cell) -> None:
    """Draw an entry: its mark, who says so, and what."""
    mark = cell.entry.mark
    at = cell.x + 0.09
    draw_mark(ax, replace(mark, low=at, high=at), cell.top + 0.09, 1.0)
    write(ax, canvas, cell.x + MARK, cell.top, cell.who, color=DARK)
    write(ax, canvas, cell.x + MARK, cell.top + cell.who.height, cell.what, color=GREY)


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
        parts.append(f"{name[0].upper()}{name[1:]}: {'; '.join(told)}.")
    return printable(" ".join(filter(None, parts)))
