"""Draw a whole with its parts inside it: what sources print for both at one time."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from reported_figures.formats import count_of, large
from reported_figures.ledger.printed import highest_printed
from reported_figures.limits import MOST_OUTLINES, MOST_PARTS
from reported_figures.showing import sheet
from reported_figures.showing.figures import one_unit, words_of
from reported_figures.showing.lettering import drawable, printable, shorten, width
from reported_figures.showing.marks import Colours, Style, redrawable
from reported_figures.showing.rows import axis_ticks
from reported_figures.vocabulary import CEILINGS

ACROSS, FOOT = 10.0, 0.09  # inches: of a wide page, and below what is inside
BESIDE = 2.4  # inches for words beside the largest number
LINES = 3  # of a box's words on a narrow page; on a wide one there is one
KEY = (
    "Each box goes from 0 to a printed number. Filled: a part. Outline: the whole that it is a "
    "part of. Broken outline: no more than that."
)


@dataclass(frozen=True)
class Box:
    """A figure from 0 to its number, between two places in inches below the top."""

    figure: tuple
    number: float
    part: bool
    top: float
    bottom: float

    @property
    def words(self) -> str:
        """Return the number as printed, and of what it is."""
        return f"{words_of(self.figure)}: {self.figure.quantity}"


def nested_figures(
    shares: pd.DataFrame, figures: pd.DataFrame, quantities: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures of one whole, and those of its parts at one time, the highest first.

    ``shares`` come from :func:`comparing.shares.shares_of_wholes`; of several wholes among the
    ``quantities`` it is the one that has the most.

    >>> none = pd.DataFrame(columns=["part_quantity", "whole_quantity", "part_figure"])
    >>> rows = pd.DataFrame(columns=["figure_id", "printed_low", "printed_high"])
    >>> [len(found) for found in nested_figures(none, rows, pd.Series(dtype="str"))]
    [0, 0]
    """
    known = shares["part_quantity"].isin(quantities) & shares["whole_quantity"].isin(quantities)
    shares = shares[known]
    if shares.empty:
        return figures[:0], figures[:0]
    whole = shares["whole_quantity"].value_counts(sort=False).idxmax()
    shares = shares[shares["whole_quantity"] == whole]
    rows = figures.assign(number=highest_printed(figures))
    rows = rows.sort_values(["number", "figure_id"], ascending=[False, True], kind="stable")
    ids = shares["whole_figure"], shares["part_figure"]
    return tuple(rows[rows["figure_id"].isin(names)] for names in ids)


def boxes(wholes: pd.DataFrame, parts: pd.DataFrame, lines: int = 1) -> list[Box]:
    """Return the boxes of a whole's figures, each inside the last, with the parts in the innermost.

    Of many figures of the whole the highest and the lowest are drawn, of many parts the highest.
    ``lines`` is how many lines the words of a box may have.
    """
    lane = 0.32 + 0.18 * lines
    outer = list(wholes.itertuples())
    outer[MOST_OUTLINES - 1 : -1] = []
    inner = list(parts.itertuples())[:MOST_PARTS]
    end = lane * (len(outer) + len(inner)) + FOOT
    found = [
        Box(one, one.number, False, lane * place, end + FOOT * (len(outer) - 1 - place))
        for place, one in enumerate(outer)
    ]
    start = lane * len(outer)
    return found + [
        Box(one, one.number, True, start + lane * place, start + lane * (place + 1) - FOOT)
        for place, one in enumerate(inner)
    ]


