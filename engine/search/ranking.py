"""Scores, bands and their order: pure functions from cosines to a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.model import Band, PhotoId, Ranked, Reason, Vector

FOUND_LIMIT = 500
"""Exact and close hits beyond this many are not kept: nobody pages through 55 sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One thing asked for, as a direction in the encoder's space, with the cosines at which bands begin.

    `exact_at` > `close_at`, both in -1..1, belong to the encoder and to the kind of clause: words meet pictures
    at lower cosines than pictures meet pictures.
    """

    vector: Vector
    exact_at: float
    close_at: float
    reason: Reason

    def confidence(self, cosine: float) -> float:
        """Linear in the cosine: 0 where the close band begins, 1 where the exact band begins; no upper bound."""
        return (cosine - self.close_at) / (self.exact_at - self.close_at)


def band_of(confidence: float) -> Band:
    """Exact from 1, close from 0, far below."""
    if confidence >= 1:
        return Band.EXACT
    return Band.CLOSE if confidence >= 0 else Band.FAR


def rank(clauses: Sequence[Clause], candidates: Mapping[PhotoId, Vector]) -> list[Ranked]:
    """Candidates in falling order of score; equal scores in order of id, so that a ranking is reproducible.

    With several clauses a photo is only as sure as its weakest one: the band is the least confident clause's,
    and the order is band first, then the mean confidence. Each confidence is capped in that mean, for otherwise a
    near-copy of a sample would outrank every photo that also satisfies the words.
    """
    if not candidates or not clauses:
        return []
    photo_ids = list(candidates)
    vectors = np.stack([candidates[photo_id] for photo_id in photo_ids])
    cosines = vectors @ np.stack([clause.vector for clause in clauses]).T
    ranked = []
    for photo_id, row in zip(photo_ids, cosines, strict=True):
        confidences = [clause.confidence(float(cosine)) for clause, cosine in zip(clauses, row, strict=True)]
        cap = 1.5 if len(clauses) > 1 else float("inf")
        score = sum(min(confidence, cap) for confidence in confidences) / len(confidences)
        ranked.append(Ranked(photo_id=photo_id, score=score, band=band_of(min(confidences)), reason=clauses[0].reason))
    order = {Band.EXACT: 0, Band.CLOSE: 1, Band.FAR: 2}
    return sorted(ranked, key=lambda hit: (order[hit.band], -hit.score, hit.photo_id))


def keep(ranked: Sequence[Ranked], page_size: int) -> tuple[Ranked, ...]:
    """What a search keeps: the found, and far ones only to fill the last page (one page when nothing is found).

    `ranked` is sorted by band. So a nonsense query still shows the nearest photos, under an honest heading, and a
    good one does not end in a tail of everything else.
    """
    found = [hit for hit in ranked if hit.band is not Band.FAR][:FOUND_LIMIT]
    far = [hit for hit in ranked if hit.band is Band.FAR]
    room = page_size if not found else -len(found) % page_size
    return tuple(found + far[:room])
