"""Fingerprints that differ in few bits, among all of them in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.model import PhotoId
from storage.arrays import PhotoArrays

_WORD = (1 << 64) - 1


def fingerprints_near(photos: PhotoArrays, fingerprints: Sequence[int], bits: int, limit: int) -> dict[PhotoId, int]:
    """At most `limit` photos within `bits` of any of these, the nearest first: one pass over 8 bytes a photo each."""
    known = photos.fact("fingerprint").view(np.uint64)
    apart = np.full(len(known), 64, np.uint8)
    for fingerprint in fingerprints:
        np.minimum(apart, np.bitwise_count(known ^ np.uint64(fingerprint & _WORD)), out=apart)
    rows = np.flatnonzero(apart <= bits)
    rows = rows[np.argsort(apart[rows], kind="stable")][:limit]
    return {PhotoId(int(photos.photo_ids[row])): int(apart[row]) for row in rows}
