"""Draw the ratios of pairs of sources; two sources' numbers by day are a :mod:`showing.course`."""

from math import log

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reported_figures.comparing.tendency import votes_of
from reported_figures.formats import count_of, number
from reported_figures.limits import MOST_PAIRS
from reported_figures.showing import sheet
from reported_figures.showing.lettering import shorten
from reported_figures.showing.marks import DARK, GREY, redrawable

ACROSS, LABELS, WORDS, ROW = 9.6, 3.2, 2.3, 0.62  # inches: a page, its columns, a row
KEY = "A dot is one thing that both number; the upright bar is the median."
TICKS = (1 / 100, 1 / 30, 0.1, 0.2, 1 / 3, 0.5, 2 / 3, 0.8, 1, 1.25, 1.5, 2, 3, 5, 10, 30, 100)
SIDES = ("\u2190 first lower", "first higher \u2192")
NOTHING = "There is no pair of sources to draw."


@redrawable
def plot_ratios(
    ax: Axes, pairs: pd.DataFrame, votes: pd.DataFrame, title: str = "", source: str = ""
) -> Axes:
    """Draw a row for each pair of sources with a dot for each ratio, and return the axes.

    ``pairs`` come from :func:`comparing.tendency.higher_first` with the names of
    :func:`telling.source_tendency.named`, ``votes`` from :func:`comparing.tendency.votes_of_pairs`.
    The axis is logarithmic: twice and half as much lie equally far from 1. The axes must have its
    figure to itself: its height is set.
    """
    shown = drawn_pairs(pairs)
    keys = zip(*(shown[name] for name in ("quantity_id", "source_a", "source_b")), strict=True)
    ratios = [votes_of(votes, *key)["ratio"].to_numpy() for key in keys]
    left = int(pairs["enough"].sum()) - len(shown)
    more = f"{count_of(left, 'more pair')} in the table." if left else ""
    across = sheet.page_width(ax, ACROSS)
    tall = 2.4 * ROW if sheet.narrow(across) else ROW
    body = max(tall * len(shown), tall)
    notes = [f"{KEY} {more}", source]
    left = sheet.EDGE if sheet.narrow(across) else LABELS
    room = across - left - (sheet.EDGE if sheet.narrow(across) else WORDS)
    canvas = sheet.open_canvas(ax, (across, body), (left, room), title, notes, 0.5, 0.62)
    _ratio_axis(canvas, ratios, left, room)
    for place, (row, values) in enumerate(zip(shown.itertuples(), ratios, strict=True)):
        _draw_pair(canvas, row, values, (place + 0.5) * tall)
    return ax


def drawn_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that are drawn: of those on which something can be said the most telling."""
    enough = pairs[pairs["enough"]]
    order = enough.assign(quiet=enough["tends"] == "", few=-enough["estimands"])
    order = order.sort_values(["quiet", "few"], kind="stable")
    return order.head(MOST_PAIRS).drop(columns=["quiet", "few"])


def _ratio_axis(canvas: sheet.Canvas, ratios: list[np.ndarray], left: float, room: float) -> None:
    """Number the axis in ratios, as far to either side of 1 as the farthest dot."""
    far = max((abs(np.log(values)).max() for values in ratios), default=log(1.5))
    far = max(far, log(1.25)) * 1.08
    ticks: list[float] = []
    for tick in sorted(TICKS, key=lambda tick: abs(log(tick))):
        apart = (abs(log(tick) - log(other)) * room / (2 * far) for other in ticks)
        if abs(log(tick)) <= far and all(gap > 0.45 for gap in apart):
            ticks.append(tick)
    canvas.ax.set(xlim=(-far, far), xticks=[log(tick) for tick in sorted(ticks)])
    canvas.ax.xaxis.set_major_formatter(lambda at, _: number(round(float(np.exp(at)), 2)))
    canvas.ax.grid(axis="x")
    canvas.ax.set_axisbelow(True)
    canvas.ax.axvline(0, color=DARK, lw=1.2)
    canvas.ax.set_xlabel("the first source's number to the second's")
    middle = left + room / 2
    look = {"va": "bottom", "color": GREY}
    lower, higher = (sheet.Block([words], sheet.SMALL) for words in SIDES)
    canvas.write(middle - 0.1, -0.1, lower, ha="right", **look)
    canvas.write(middle + 0.1, -0.1, higher, ha="left", **look)


def _draw_pair(canvas: sheet.Canvas, row, ratios: np.ndarray, y: float) -> None:
    """Draw a pair: its names, its dots beside each other where they touch, and its median."""
    across = canvas.across
    columns = [across] * 2 if canvas.narrow else [LABELS, WORDS]
    rooms = [column - 2 * sheet.EDGE for column in columns]
    label = sheet.block(f"{row.source_a_name} : {row.source_b_name}", rooms[0], sheet.TEXT, lines=2)
    detail = sheet.block(row.quantity, rooms[0], sheet.DETAIL, lines=1)
    words = f"higher at {row.higher} of {row.estimands:,}; median {fold_words(row.median)}"
    told = sheet.block(words, rooms[1], sheet.TEXT, lines=2)
    top = y - (label.height + detail.height) / 2
    if canvas.narrow:
        top = y - 0.26 - label.height - detail.height
        canvas.write(sheet.EDGE, y + 0.26, told)
    else:
        canvas.write(across - WORDS + sheet.EDGE, y, told, va="center")
    canvas.write(sheet.EDGE, top, label, detail)
    look = {"marker": "o", "ms": 5, "mfc": "white", "mec": DARK, "mew": 1.1}
    canvas.ax.plot(np.log(ratios), y + _spread_out(ratios), ls="none", zorder=3, **look)
    median = log(row.median)
    canvas.ax.plot([median] * 2, [y - 0.24, y + 0.24], color="black", lw=3.2, zorder=4)


def fold_words(ratio: float) -> str:
    """Return a ratio in words.

    >>> fold_words(1.25), fold_words(0.5), fold_words(1.0)
    ('1.25-fold higher', '2-fold lower', 'the same')
    """
    times = round(max(ratio, 1 / ratio), 2)
    side = "higher" if ratio > 1 else "lower"
    return f"{number(times)}-fold {side}" if times > 1 else "the same"


def _spread_out(ratios: np.ndarray) -> np.ndarray:
    """Return how far above or below its row each dot stands, so that few of them cover others."""
    order = np.argsort(np.argsort(ratios, kind="stable"), kind="stable")
    return (order % 5 - 2) * 0.055


def describe_ratios(pairs: pd.DataFrame) -> str:
    """Return the chart of ratios in words."""
    shown = drawn_pairs(pairs)
    if shown.empty:
        return NOTHING
    parts = [
        f"{row.source_a_name} against {row.source_b_name} on {row.quantity}: higher at "
        f"{row.higher} of {row.estimands:,}, median {fold_words(row.median)}."
        for row in shown.itertuples()
    ]
    return shorten(" ".join(["Ratios by pair of sources, on a logarithmic axis.", *parts]), 4_000)
