"""A list of boxes to tick, with a search above it where it is long.

Texts of a ledger enter it as labels of boxes alone: the browser shows them as they are, neither as
markup nor as mathematics, and their tooltips too.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from ipywidgets import Button, Checkbox, HBox, Label, Layout, Text, VBox
from ipywidgets.widgets.widget_bool import CheckboxStyle
from traitlets import Tuple

from reported_figures.limits import MOST_TICKS, MOST_UNSEARCHED

FRAME = {"border": "1px solid var(--jp-border-color1, #bdbdbd)", "padding": "4px 6px"}
ROW = {"width": "auto", "height": "auto", "min_height": "24px", "margin": "0", "flex": "0 0 auto"}
MATHS = re.compile(r"\\|\$.*\$", re.DOTALL)  # what may be read as mathematics


class Ticks(VBox):
    """Boxes to tick under a heading; ``value`` has the names of those ticked, in the order given.

    Options are a label and a name each. They are listed as given, or by the alphabet.
    """

    value = Tuple()

    def __init__(
        self, heading: str, options: list[tuple[str, str]], *, alphabetical: bool = False
    ) -> None:
        self.boxes = {name: _box(label) for label, name in options}
        self._turn, self._setting = threading.RLock(), False  # changes come in several threads
        for box in self.boxes.values():
            box.observe(self._ticked, "value")
        in_order = sorted(options, key=lambda one: by_alphabet(one[0])) if alphabetical else options
        self._in_order = [(label.casefold(), self.boxes[name]) for label, name in in_order]
        frame = Layout(max_height=f"{24 * MOST_TICKS:.0f}px", overflow="hidden auto", **FRAME)
        self.listed = VBox([box for _, box in self._in_order], layout=frame)
        tools = [self._tools()] if len(options) > MOST_UNSEARCHED else []
        super().__init__([Label(heading), *tools, self.listed])
        self.add_class("figure-ticks")
        self.observe(self._set, "value")

    def _tools(self) -> HBox:
        """Return a field to search in, and buttons that tick what it lists."""
        self.search = Text(placeholder="Search", description="Search", layout=Layout(flex="1 1 0"))
        self.search.style.description_width = "auto"
        self.search.observe(lambda change: self.list_those_with(change.new), "value")
        self.all = Button(description="All", tooltip="Tick all that are listed")
        self.none = Button(description="None", tooltip="Tick none of those that are listed")
        for button, on in ((self.all, True), (self.none, False)):
            button.layout = Layout(width="auto", flex="none")
            button.on_click(lambda _, on=on: self.tick_listed(on=on))
        return HBox([self.search, self.all, self.none])

    def list_those_with(self, words: str) -> None:
        """List the boxes whose labels have each of some words in them."""
        small = words.casefold().split()
        found = [box for label, box in self._in_order if all(word in label for word in small)]
        self.listed.children = found or [Label("No label has these words.")]

    def tick_listed(self, *, on: bool) -> None:
        """Tick what is listed, or none of it; what a search has left out stays as it is."""
        listed = self.listed.children
        with self._turn:
            self.value = tuple(
                name for name, box in self.boxes.items() if (on if box in listed else box.value)
            )

    def _ticked(self, _) -> None:
        """Let the value follow the boxes, of which one more may be ticked by now."""
        with self._following() as first:
            if first:
                self.value = tuple(name for name, box in self.boxes.items() if box.value)

    def _set(self, _) -> None:
        """Let the boxes follow the value."""
        with self._following() as first:
            if first:
                for name, box in self.boxes.items():
                    box.value = name in self.value

    @contextmanager
    def _following(self) -> Iterator[bool]:
        """Say whether a change is a reader's own, and not the one that follows it."""
        with self._turn:
            first, self._setting = not self._setting, True
            try:
                yield first
            finally:
                self._setting = not first


def _box(label: str) -> Checkbox:
    style = CheckboxStyle(description_width="0")
    return Checkbox(description=_as_it_is(label), indent=False, layout=Layout(**ROW), style=style)


def _as_it_is(label: str) -> str:
    r"""Return a label that shows its text: the front end looks for mathematics in it.

    >>> _as_it_is("US$60bn"), _as_it_is("$60 or $61"), _as_it_is(r"\(x\)")
    ('US$60bn', '\\$60 or \\$61', '\\\\(x\\\\)')
    """
    return re.sub(r"[\\$]", r"\\\g<0>", label) if MATHS.search(label) else label


def by_alphabet(label: str) -> list[str | int]:
    """Return what to sort a label by: small or with an accent alike, and numbers by their size.

    >>> sorted(["ministry 10", "Zürich", "Émile", "ministry 9"], key=by_alphabet)
    ['Émile', 'ministry 9', 'ministry 10', 'Zürich']
    """
    plain = unicodedata.normalize("NFKD", label.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", plain)]
