"""The house theme of all charts, and one colour for one source throughout."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.lettering import DPI, FONT

# After Okabe & Ito 2008, "Color universal design". Thin rings of its light colours fade on white
# and grey, so green and purple are darker here, and brown and indigo stand for orange and sky blue.
COLOURS = ["#0072b2", "#d55e00", "#00936b", "#c0679b", "#7a3d00", "#000000", "#332288"]
MARKERS = ["o", "s", "^", "v", "p", "h"]
DARK, GREY, PALE = "#222222", "#5a5a5a", "#8c8c8c"
THEME = {
    "font.family": [FONT],
    "font.size": 10,
    "text.parse_math": False,
    "text.color": DARK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": DARK,
    "xtick.color": GREY,
    "xtick.labelcolor": DARK,
}


@dataclass(frozen=True)
class Style:
    """What marks one source: a colour, and a shape once the colours are used up."""

    colour: str = GREY
    marker: str = "o"


def source_colours(speakers: Iterable[str]) -> dict[str, Style]:
    """Return a style for each source, in the order in which they first appear.

    Give it the ``speaker_id`` column of all the ledger's figures, so that a speaker keeps a colour
    whatever is selected. Seven colours, then the same ones with another shape.

    >>> source_colours(["nis", "budanov", "nis"])["budanov"].colour
    '#d55e00'
    """
    styles = [Style(colour, marker) for marker, colour in product(MARKERS, COLOURS)]
    return {name: styles[i % len(styles)] for i, name in enumerate(dict.fromkeys(speakers))}


@contextmanager
def house_theme() -> Iterator[None]:
    """Apply the house theme within a ``with`` block, whatever the reader's own settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(THEME)
        yield


def new_figure(width: float = 10.0) -> tuple[Figure, Axes]:
    """Return an empty figure, ``width`` inches wide, and its axes; a chart sets its own height.

    >>> fig, ax = new_figure()
    """
    with house_theme():
        fig = Figure(figsize=(width, 2), dpi=DPI, facecolor="white")
        FigureCanvasAgg(fig)  # a figure of no window, which pyplot does not show a second time
        return fig, fig.add_subplot()
