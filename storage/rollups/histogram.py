"""Durations in buckets that grow by a tenth, so that percentiles of any days can be had of their counts.

The middle of a bucket differs from what is in it by less than 5 % (√1.1 − 1).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

GROWTH = 1.1
LARGEST = 200
"""The bucket of everything from 1.1^200 ms, half a century, on."""


def bucket_of(milliseconds: float) -> int:
    """From 0; anything below a millisecond is counted as one."""
    return min(LARGEST, int(math.log(max(1.0, milliseconds)) / math.log(GROWTH) + 1e-9))


def percentile(buckets: Mapping[int, int], share: float) -> float | None:
    """The value that `share` (0..1) of all do not exceed, by nearest rank; None of nothing."""
    rank = max(1, math.ceil(share * sum(buckets.values()) - 1e-9))
    for bucket in sorted(buckets):
        rank -= buckets[bucket]
        if rank <= 0:
            return float(GROWTH ** (bucket + 0.5))
    return None
