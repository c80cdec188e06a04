"""Draw the way of the figures: whose information they are, who says them, and through what."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from reported_figures.formats import count_of
from reported_figures.limits import MOST_NODES
from reported_figures.showing import sheet
from reported_figures.showing.lettering import shorten
from reported_figures.showing.marks import DARK, GREY, redrawable

ACROSS, BAR, NAMES = 10.0, 0.14, 2.2  # inches: a wide page, a node, the names beside it
STEPS = {
    "origin": "whose information",
    "speaker": "who says it",
    "channel": "through which channel",
}
GAP, TALLEST = 0.14, 0.34  # inches: between two nodes, of one figure at most
BODY = 4.5  # inches that the nodes of a column share
SHADES = ("#4d4d4d", "#d3d3d3")  # of the origin that most figures trace to, and of all others
NOTHING = "No figures are selected."


@dataclass(frozen=True)
class Node:
    """A name in a column: how many figures go through it, where it begins, and how high it is."""

    name: str
    figures: int
    top: float
    height: float


def flow(chains: pd.DataFrame) -> pd.DataFrame:
    """Return the three steps of each figure, by name, those that few figures have as others.

    ``chains`` are the rows of :func:`comparing.origins.attribution_chains`.
    """
    steps = chains[list(STEPS)].astype("str").assign(origin=_origins(chains))
    for column in STEPS:
        counts = Counter(steps[column])
        kept = [name for name, _ in counts.most_common(MOST_NODES)]
        rest = len(counts) - len(kept)
        if rest:
            others = count_of(rest, "other")
            steps[column] = steps[column].where(steps[column].isin(kept), others)
    return steps


def _origins(chains: pd.DataFrame) -> pd.Series:
    """Return the origin of each figure by name, without the one that it may have instead."""
    return chains["origin"].astype("str").str.partition("; perhaps")[0]


def leading(chains: pd.DataFrame) -> str:
    """Return the origin that more figures trace to than to any other, or a blank."""
    counts = _origins(chains).value_counts()
    return counts.index[0] if len(counts) and (counts == counts.iloc[0]).sum() == 1 else ""


@redrawable
def plot_flow(ax: Axes, chains: pd.DataFrame, title: str = "", source: str = "") -> Axes:
    """Draw a band for the figures of each origin, speaker and channel, and return the axes.

    The bands of the origin that most figures trace to are dark, if one leads. The axes must have
    its figure to itself: its height is set.
    """
    steps = flow(chains)
    each = min(TALLEST, BODY / max(len(steps), 1))
    across = sheet.page_width(ax, ACROSS)
    width = across - 2 * sheet.EDGE
    names, lines = ((width - 3 * BAR) / 3, 4) if sheet.narrow(across) else (NAMES, 2)
    least = 0.16 + 0.18 * lines  # of a node, whose name has these lines, and its count one
    columns = {name: _nodes(steps[name], each, least) for name in STEPS}
    every = [node for nodes in columns.values() for node in nodes.values()]
    body = max(node.top + max(node.height, least) for node in every) + GAP
    key = "The higher a bar, the more figures and positions go through it."
    page, axis = (across, body), (sheet.EDGE, width)
    canvas = sheet.open_canvas(ax, page, axis, title, [key, source], over=0.42)
    ax.set(xlim=(0, width), xticks=[])
    ax.spines["bottom"].set_visible(False)
    places = dict(zip(STEPS, (0.0, (width - names) / 2, width - names - BAR), strict=True))
    most = leading(chains)
    for left, right in (("origin", "speaker"), ("speaker", "channel")):
        _draw_bands(ax, steps, (left, right), columns, places, each, most)
    for name, nodes in columns.items():
        step = sheet.block(STEPS[name], names, sheet.SMALL)
        canvas.write(sheet.EDGE + places[name], -0.1, step, va="bottom", color=GREY)
        for node in nodes.values():
            _draw_node(canvas, node, places[name], (names, lines, least))
    return ax


def _nodes(names: pd.Series, each: float, least: float) -> dict[str, Node]:
    """Return the nodes of a column from the top down, those with the most figures first."""
    nodes: dict[str, Node] = {}
    top = 0.0
    for name, count in names.value_counts(sort=True).items():
        nodes[name] = Node(name, int(count), top, count * each)
        top += max(count * each, least) + GAP
    return nodes


def _draw_bands(
    ax: Axes,
    steps: pd.DataFrame,
    between: tuple[str, str],
    columns: dict[str, dict[str, Node]],
    places: dict[str, float],
    each: float,
    most: str,
) -> None:
    """Draw the bands between two columns, in the order of the nodes so that few of them cross."""
    left, right = between
    order = {name: list(nodes) for name, nodes in columns.items()}
    ranks = {name: steps[name].map(order[name].index) for name in STEPS}
    ranked = steps.assign(**{f"{name}_rank": ranks[name] for name in STEPS})
    used: Counter[tuple[str, str]] = Counter()
    keys = ["origin", left, right] if left != "origin" else ["origin", right]
    rank = [f"{left}_rank", f"{right}_rank", "origin_rank"]
    for key, group in ranked.sort_values(rank, kind="stable").groupby(keys, sort=False):
        start, end = key[-2], key[-1]
        edges = []
        for name, column in ((start, left), (end, right)):
            node = columns[column][name]
            edges.append(node.top + used[column, name] * each)
            used[column, name] += len(group)
        x = np.linspace(places[left] + BAR, places[right], 60)
        turn = 3 * np.linspace(0, 1, 60) ** 2 - 2 * np.linspace(0, 1, 60) ** 3
        upper = edges[0] + (edges[1] - edges[0]) * turn
        shade = SHADES[key[0] != most]
        ax.fill_between(
            x, upper, upper + len(group) * each, color=shade, lw=0, alpha=0.75, zorder=1
        )


def _draw_node(canvas: sheet.Canvas, node: Node, x: float, room: tuple) -> None:
    """Draw a node, with its name and how many figures go through it on a ground of white.

    ``room`` is how wide its name may be, how many lines it may have, and the least of a node.
    """
    names, lines, least = room
    canvas.ax.fill_between(
        [x, x + BAR], node.top, node.top + node.height, color=DARK, lw=0, zorder=3
    )
    name = sheet.block(node.name, names - BAR - sheet.EDGE, sheet.TEXT, lines=lines)
    count = sheet.block(
        count_of(node.figures, "figure"), names - BAR - sheet.EDGE, sheet.DETAIL, lines=1
    )
    down = node.top + max(node.height, least) / 2 - (name.height + count.height) / 2
    down = max(down, node.top - 0.04)
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85}
    left = sheet.EDGE + x + BAR + 0.06
    canvas.write(left, down, name, bbox=ground, zorder=5)
    canvas.write(left, down + name.height + 0.03, count, color=GREY, bbox=ground, zorder=5)


def headline(chains: pd.DataFrame) -> str:
    """Return the title: how many figures trace to the one origin that most of them have."""
    counts, most = _origins(chains).value_counts(), leading(chains)
    if counts.empty:
        return NOTHING
    if not most:
        return f"{count_of(len(chains), 'row')} trace to {count_of(len(counts), 'origin')}"
    return f"{counts[most]:,} of {count_of(len(chains), 'row')} trace to {most}"


def describe_flow(chains: pd.DataFrame) -> str:
    """Return the chart in words: each way with how many figures take it."""
    ways = flow(chains).value_counts(sort=True)
    told = [f"{' to '.join(way)}: {count_of(count, 'figure')}." for way, count in ways.items()]
    return shorten(" ".join(["From origin over speaker to channel.", *told]), 4_000)
