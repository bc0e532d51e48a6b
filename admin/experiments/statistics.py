"""Shares and medians with intervals, and whether two differ: pure functions of what people did.

The unit is the person: a person stays in one variant and searches many times, so that searches are not independent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from admin.experiments.ports import Tried as Tried

Z95 = 1.959964
"""The normal distribution's 97.5 % quantile: intervals hold 95 %."""
FEWEST_PEOPLE = 30
"""People of a variant below which nothing is said of it: a normal approximation of their number needs as many."""
RESAMPLES = 2000
MANY = 500
_SEED = 20260501


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float


def wilson(successes: float, total: float) -> Interval:
    """A share with Wilson's score interval (E. B. Wilson, JASA 22, 1927, p. 209): inside 0..1, honest near the ends."""
    if total <= 0:
        return Interval(value=0.0, low=0.0, high=1.0)
    share, z2 = successes / total, Z95**2
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = Z95 / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    return Interval(value=share, low=max(0.0, centre - half), high=min(1.0, centre + half))


def success(people: Sequence[Tried]) -> Interval:
    """The share of searches that succeeded, as Wilson's interval for as many independent searches as these are worth.

    Searches of one person resemble each other. The variance of the share over people, as of a ratio (W. G. Cochran,
    Sampling Techniques, 3rd ed. 1977, 6.3), says how many independent ones would tell as much (L. Kish's design
    effect): at most as many as there are.
    """
    searches = sum(one.searches for one in people)
    if not searches:
        return wilson(0, 0)
    share = sum(one.successes for one in people) / searches
    worth = float(searches)
    if len(people) > 1 and 0 < share < 1:
        apart = sum((one.successes - share * one.searches) ** 2 for one in people)
        variance = len(people) / (len(people) - 1) * apart / searches**2
        if variance > 0:
            worth = min(worth, share * (1 - share) / variance)
    return wilson(share * worth, worth)


def median_seconds(people: Sequence[Tried]) -> Interval | None:
    """The median of people's own medians, with the bootstrap's percentile interval (B. Efron, R. J. Tibshirani, An
    Introduction to the Bootstrap, 1993, 13.3); None where nobody opened anything."""
    medians = np.sort(np.array([median(one.seconds) for one in people if one.seconds], np.float64))
    if not len(medians):
        return None
    low, high = np.quantile(_resampled(medians), [0.025, 0.975])
    middle = float(np.median(medians))
    return Interval(value=middle, low=min(float(low), middle), high=max(float(high), middle))


def _resampled(medians: NDArray[np.float64]) -> NDArray[np.float64]:
    """Medians of RESAMPLES samples of as many, drawn from these, which are sorted.

    Of MANY, samples are not drawn one by one: which of the sorted ones is in the middle of a sample is known to follow
    a beta distribution, as the median of uniform numbers does (H. A. David, Order Statistics, 1981, 2.1).
    """
    chance, count = np.random.default_rng(_SEED), len(medians)
    if count < MANY:
        return np.asarray(np.median(medians[chance.integers(0, count, (RESAMPLES, count))], axis=1), np.float64)
    middle = chance.beta((count + 1) / 2, (count + 1) / 2, RESAMPLES)
    return medians[np.minimum((middle * count).astype(np.int64), count - 1)]


def difference(one: Interval, other: Interval) -> Interval:
    """`other` less `one`, with R. G. Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, p. 873)."""
    value = other.value - one.value
    low = value - math.hypot(other.value - other.low, one.high - one.value)
    high = value + math.hypot(other.high - other.value, one.value - one.low)
    return Interval(value=value, low=low, high=high)
