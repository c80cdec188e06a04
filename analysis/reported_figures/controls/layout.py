"""How the controls stand on the page: beside what they change if there is room, else above it."""

from ipywidgets import HTML, GridBox, HBox, Layout, VBox
from ipywidgets.widgets import Widget

from reported_figures.showing import display

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


def arrange(controls: dict[str, Widget], buttons: list[Widget], told: Widget) -> VBox:
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


def show(box: VBox) -> None:
    """Show the controls, with a note for a page that cannot show them."""
    from IPython.display import display as show_forms

    with display.kept() as outputs:
        display.note(INSTEAD)
    [(forms, _)] = outputs
    show_forms({VIEW: box._repr_mimebundle_()[VIEW], **forms}, raw=True)
