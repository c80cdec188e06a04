"""Count how the figures for one thing meet, from sorted ends: no pair is made.

What is counted is what :func:`analysis.comparing.pairs.compare_pairs` would say of each pair.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.pairs import open_sides


class Tally(NamedTuple):
    """How many pairs of figures of different speakers there are, and how they meet."""

    pairs: int = 0
    differ: int = 0
    same: int = 0
    overlap: int = 0

    @property
    def meet(self) -> int:
        """Return how many pairs meet in any way."""
        return self.pairs - self.differ

    @property
    def intersect(self) -> bool:
        """Return whether each agrees with each, so that what all of them share can be told."""
        return self.same + self.overlap == self.pairs


def tally(claims: pd.DataFrame) -> Tally:
    """Return how the figures of one estimand meet; those of one speaker are no pair.

    >>> claims = pd.DataFrame({"speaker_id": ["a", "b", "c"], "hedge": "bare",
    ...     "interval_low": [10.0, 10.0, 12.0], "interval_high": [10.0, 10.0, 12.0],
    ...     "printed_low": [10.0, 10.0, 12.0], "printed_high": [10.0, 10.0, 12.0]})
    >>> tally(claims)
    Tally(pairs=3, differ=2, same=1, overlap=0)
    """
    total = np.array(_tally(claims))
    for _, own in claims[claims.duplicated("speaker_id", keep=False)].groupby("speaker_id"):
        total -= np.array(_tally(own))
    return Tally(*total.tolist())


def _tally(claims: pd.DataFrame) -> tuple[int, int, int, int]:
    low, high = claims["interval_low"].to_numpy(), claims["interval_high"].to_numpy()
    differ = int(np.searchsorted(np.sort(high), low, side="left").sum())
    says = claims.groupby(["printed_low", "printed_high", "hedge"])["hedge"].size()
    closed = ~np.logical_or(*open_sides(claims))
    alike = claims[closed].groupby(["printed_low", "printed_high", "hedge"])["hedge"].size()
    overlap = _pairs(closed.sum()) - _separate(low[closed], high[closed])
    same = int(_pairs(says.to_numpy()).sum())
    return int(_pairs(len(claims))), differ, same, int(overlap - _pairs(alike.to_numpy()).sum())


def _pairs(number):
    return number * (number - 1) // 2


def _separate(low: np.ndarray, high: np.ndarray) -> int:
    """Return how many pairs of closed intervals share nothing, or an end at most.

    A range is taken without its ends and a number as it is: then only what shares more meets.
    """
    inner = (low < high).astype(int)
    lows, highs = (np.rec.fromarrays([ends, side]) for ends, side in ((low, inner), (high, -inner)))
    _, place = np.unique(np.concatenate([lows, highs]), return_inverse=True)
    starts, ends = place[: len(low)], place[len(low) :]
    return int(np.searchsorted(np.sort(ends), starts, side="left").sum())
