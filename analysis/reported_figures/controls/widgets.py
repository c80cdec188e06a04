"""The controls: each one is a parameter of the notebooks, and the outputs follow them at once.

They stand beside what they change if there is room, else above it. Texts of a ledger enter them as
labels of boxes and as options of lists alone: the browser shows both as they are, neither as markup
nor as mathematics.
"""

import gc
import threading
from collections.abc import Callable
from dataclasses import asdict
from types import SimpleNamespace

from ipywidgets import (
    HTML,
    Button,
    Checkbox,
    Dropdown,
    GridBox,
    HBox,
    Layout,
    SelectionSlider,
    Textarea,
    VBox,
)
from ipywidgets.widgets import Widget

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
from reported_figures.showing import display
from reported_figures.showing.lettering import shorten

ALL_DAYS = ("all days", "")
VIEW = "application/vnd.jupyter.widget-view+json"
LABELS = {
    "since": "Reported from",
    "as_of": "Reported by",
    "rule_set": "Hedges read by",
    "vague_set": "Vague words by",
    "group_by": "Grouped by",
    "split_by_status": "Compare only within one status",
}
ROOM = {"sources": "1 1 17rem", "quantities": "2 1 26rem"}  # side by side, or below one another
COLUMNS = "repeat(auto-fit, minmax(min(17rem, 100%), 1fr))"
GAP = "6px 12px"
CLASS = "figure-controls"
AREA, OUTPUT = f".jp-OutputArea:has(> * .{CLASS})", f".jp-OutputArea-child:has(.{CLASS})"
# the outputs of the cell stand beside its controls; a label that is too long goes on in a second
# line, and a day is never cut
STYLE = f"""<style>
.jp-Cell-outputWrapper:has(.{CLASS}) {{container-type: inline-size}}
@container (min-width: 50rem) {{
  {AREA} {{display: grid; grid-template-columns: minmax(19rem, 2fr) minmax(0, 3fr);
    column-gap: 16px; align-items: start}}
  {AREA} > * {{grid-column: 2}}
  {AREA} > {OUTPUT} {{grid-column: 1; grid-row: 1 / span 99}}
}}
.figure-ticks .widget-label-basic {{white-space: normal; line-height: 1.25; height: auto;
  align-self: center; padding-left: 21px; text-indent: -21px}}
.{CLASS} .widget-readout {{flex: none; min-width: 10ch; max-width: none; overflow: visible}}
</style>"""
INSTEAD = (
    "Controls stand here once this cell has run in JupyterLab. What is chosen is said below, and "
    "all that comes after it follows that choice."
)


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
        from IPython.display import display as show_forms

        box = _arranged(self.by_name, self.buttons, self.told)
        with display.kept() as outputs:
            display.note(INSTEAD)
        [(forms, _)] = outputs
        show_forms({VIEW: box._repr_mimebundle_()[VIEW], **forms}, raw=True)

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
    rules, vague = rule_sets(ledger), vague_sets(ledger)
    return {
        "since": _day([ALL_DAYS, *stops]),
        "as_of": _day([*stops, ALL_DAYS]),
        "rule_set": Dropdown(options=_options(rules, rules)),
        "vague_set": Dropdown(options=_options([name or "not at all" for name in vague], vague)),
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


def _arranged(controls: dict[str, Widget], buttons: list[Widget], told: Widget) -> VBox:
    """Return the controls as one box: two lists, the others below them, and the buttons."""
    for name, label in LABELS.items():
        controls[name].description = label
        controls[name].style.description_width = "0" if name == "split_by_status" else "7.5rem"
        controls[name].layout.width = "auto"
    for name, room in ROOM.items():
        controls[name].layout.flex = room
    for button in buttons:
        button.layout.width = "auto"
    told.style.description_width = "min-content"  # its label on top: all of the width is its own
    told.layout = Layout(width="auto", height="auto", flex_flow="column", align_items="stretch")
    wrapped = {"flex_flow": "row wrap", "grid_gap": GAP}
    lists = HBox([controls[name] for name in ROOM], layout=Layout(**wrapped))
    others = GridBox([controls[name] for name in LABELS],
                     layout=Layout(grid_template_columns=COLUMNS, grid_gap=GAP))  # fmt: skip
    below = HBox(buttons, layout=Layout(**wrapped))
    style = HTML(STYLE, layout=Layout(display="none"))
    box = VBox([lists, others, below, told, style], layout=Layout(grid_gap=GAP))
    return box.add_class(CLASS)