@redrawable
def plot_nested(
    ax: Axes,
    wholes: pd.DataFrame,
    parts: pd.DataFrame,
    colours: Colours,
    title: str = "",
    source: str = "",
) -> Axes:
    """Draw the parts inside the figures of their whole (:func:`nested_figures`); return the axes.

    The axes must have its figure to itself. Refused with ``ValueError``: several units, or nothing
    to draw.
    """
    if wholes.empty or parts.empty:
        raise ValueError("There is no whole with a part of it to draw.")
    across = sheet.page_width(ax, ACROSS)
    lines = LINES if sheet.narrow(across) else 1
    axis = across - (4 * sheet.EDGE if sheet.narrow(across) else BESIDE)
    drawn = boxes(wholes, parts, lines)
    unit = one_unit(pd.concat([wholes, parts]))
    notes = [" ".join(filter(None, [KEY, left_out(wholes, parts)])), source]
    page = across, max(box.bottom for box in drawn)
    canvas = sheet.open_canvas(ax, page, (sheet.EDGE, axis), title, notes, 0.1, 0.55)
    end = max(box.number for box in drawn)
    ax.set_xlim(0, end)
    ax.set_xticks([tick for tick in axis_ticks(end, axis) if tick <= end])
    ax.xaxis.set_major_formatter(lambda value, _: large(value))
    ax.set_xlabel(drawable(unit, 60))
    for box in drawn:
        _draw(canvas, box, colours, end / axis, lines)
    return ax


def _draw(canvas: sheet.Canvas, box: Box, colours: Colours, inch: float, lines: int) -> None:
    """Draw a box, and write into it or beside it what it is."""
    colour = colours.get(box.figure.speaker_id, Style()).colour
    face = (colour, 0.35) if box.part else "none"
    line = "--" if box.figure.hedge in CEILINGS else "-"
    ground = Rectangle((0, box.top), box.number, box.bottom - box.top, fc=face, ec=colour)
    ground.set(lw=2, ls=line, clip_on=False, zorder=2)
    canvas.ax.add_patch(ground)
    left, room = _room(box, box.number / inch, canvas.across)
    head = sheet.block(box.words, room, sheet.TEXT, "bold", lines=lines)
    who = sheet.block(box.figure.speaker, room, sheet.DETAIL, lines=1)
    plain = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    over = (
        left > sheet.EDGE + 0.1 or head.width > box.number / inch - 0.2
    )  # on lines of other boxes
    look = {"zorder": 4, **({"bbox": plain} if over else {})}
    canvas.write(left, box.top + 0.04, head, who, **look)


def _room(box: Box, reach: float, across: float) -> tuple[float, float]:
    """Return where the words of a box begin, and the room for them, in inches.

    They stand in the box, or beside it where it is too narrow and less than half of the axis.
    """
    widest = width(box.words, sheet.TEXT, "bold")
    beside = widest > reach - 0.2 and reach < (across - BESIDE) / 2
    left = sheet.EDGE + 0.1 + (reach if beside else 0.0)
    return left, across - sheet.EDGE - left


def left_out(wholes: pd.DataFrame, parts: pd.DataFrame) -> str:
    """Return how many figures a chart does not draw, in a sentence; blank where it draws all.

    >>> left_out(pd.DataFrame({"a": range(5)}), pd.DataFrame({"a": [1]}))
    '2 more figures are not drawn.'
    """
    left = max(len(wholes) - MOST_OUTLINES, 0) + max(len(parts) - MOST_PARTS, 0)
    verb = "is" if left == 1 else "are"
    return f"{count_of(left, 'more figure', 'more figures')} {verb} not drawn." if left else ""


def describe_nested(wholes: pd.DataFrame, parts: pd.DataFrame) -> str:
    """Return the chart of a whole with its parts inside, in words."""
    unit = printable(one_unit(pd.concat([wholes, parts])))
    drawn = boxes(wholes, parts)
    said = [
        [shorten(f"{box.words} ({box.figure.speaker})", 300) for box in drawn if box.part == part]
        for part in (False, True)
    ]
    words = f"A whole with its parts inside, in {unit}, from 0. The whole: {'; '.join(said[0])}."
    return f"{words} Inside it: {'; '.join(said[1])}. {left_out(wholes, parts)}".strip()
