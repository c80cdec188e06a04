"""Count how the figures of one estimand meet, by sorting, without making their pairs."""

from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from reported_figures.comparing.pairs import open_sides


class Ends(NamedTuple):
    """What a tally needs of figures, as arrays: who says it, its interval, and what is alike."""

    speaker: np.ndarray
    low: np.ndarray
    high: np.ndarray
    says: np.ndarray
    closed: np.ndarray

    def take(self, rows: np.ndarray) -> "Ends":
        """Return the same of some of the rows."""
        return Ends(*(column[rows] for column in self))


class Tally(NamedTuple):
    """How many pairs of figures of different speakers there are, and how they meet."""

    pairs: int = 0
    differ: int = 0
    same: int = 0
    overlap: int = 0

    @property
    def intersect(self) -> bool:
        """Return whether each agrees with each, so that what all of them share can be told."""
        return self.same + self.overlap == self.pairs


def ends_of(figures: pd.DataFrame) -> Ends:
    """Return what a tally needs of figures with an interval."""
    alike = figures.groupby(["printed_low", "printed_high", "hedge"], dropna=False, sort=False)
    low, high = (figures[name].to_numpy() for name in ("interval_low", "interval_high"))
    speaker = pd.factorize(figures["speaker_id"])[0]
    closed = ~np.logical_or(*open_sides(figures))
    return Ends(speaker, low, high, alike.ngroup().to_numpy(), closed)


def tally(ends: Ends) -> Tally:
    """Return how the figures of one estimand meet; those of one speaker are no pair.

    >>> bare = np.array([10.0, 10.0, 12.0])
    >>> tally(Ends(np.arange(3), bare, bare, np.array([0, 0, 1]), np.ones(3, bool)))
    Tally(pairs=3, differ=2, same=1, overlap=0)
    """
    if len(ends.low) < 2:
        return Tally()
    total = _tally(ends)
    for speaker, figures in Counter(ends.speaker.tolist()).items():
        if figures > 1:
            total = total - _tally(ends.take(ends.speaker == speaker))
    return Tally(*total.tolist())


def _tally(ends: Ends) -> np.ndarray:
    """Return pairs, those that differ, that are the same and that overlap, whoever says it."""
    differ = np.searchsorted(np.sort(ends.high), ends.low, side="left").sum()
    low, high = ends.low[ends.closed], ends.high[ends.closed]
    overlap = _pairs(len(low)) - _separate(low, high) - _alike(ends.says[ends.closed])
    return np.array([_pairs(len(ends.low)), differ, _alike(ends.says), overlap], dtype="int64")


def _pairs(number):
    return number * (number - 1) // 2


def _alike(says: np.ndarray) -> int:
    return sum(map(_pairs, Counter(says.tolist()).values()))


def _separate(low: np.ndarray, high: np.ndarray) -> int:
    """Return how many pairs of closed intervals share nothing, or an end at most.

    Two numbers that are alike share all that they have.
    """
    touching = np.searchsorted(np.sort(high), low, side="right").sum()
    points = Counter(low[low == high].tolist())
    return int(touching) - sum(figures**2 for figures in points.values())
