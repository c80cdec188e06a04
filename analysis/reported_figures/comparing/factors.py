"""Fit a factor for each source on a logarithmic scale, bounds as bounds, with its interval.

Rows of the matrices are things that several sources number, in the order of days; columns are
sources.
"""

from math import sqrt
from statistics import NormalDist

import numpy as np

COVERAGE = 0.9  # of the interval of a factor
_NORMAL = NormalDist()
_ROBUST = 1.5  # standard deviations from which on a residual weighs less (Huber 1964)
_STEPS = 30  # of the fit, which has settled after a dozen
BLOCKS = 12  # of neighbouring estimands, which stand or fall together: 4,096 ways to turn them
_FEWEST_BLOCKS = 5


def jackknife(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the sources' effects, and how far the interval of each reaches to either side."""
    (middle, level), estimands = _fit(*numbers), numbers.shape[1]
    apart = numbers[0] - level - middle
    each = [resemblance(series[np.isfinite(series)]) for series in apart.T]
    alike = float(np.quantile(each, 0.75))
    blocks = min(BLOCKS, max(_FEWEST_BLOCKS, int(estimands / max(3.0, block_of(alike)))))
    without = [
        _against_others(_fit(*np.delete(numbers, block, axis=1))[0])
        for block in np.array_split(np.arange(estimands), blocks)
    ]
    moved = np.array(without) - np.mean(without, axis=0)
    error = np.sqrt((blocks - 1) / blocks * (moved**2).sum(axis=0))
    error /= sqrt(_seen_by_blocks(alike, estimands / blocks))
    return _against_others(middle), _student(blocks - 1) * error


def _seen_by_blocks(alike: float, length: float) -> float:
    """Return the part of a mean's variance that shows between blocks of a first-order series."""
    return 1 - 2 * alike * (1 - alike**length) / (length * (1 - alike**2))


def _against_others(effects: np.ndarray) -> np.ndarray:
    """Return each source's effect less the mean of the others'."""
    others = max(1, len(effects) - 1)
    return effects - (effects.sum() - effects) / others


def _student(freedom: float) -> float:
    """Return the quantile of Student's t for the interval (Cornish-Fisher; Fisher 1925)."""
    z = _NORMAL.inv_cdf((1 + COVERAGE) / 2)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def _fit(point: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each source's effect and each estimand's level, the columns and rows of logarithms.

    A bound is filled with the mean of a normal distribution on its open side (the EM step of a
    censored regression, Tobin 1958); outliers weigh less (Huber 1964).
    """
    known, told = np.isfinite(point), ~np.isnan(low)
    bound = told & ~known
    values = np.where(known, point, np.where(np.isfinite(low), low, high))
    values = np.where(told, values, 0.0)
    effects, weights = np.zeros(point.shape[1]), told.astype(float)
    for _ in range(_STEPS):
        level = _mean(weights * (values - effects), weights, axis=1)[:, None]
        effects = _mean(weights * (values - level), weights, axis=0)
        effects -= effects.mean()
        expected = level + effects
        apart = np.abs(values - expected)
        spread = max(1.4826 * float(np.median(apart[known])) if known.any() else 1.0, 1e-9)
        weights = told * np.minimum(1, _ROBUST * spread / np.maximum(apart, 1e-12))
        if bound.any():
            values[bound] = _within(expected[bound], spread, low[bound], high[bound])
    return effects, level


def _mean(weighted: np.ndarray, weights: np.ndarray, axis: int) -> np.ndarray:
    total = weights.sum(axis=axis)
    return weighted.sum(axis=axis) / np.where(total, total, 1.0)


def _within(expected: np.ndarray, spread: float, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the mean of a normal distribution between bounds, of which either may be open."""
    a, b = (np.clip((end - expected) / spread, -8, 8) for end in (low, high))
    mass = np.maximum(_below(b) - _below(a), 1e-12)
    return np.clip(expected + spread * (_density(a) - _density(b)) / mass, low, high)


def _below(z: np.ndarray) -> np.ndarray:
    return np.array([_NORMAL.cdf(value) for value in z])


def _density(z: np.ndarray) -> np.ndarray:
    return np.exp(-(z**2) / 2) / sqrt(2 * np.pi)


def resemblance(series: np.ndarray) -> float:
    """Return how much the values of a series resemble their neighbours: 0 not at all, 1 wholly.

    Its first autocorrelation, corrected for its small-sample bias (Kendall 1954), and one standard
    error more where it is larger than that.
    """
    n = len(series)
    apart = series - series.mean() if n else series
    if n < 3 or not np.any(apart):
        return 0.0
    first = float((apart[1:] * apart[:-1]).sum() / (apart**2).sum())
    error = 1 / sqrt(n)
    first += (1 + 3 * first) / n + (error if first > error else 0.0)
    return min(max(0.0, first), 0.9)


def block_of(resemblance: float) -> float:
    """Return how long a block of neighbours has to be to be nearly independent of the next."""
    return ((1 + resemblance) / (1 - resemblance)) ** 1.5
