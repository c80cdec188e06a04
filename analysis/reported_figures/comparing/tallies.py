"""Count how the figures of one estimand meet, by sorting, without making their pairs."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from reported_figures.comparing.pairs import open_sides

NOBODY = np.array([], int)  # row numbers of no figure


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
    """How many pairs of figures of different speakers there are, and how they meet.

    Numbers of one estimand, or an array of one for each.
    """

    pairs: int | np.ndarray
    differ: int | np.ndarray
    same: int | np.ndarray
    overlap: int | np.ndarray

    @property
    def intersect(self) -> bool | np.ndarray:
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
        return Tally(0, 0, 0, 0)
    each = tally_each(ends, np.zeros(len(ends.low), "int64"), 1)
    return Tally(*(int(number[0]) for number in each))


def tally_each(ends: Ends, group: np.ndarray, groups: int) -> Tally:
    """Return the same of several estimands at once; ``group`` numbers that of each figure."""
    total = _tally(ends, group, groups)
    voices = int(ends.speaker.max(initial=0)) + 1
    own, code, figures = np.unique(
        group * voices + ends.speaker, return_inverse=True, return_counts=True
    )
    several = figures[code] > 1
    if several.any():
        within = _tally(ends.take(several), code[several], len(own))
        total -= np.array([np.bincount(own // voices, row, groups) for row in within], "int64")
    return Tally(*total)


def _tally(ends: Ends, group: np.ndarray, groups: int) -> np.ndarray:
    """Return pairs, those that differ, that are the same and that overlap, whoever says it."""
    closed = ends.take(ends.closed)
    of = group[ends.closed]
    differ = _beyond(ends, group, groups, "left")
    apart = _beyond(closed, of, groups, "right") - _points(closed, of, groups)
    overlap = _pairs(np.bincount(of, minlength=groups)) - apart - _alike(closed, of, groups)
    pairs = _pairs(np.bincount(group, minlength=groups))
    return np.array([pairs, differ, _alike(ends, group, groups), overlap], dtype="int64")


def _pairs(number):
    return number * (number - 1) // 2


def _beyond(ends: Ends, group: np.ndarray, groups: int, side: str) -> np.ndarray:
    """Return how often an interval ends below the begin of another: at it, too, for "right"."""
    values, rank = np.unique(np.concatenate([ends.low, ends.high]), return_inverse=True)
    begin = group * len(values)
    low, high = (begin + ranks for ranks in np.split(rank, 2))
    high = np.sort(high)
    below = np.searchsorted(high, low, side) - np.searchsorted(high, begin)
    return np.bincount(group, below, groups)


def _alike(ends: Ends, group: np.ndarray, groups: int) -> np.ndarray:
    """Return how many pairs print the same with the same hedge."""
    kinds = int(ends.says.max(initial=0)) + 1
    both, figures = np.unique(group * kinds + ends.says, return_counts=True)
    return np.bincount(both // kinds, _pairs(figures), groups)


def _points(ends: Ends, group: np.ndarray, groups: int) -> np.ndarray:
    """Return how often a number ends where one that is alike, or itself, begins.

    Two numbers that are alike share all that they have.
    """
    point = ends.low == ends.high
    values, rank = np.unique(ends.low[point], return_inverse=True)
    both, figures = np.unique(group[point] * len(values) + rank, return_counts=True)
    return np.bincount(both // max(len(values), 1), figures**2, groups)
