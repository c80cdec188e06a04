"""How far a run is: a bar in a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterable
from typing import Any

from tqdm import tqdm

WIDEST = 70  # characters of what is told beside the bar
BAR = "{desc}{percentage:3.0f} %|{bar}| {n_fmt} of {total_fmt} ended, {remaining} left{postfix}"


class Progress:
    """Tell of reports as they begin and end; in a terminal with a bar under what was told."""

    def __init__(self, total: int) -> None:
        self._failed = 0
        self._bar = tqdm(total=total, bar_format=BAR, disable=not sys.stderr.isatty(), leave=False)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: Any) -> None:
        self._bar.close()

    def at_work(self, names: Iterable[str]) -> None:
        """Show which reports are being made."""
        failed = f"{self._failed} failed; " if self._failed else ""
        self._bar.set_postfix_str(f"{failed}at work: {', '.join(names)}"[:WIDEST])

    def ended(self, line: str, failed: bool) -> None:
        """Tell what became of a report."""
        self._failed += failed
        tqdm.write(line, file=sys.stdout)
        sys.stdout.flush()
        self._bar.update()
