"""The controls: each one is a parameter of the notebooks, and the outputs follow them at once.

Texts of a ledger enter them as labels of boxes and as options of lists alone: the browser shows
both as they are, neither as markup nor as mathematics.
"""

import gc
import threading
from collections.abc import Callable
from dataclasses import asdict
from types import SimpleNamespace

from ipywidgets import Button, Checkbox, Dropdown, SelectionSlider, Textarea

from reported_figures.controls import layout
from reported_figures.controls.choice import (
    Choice,
    SavingError,
    choice_of,
    papermill_command,
    save_rows,
)
from reported_figures.controls.following import Steps
from reported_figures.controls.found import Found
from reported_figures.controls.ticks import Ticks
from reported_figures.formats import count_of, told_apart
from reported_figures.ledger import Ledger
from reported_figures.ledger.parameters import GROUPINGS, days_with_news, rule_sets, vague_sets
from reported_figures.limits import LONGEST_OPTION
from reported_figures.showing.lettering import shorten

ALL_DAYS = ("all days", "")


class Controls:
    """Controls over a ledger, set to what the parameters chose, and the steps that follow them."""

    def __init__(self, ledger: Ledger, chosen: SimpleNamespace, ledger_path: str = "") -> None:
        self.start = Found(ledger, choice_of(chosen, ledger))
        self.by_name = _widgets(ledger, self.start.choice)
        self.told = Textarea(description="Result", placeholder="What a button does.", rows=3)
        self._ledger_path, self._held = ledger_path, False
        self._turn = threading.RLock()  # JupyterLab has changes handled in several threads at once
        self._steps = Steps(self.start, lambda words: setattr(self.told, "value", words))
        self._set(self.start.choice)
        for control in self.by_name.values():
            control.observe(self._follow, "value")
        gc.collect()
        gc.freeze()  # else Python looks through all modules now and then, in 0.1 s of a change
        self.buttons = [_button(*named) for named in self._actions().items()]

    def _actions(self) -> dict[str, Callable]:
        return {
            "Write as a papermill command": self.write_command,
            "Save the rows as CSV": self.save,
            "Back to the start": self.reset,
        }

    def show(self) -> None:
        """Show the controls; without a live front end a note stands in their place."""
        layout.show(layout.arrange(self.by_name, self.buttons, self.told))

    def follow(self, draw: Callable[[Found], None]) -> Callable[[Found], None]:
        """Show a step, and show it again in place whenever the choice changes.

        The step is a function of what was found, and shows it with the helpers of ``display``. Run
        again, it takes the place of the step of its name.
        """
        return self.follow_frame("")(draw)

    def follow_frame(self, name: str) -> Callable:
        """Let a step follow one frame of what was found, and nothing else: a chart takes its time.

        See also :meth:`follow`.
        """

        def decorate(draw: Callable[[Found], None]) -> Callable[[Found], None]:
            self._steps.add(draw.__name__, draw, name)
            return draw

        return decorate

    def shown(self, step: str) -> list[dict]:
        """Return the outputs that a step shows now, as their forms by type."""
        return [bundle for bundle, _ in self._steps.shown(step)]

    def settle(self) -> None:
        """Wait until each step shows what is chosen: the page follows in a thread of its own."""
        self._steps.settle()

    @property
    def found(self) -> Found:
        """Return what was found for what the controls are set to."""
        return self._steps.found

    @property
    def choice(self) -> Choice:
        """Return what the controls are set to."""
        return Choice(**{name: control.value for name, control in self.by_name.items()})

    def reset(self, _=None) -> None:
        """Go back to what the parameters chose."""
        self._set(self.start.choice)
        self.told.value = "Back at the choice of the parameters."

    def write_command(self, _=None) -> None:
        """Write the choice as a command for papermill."""
        self.told.value = papermill_command(self.choice, self._ledger_path)

    def save(self, _=None) -> None:
        """Save the selected rows beside the notebook, and say where."""
        try:
            path = save_rows(self.found.figures)
            self.told.value = f"Saved {count_of(len(self.found.figures), 'row')} as {path}"
        except SavingError as error:
            self.told.value = str(error)

    def _set(self, choice: Choice) -> None:
        """Set all controls, and let the steps follow once."""
        with self._turn:
            self._held = True
            try:
                for name, value in asdict(choice).items():
                    self.by_name[name].value = value
            finally:
                self._held = False
            self._follow()

    def _follow(self, _=None) -> None:
        """Let the steps follow a new choice."""
        with self._turn:
            if self._held or self.choice == self.found.choice:
                return
            self.told.value = ""
            self._steps.follow(Found(self.start.ledger, self.choice))


def _widgets(ledger: Ledger, start: Choice) -> dict:
    """Return a control for each field of a choice, by its name."""
    sources, quantities = ledger.sources, ledger.quantities
    days = sorted({*days_with_news(ledger), *filter(None, [start.since, start.as_of])})
    stops = [(day, day) for day in days]
    vague = [(name or "not at all", name) for name in vague_sets(ledger)]
    return {
        "since": _day([ALL_DAYS, *stops]),
        "as_of": _day([*stops, ALL_DAYS]),
        "rule_set": Dropdown(options=_options(rule_sets(ledger), rule_sets(ledger))),
        "vague_set": Dropdown(
            options=[(shorten(label, LONGEST_OPTION), name) for label, name in vague]
        ),
        "sources": Ticks(
            "Sources (none ticked: all)",
            _options(sources["name"], sources["source_id"]),
            alphabetical=True,
        ),
        "quantities": Ticks(
            "Quantities (none ticked: all)",
            _options(quantities["label"], quantities["quantity_id"]),
        ),
        "group_by": Dropdown(options=GROUPINGS),
        "split_by_status": Checkbox(indent=False),
    }


def _button(words: str, act: Callable) -> Button:
    button = Button(description=words)
    button.on_click(act)
    return button


def _options(labels, values) -> list[tuple[str, str]]:
    """Return the options of a list: what it shows of each, and what it stands for."""
    shown = told_apart((shorten(label, LONGEST_OPTION) for label in labels), values)
    return list(zip(shown, values, strict=True))


def _day(stops: list[tuple[str, str]]) -> SelectionSlider | Dropdown:
    """Return a slider over days, with all of them at an end; without a day there is no choice."""
    if len(stops) == 1:
        return Dropdown(options=[("no day is given", "")], disabled=True)
    return SelectionSlider(options=stops, value="", continuous_update=False)
