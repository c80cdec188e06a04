"""How the controls stand on the page: side by side where there is room, else one below another."""

from IPython.display import display as show_forms
from ipywidgets import HBox, Label, VBox
from ipywidgets.widgets import Widget

from analysis import display

VIEW = "application/vnd.jupyter.widget-view+json"
LABELS = {
    "sources": "Sources",
    "quantities": "Quantities",
    "as_of": "Reported by",
    "rule_set": "Hedges read by",
    "vague_set": "Vague words",
    "group_by": "Grouped by",
    "split_by_status": "Compare figures of one quantity only within one status",
}
LISTS = ("sources", "quantities")
HINT = "In a list, none marked is all of them; hold Ctrl or Shift to mark several."
INSTEAD = (
    "Controls stand here once this cell has run in JupyterLab. What is chosen is said below, and "
    "all that comes after it follows that choice."
)
LABEL = "7.5rem"
LIST_ROWS = 8
NARROW, WIDE = "16rem", "22rem"  # below this width a column goes under the other


def arrange(controls: dict[str, Widget], buttons: list[Widget], told: Widget) -> VBox:
    """Return the controls as one box: the lists beside the others, the buttons below."""
    for name, control in controls.items():
        control.description = LABELS[name]
        control.style.description_width = "0" if name == "split_by_status" else LABEL
        control.layout.width = "auto"
    for name in LISTS:
        controls[name].rows = LIST_ROWS
        controls[name].layout.height = "auto"
    for button in buttons:
        button.layout.width = "auto"
    told.style.description_width = LABEL
    told.layout.width = "auto"
    lists = VBox([*(controls[name] for name in LISTS), Label(HINT)])
    others = VBox([control for name, control in controls.items() if name not in LISTS])
    lists.layout.flex, others.layout.flex = f"2 1 {WIDE}", f"1 1 {NARROW}"
    rows = [HBox([lists, others]), HBox(buttons)]
    for row in rows:
        row.layout.flex_flow = "row wrap"
    return VBox([*rows, told])


def show(box: VBox) -> None:
    """Show the controls, with a note for a page that cannot show them."""
    with display.kept() as outputs:
        display.note(INSTEAD)
    [(forms, _)] = outputs
    show_forms({VIEW: box._repr_mimebundle_()[VIEW], **forms}, raw=True)
