"""Steps that follow a choice: each is shown in its place, and one worker draws them all."""

import threading
import time
from collections.abc import Callable
from uuid import uuid4

from reported_figures.controls.found import Found
from reported_figures.limits import PAUSE
from reported_figures.showing import display
from reported_figures.showing.display import BLANK, Output


class InPlace:
    """What one step shows, drawn by a function of what was found.

    ``on`` is the frame of what was found on which alone it depends; blank is all of it.
    """

    def __init__(self, draw: Callable[[Found], None], found: Found, on: str = "") -> None:
        """Show the step for the first time."""
        from IPython.display import display as show

        self._draw, self.on = draw, on
        self._found: Found | None = found
        self.shown = self._outputs(found)
        self._places = [uuid4().hex for _ in self.shown]
        for (forms, metadata), place in zip(self.shown, self._places, strict=True):
            show(forms, raw=True, metadata=metadata, display_id=place)

    def update(self, found: Found) -> None:
        """Show the step anew; what is as it was is left alone, and what is missing goes blank.

        Refused with ``ValueError``: more outputs than at first, as there is no place for them.
        """
        if self._stays(found):
            return
        outputs = self._outputs(found)
        if len(outputs) > len(self._places):
            raise ValueError(
                f"it has {len(outputs)} outputs, and first had {len(self._places)}; let it show "
                "as many for each choice"
            )
        self._put(outputs)
        self._found = found

    def fail(self, words: str) -> None:
        """Show what went wrong in place of all that the step had shown: that was another choice."""
        with display.kept() as outputs:
            display.note(words)
        self._put(outputs[: len(self._places)])
        self._found = None

    def _put(self, outputs: list[Output]) -> None:
        from IPython.display import update_display

        outputs = outputs + [BLANK] * (len(self._places) - len(outputs))
        for old, new, place in zip(self.shown, outputs, self._places, strict=True):
            if new != old:
                update_display(new[0], raw=True, metadata=new[1], display_id=place)
        self.shown = outputs

    def _stays(self, found: Found) -> bool:
        """Say whether the frame that the step depends on is as it was."""
        if not self.on or self._found is None:
            return False
        return getattr(found, self.on).equals(getattr(self._found, self.on))

    def _outputs(self, found: Found) -> list[Output]:
        with display.kept() as outputs:
            self._draw(found)
        return outputs


class Steps:
    """The steps of a notebook, and the newest of what was found, which they are to show.

    A front end hands over changes in several threads, and faster than a chart is drawn. So one
    worker alone draws, once no other choice has come for a moment; what is no longer the newest
    then is never drawn.
    """

    def __init__(self, found: Found, tell: Callable[[str], None]) -> None:
        """Start at what was found; ``tell`` is given the words for a step that fails."""
        self.found = self._shown = found
        self._tell = tell
        self._by_name: dict[str, InPlace] = {}
        self._turn, self._drawing = threading.RLock(), threading.Lock()
        self._worker: threading.Thread | None = None

    def add(self, name: str, draw: Callable[[Found], None], on: str) -> None:
        """Show a step for the first time, in place of an earlier one of its name."""
        with self._drawing:
            self._by_name[name] = InPlace(draw, self.found, on)

    def shown(self, name: str) -> list[Output]:
        """Return the outputs that a step shows now."""
        return self._by_name[name].shown

    def follow(self, found: Found) -> None:
        """Let the steps show what was found, and return before they do."""
        with self._turn:
            self.found = found
            if not self._busy():
                self._worker = threading.Thread(target=self._work, daemon=True)
                self._worker.start()

    def settle(self) -> None:
        """Wait until each step shows what was found last."""
        while worker := self._busy():
            worker.join()

    def _busy(self) -> threading.Thread | None:
        """Return the worker, if there is one and no fault has ended it."""
        with self._turn:
            return self._worker if self._worker and self._worker.is_alive() else None

    def _work(self) -> None:
        """Bring the steps up to date until there is nothing newer, and end."""
        while found := self._newest():
            time.sleep(PAUSE)
            steps = self._in_order()
            while steps and self.found is found:
                self._update(*steps.pop(0), found)
            if not steps:
                self._shown = found

    def _newest(self) -> Found | None:
        """Return what is to be shown; where all is shown, nothing, and the worker is done."""
        with self._turn:
            if self._shown is self.found:
                self._worker = None
                return None
            return self.found

    def _in_order(self) -> list[tuple[str, InPlace]]:
        """Return the steps; what follows one frame alone comes last.

        So all that is in words need not wait for a picture.
        """
        with self._drawing:
            return sorted(self._by_name.items(), key=lambda named: named[1].on != "")

    def _update(self, name: str, step: InPlace, found: Found) -> None:
        """Bring a step up to date; one that fails must not pass for the new choice."""
        with self._drawing:
            try:
                step.update(found)
            except Exception as error:  # noqa: BLE001  a worker's error would be shown nowhere
                words = f"{name} could not follow this choice: {error}"
                step.fail(words)
                self._tell(words)
