"""How the controls stand on the page: side by side where there is room, else one below another."""

from collections.abc import Callable
from uuid import uuid4

from ipywidgets import GridBox, HBox, Layout, VBox
from ipywidgets.widgets import Widget

from reported_figures.controls.found import Found
from reported_figures.showing import display
from reported_figures.showing.display import BLANK, Output

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
COLUMNS = "repeat(auto-fit, minmax(17rem, 1fr))"
GAP = "6px 12px"
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
    return VBox([lists, others, below, told], layout=Layout(grid_gap=GAP))


def show(box: VBox) -> None:
    """Show the controls, with a note for a page that cannot show them."""
    from IPython.display import display as show_forms

    with display.kept() as outputs:
        display.note(INSTEAD)
    [(forms, _)] = outputs
    show_forms({VIEW: box._repr_mimebundle_()[VIEW], **forms}, raw=True)


class InPlace:
    """What one step shows, drawn by a function of what was found.

    ``on`` is the frame of what was found on which alone it depends; blank is all of it.
    """

    def __init__(self, draw: Callable[[Found], None], found: Found, on: str = "") -> None:
        """Show the step for the first time."""
        from IPython.display import display as show

        self._draw, self.on, self._found = draw, on, found
        self.shown = self._outputs(found)
        self._places = [uuid4().hex for _ in self.shown]
        for (forms, metadata), place in zip(self.shown, self._places, strict=True):
            show(forms, raw=True, metadata=metadata, display_id=place)

    def update(self, found: Found) -> None:
        """Show the step anew; what is as it was is left alone, and what is missing goes blank.

        Refused with ``ValueError``: more outputs than at first, as there is no place for them.
        """
        from IPython.display import update_display

        if self._stays(found):
            return
        outputs = self._outputs(found)
        if len(outputs) > len(self._places):
            raise ValueError(
                f"it has {len(outputs)} outputs, and first had {len(self._places)}; let it show "
                "as many for each choice"
            )
        outputs += [BLANK] * (len(self._places) - len(outputs))
        for old, new, place in zip(self.shown, outputs, self._places, strict=True):
            if new != old:
                update_display(new[0], raw=True, metadata=new[1], display_id=place)
        self.shown, self._found = outputs, found

    def _stays(self, found: Found) -> bool:
        """Say whether the frame that the step depends on is as it was."""
        if not self.on:
            return False
        return getattr(found, self.on).equals(getattr(self._found, self.on))

    def _outputs(self, found: Found) -> list[Output]:
        with display.kept() as outputs:
            self._draw(found)
        return outputs
