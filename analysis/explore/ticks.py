"""A list of boxes to tick: Tab goes through them and Space ticks, in JupyterLab too.

JupyterLab takes the arrow keys of a list of several choices for its own; those of a slider and of a
drop-down list that is open, and Space on a box, it leaves alone.
"""

from ipywidgets import HTML, Checkbox, Label, Layout, VBox
from ipywidgets.widgets.widget_bool import CheckboxStyle
from traitlets import Tuple

from analysis.limits import MOST_TICKS
from analysis.table_forms import NO_MATHS, escape

FRAME = {"border": "1px solid var(--jp-border-color1, #bdbdbd)", "padding": "4px 6px"}
WRAP = (  # a label that is too long goes on in a second line
    "<style>.figure-ticks .widget-label-basic {white-space: normal; line-height: 1.25; "
    "height: auto; align-self: center; padding-left: 21px; text-indent: -21px}</style>"
)


class Ticks(VBox):
    """Boxes to tick under a heading; ``value`` has the names of those ticked, in their order."""

    value = Tuple()

    def __init__(self, heading: str, options: list[tuple[str, str]]) -> None:
        row = Layout(width="auto", height="auto", min_height="24px", margin="0", flex="0 0 auto")
        style = CheckboxStyle(description_width="0")
        self.boxes = {
            name: Checkbox(description=_as_it_is(label), description_allow_html=True,
                           tooltip=label, indent=False, layout=row, style=style)
            for label, name in options
        }  # fmt: skip
        self._ticking = False
        for box in self.boxes.values():
            box.observe(self._ticked, "value")
        high = f"{24 * MOST_TICKS:.0f}px"
        frame = VBox([*self.boxes.values()],
                     layout=Layout(max_height=high, overflow="hidden auto", **FRAME))  # fmt: skip
        super().__init__([Label(heading), frame, HTML(WRAP, layout=Layout(display="none"))])
        self.add_class("figure-ticks")
        self.observe(self._tick, "value")

    def _ticked(self, _) -> None:
        if not self._ticking:
            self.value = tuple(name for name, box in self.boxes.items() if box.value)

    def _tick(self, _) -> None:
        self._ticking = True
        try:
            for name, box in self.boxes.items():
                box.value = name in self.value
        finally:
            self._ticking = False


def _as_it_is(label: str) -> str:
    """Return a label that shows its text: the front end looks for mathematics in a plain one.

    >>> _as_it_is("<b>10,000</b>")
    '<span class="mathjax_ignore">&lt;b&gt;10,000&lt;/b&gt;</span>'
    """
    return f'<span class="{NO_MATHS}">{escape(label)}</span>'
