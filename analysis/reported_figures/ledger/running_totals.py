"""Find what does not fit in one source's running total: new starts, and figures out of line.

Nothing here needs pandas: the check of a ledger looks for slips, too.
"""

import math
from typing import NamedTuple


class Step(NamedTuple):
    """One figure of a series, as read: the number lies between ``low`` and ``high``.

    ``start`` is the day from which it counts, in days since 1970, ``nan`` where unknown.
    """

    figure_id: str
    low: float
    high: float
    start: float = math.nan


def stretches(steps: list[Step]) -> list[list[Step]]:
    """Return a series in stretches that count from one start; an unknown start goes on.

    >>> [len(part) for part in stretches([Step("a", 9, 9, 0), Step("b", 1, 1, 5)])]
    [1, 1]
    """
    found: list[list[Step]] = []
    start = math.nan
    for step in steps:
        new = math.isfinite(step.start) and math.isfinite(start) and step.start != start
        if new or not found:
            found.append([])
        found[-1].append(step)
        start = step.start if math.isfinite(step.start) else start
    return found


def out_of_line(steps: list[Step]) -> dict[str, str]:
    """Return the figures that are out of line, each with all of which one must be.

    At each fall it is the figure before it, or the one that falls, if what is left does not fall
    without it, and something follows. Where neither is, the source lowered its number.

    >>> numbers = [100, 110, 1200, 120, 130]
    >>> out_of_line([Step(f"d{n}", number, number) for n, number in enumerate(numbers)])
    {'d2': ''}
    """
    found: dict[str, str] = {}
    kept: list[Step] = []
    for place, step in enumerate(steps):
        if kept and step.high < kept[-1].low and place + 1 < len(steps):
            follows = steps[place + 1]
            peak = len(kept) > 1 and kept[-2].low <= step.high
            dip = kept[-1].low <= follows.high
            one_of = [kept[-1].figure_id] * peak + [step.figure_id] * dip
            both = ", ".join(one_of) if len(one_of) > 1 else ""
            found |= dict.fromkeys(one_of, both)
            if peak:
                kept.pop()
            if dip:
                continue
        kept.append(step)
    return found
