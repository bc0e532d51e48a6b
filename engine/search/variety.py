"""A good first page: near-duplicates behind one of them, then pictures that differ; pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.model import Band, PhotoId, Ranked
from engine.search.candidates import Candidates

SAME_BITS = 6
"""Fingerprints of one frame saved twice, or of the next frame of a burst, differ in no more of their 64 bits."""
PLAIN_BITS = 6
"""A fingerprint with fewer bits set, or unset, is that of a plain surface and says nothing."""
SAME_COSINE = 0.95
"""Embeddings of similar frames are at least so near: another subject before the same wall has the same bits."""

POOL = 3
"""The first page is chosen from so many times as many hits."""
SAMENESS = 0.15
"""How much confidence it costs a hit to look exactly like one that is already on the page."""


def collapse(ranked: Sequence[Ranked], candidates: Candidates, fingerprints: Mapping[PhotoId, int]) -> list[Ranked]:
    """Every photo once: in a place of its own, or behind the best ranked one that it is a near-duplicate of.

    Both signals must agree, fingerprint and embedding. A photo without either stands for itself.
    """
    embedded = frozenset(candidates.photo_ids)
    known = [hit.photo_id for hit in ranked if hit.photo_id in embedded and hit.photo_id in fingerprints]
    bits = np.array([fingerprints[photo_id] & _ALL for photo_id in known], np.uint64)
    telling = np.abs(np.bitwise_count(bits).astype(np.int64) - 32) <= 32 - PLAIN_BITS
    comparable, bits = [known[row] for row in np.flatnonzero(telling).tolist()], bits[telling]
    if not comparable:
        return list(ranked)
    some = [row for row, others in enumerate(_others(bits)) if others]  # the rest need no embeddings compared
    if not some:
        return list(ranked)
    comparable, bits = [comparable[row] for row in some], bits[some]
    near = np.bitwise_count(bits[:, None] ^ bits[None, :]) <= SAME_BITS
    matrix = candidates.vectors(comparable)
    before = np.tril(near & (matrix @ matrix.T >= SAME_COSINE), -1)
    alike = {comparable[row]: np.flatnonzero(before[row]).tolist() for row in np.flatnonzero(before.any(axis=1))}
    kept: list[Ranked] = []
    behind: dict[PhotoId, list[PhotoId]] = {}
    for hit in ranked:
        others = [comparable[row] for row in alike.get(hit.photo_id, ())]
        first = next((other for other in others if other in behind), None)
        if first is not None:
            behind[first].append(hit.photo_id)
            continue
        kept.append(hit)
        behind[hit.photo_id] = []
    return [hit._replace(similar=tuple(others)) if (others := behind[hit.photo_id]) else hit for hit in kept]


def diversify(ranked: Sequence[Ranked], candidates: Candidates, page_size: int) -> list[Ranked]:
    """The same hits, the first page reordered: each next one is the best of those that are not yet like the page.

    Maximal marginal relevance (Carbonell & Goldstein, 1998) over the first POOL pages, but only among hits of the same
    band and reason, so that nothing sure is passed by something that merely differs.
    """
    first = ranked[0] if ranked else None
    embedded = frozenset(candidates.photo_ids)
    pool = []
    for hit in ranked[: POOL * page_size]:
        if first is None or (hit.band, hit.reason) != (first.band, first.reason) or hit.photo_id not in embedded:
            break
        pool.append(hit)
    if len(pool) <= 2 or first is None or first.band is Band.FAR:
        return list(ranked)
    matrix = candidates.vectors([hit.photo_id for hit in pool])
    likeness = matrix @ matrix.T
    scores = np.array([hit.score for hit in pool])
    chosen = [0]
    left = list(range(1, len(pool)))
    while left and len(chosen) < page_size:
        gains = scores[left] - SAMENESS * np.maximum(likeness[np.ix_(left, chosen)].max(axis=1), 0)
        chosen.append(left.pop(int(gains.argmax())))
    return [pool[row] for row in [*chosen, *left]] + list(ranked[len(pool) :])


def _others(bits: NDArray[np.uint64]) -> list[int]:
    """How many others have fingerprints like each one; a part at a time, which stays in the cache."""
    counts: list[int] = []
    for first in range(0, len(bits), _AT_ONCE):
        apart = np.bitwise_count(bits[first : first + _AT_ONCE, None] ^ bits[None, :])
        counts += (np.count_nonzero(apart <= SAME_BITS, axis=1) - 1).tolist()
    return counts


_AT_ONCE = 64
_ALL = (1 << 64) - 1


def says_something(fingerprint: int) -> bool:
    return PLAIN_BITS <= (fingerprint & _ALL).bit_count() <= 64 - PLAIN_BITS
