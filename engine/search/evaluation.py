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


def reciprocal_rank(relevant: Relevant) -> float:
    """One over the rank of the first relevant one; 0 when there is none. Its mean over queries is the MRR."""
    places = np.flatnonzero(relevant)
    return 1 / (int(places[0]) + 1) if len(places) else 0.0
