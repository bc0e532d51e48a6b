"""How good a ranking is, by relevance judged beforehand: plain functions of numpy arrays.

Every function takes `relevant`, shape (n,): whether the document at each rank, the best first, is relevant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Relevant = NDArray[np.bool_]


def precision_at(relevant: Relevant, k: int) -> float:
    """Share of relevant ones among the first k, 0..1; ranks that are not filled count as not relevant."""
    return float(relevant[:k].sum()) / k


def recall_at(relevant: Relevant, k: int) -> float:
    """Share of all relevant ones that are among the first k, 0..1; 0 when nothing is relevant."""
    total = int(relevant.sum())
    return float(relevant[:k].sum()) / total if total else 0.0


def ndcg_at(relevant: Relevant, k: int) -> float:
    """Discounted gain of the first k by 1/log2(rank + 1), over that of the best order; 0 when nothing is relevant.

    Järvelin & Kekäläinen, 2002, "Cumulated gain-based evaluation of IR techniques", with gains 0 and 1.
    """
    discounts = 1 / np.log2(np.arange(2, k + 2))
    ideal = float(discounts[: int(relevant.sum())].sum())
    first = relevant[:k]
    return float((first * discounts[: len(first)]).sum()) / ideal if ideal else 0.0


def recall_of_room_at(relevant: Relevant, total: int, k: int) -> float:
    """Share of the first k places, or of all `total` relevant ones where they are fewer, that relevant ones take; 0..1.

    Plain recall at 1 of a query with forty relevant photos could be 0.025 at most, and says little.
    """
    room = min(k, total)
    return float(relevant[:k].sum()) / room if room else 0.0


def graded_ndcg_at(gains: NDArray[np.float64], every: NDArray[np.float64], k: int) -> float:
    """As `ndcg_at`, with graded gains: `gains` by rank, `every` gain there is in any order; 0 when there is none."""
    discounts = 1 / np.log2(np.arange(2, k + 2))
    best = np.sort(every)[::-1][:k]
    ideal = float((best * discounts[: len(best)]).sum())
    first = gains[:k]
    return float((first * discounts[: len(first)]).sum()) / ideal if ideal else 0.0


def bootstrapped(differences: NDArray[np.float64], resamples: int = 10_000) -> tuple[float, float, float]:
    """The mean of paired differences, and the interval that holds 95 % of its resampled values.

    Queries are resampled with replacement, in pairs: Efron & Tibshirani, 1993, "An Introduction to the Bootstrap",
    chapter 13 (percentile intervals).
    """
    if not len(differences):
        return 0.0, 0.0, 0.0
    chance = np.random.default_rng(1)
    means = differences[chance.integers(0, len(differences), (resamples, len(differences)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(differences.mean()), float(low), float(high)


def reciprocal_rank(relevant: Relevant) -> float:
    """One over the rank of the first relevant one; 0 when there is none. Its mean over queries is the MRR."""
    places = np.flatnonzero(relevant)
    return 1 / (int(places[0]) + 1) if len(places) else 0.0
