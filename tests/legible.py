"""No text of a chart lies on another one or is cut off: on a wide page, and on a phone's."""

import itertools

from matplotlib.axes import Axes
from matplotlib.text import Text
from reported_figures.showing.marks import PHONE, narrowed


def texts(ax: Axes) -> list[Text]:
    shown = ax.figure.findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())
    return [text for text in shown if text.get_text().strip()]


def assert_legible(ax: Axes, *, off_marks: bool = False) -> None:
    """No text lies on another one (or on a mark), and none leaves the figure."""
    (narrow,) = narrowed(ax.figure).axes
    assert narrow.figure.get_size_inches()[0] == PHONE
    assert len(texts(narrow)) >= len(texts(ax)) / 2
    for one in (ax, narrow):
        _assert_clear(one, off_marks)


def _assert_clear(ax: Axes, off_marks: bool) -> None:
    ax.figure.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(ax)]
    marks = [("a mark", line.get_window_extent()) for line in ax.lines if off_marks]
    page = ax.figure.bbox
    for words, box in boxes:
        assert box.x0 >= -1 and box.y0 >= -1, f"{words!r} is cut off"
        assert box.x1 <= page.x1 + 1 and box.y1 <= page.y1 + 1, f"{words!r} is cut off"
    pairs = [*itertools.combinations(boxes, 2), *itertools.product(boxes, marks)]
    for (first, one), (second, other) in pairs:
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert across < 1.5 or down < 1.5, f"{first!r} overlaps {second!r}"
