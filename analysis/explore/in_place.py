"""Outputs that change where they stand: they are a cell's own outputs, and stay in its file.

No output is cleared or added later, so that a notebook without a live front end is as any other.
"""

from collections.abc import Callable
from uuid import uuid4

from analysis import display
from analysis.display import BLANK, Output
from analysis.explore.found import Found


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
