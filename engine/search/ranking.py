"""Scores, bands and their order: pure functions from cosines and what is written to a ranking."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.model import Band, PhotoId, Ranked, Reason, Vector
from engine.search.candidates import Candidates
from engine.search.written import Written

FOUND_LIMIT = 500
"""Exact and close hits beyond this many are not kept: nobody pages through 55 sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much confidence texts give a photo beside its picture: `written` when all that the words ask for is written
    about it, a part its share; `said` when its captions and tags say, in the encoder's space, just what the words do.

    Measured by `photobank evaluate` with the bundled encoder on the demo bank, 480 photos, 122 graded queries and 64 of
    nonsense, nDCG@10. In the sparse bank each tag and each caption is there with a chance of 0.4, and no facts are.

    | what is on record | written 0.5, said 0.3 | 1, 0 | 1, 0.15 | 1, 0.3 | 1, 0.5 | 1.5, 0.3 |
    |---|---|---|---|---|---|---|
    | captions, tags and facts | 0.994 | 0.994 | 0.994 | 0.994 | 0.994 | 0.995 |
    | captions only | 0.824 | 0.824 | 0.825 | 0.825 | 0.828 | 0.825 |
    | sparse captions and tags | 0.905 | 0.904 | 0.904 | 0.906 | 0.905 | 0.897 |

    More than 1 answers more nonsense. What `said` gives is within chance here (in the sparse bank +0.002, 95 % of
    resamplings from -0.004 to +0.009): what this small encoder makes of captions, their words tell already. It is for
    encoders that read whole languages, where a caption says the same in other words.

    `said` moves a photo only inside the band that its picture has, for texts meet texts at cosines that tell nothing
    of whether a photo was found: the nearest caption to a nonsense query lies at 0.72, in the middle, and at 0.30 one
    that a sensible query is about. Used across bands it answered a quarter of the nonsense instead of a sixth, and one
    vector made of picture and texts lost the sparse bank 0.009 to 0.038.

    `unheard` is what it costs a likeness that none of the words asked for is one the encoder has learned, a part of
    them its share (`engine.search.hearing`); whole languages cost nothing. Of 64 texts of nonsense 11 found something
    close before the encoder's words were known, 4 at a cost of 0 or 1, 1 at 2, and no sensible query lost its
    answer. Of 32 held-out queries with an unheard word the hits are true to 0.85, 0.91, 0.96, 0.98 at a cost of 0, 1,
    2, 3, which leave 32, 32, 31, 28 of them an answer by looks.
    """

    written: float = 1.0
    said: float = 0.3
    unheard: float = 2.0


WEIGHTS = Weights()

_PLACES = 5
"""Of a score, so that a search is kept in few letters, and read as it was found."""
_CAP = 1.5
"""Of each confidence where there are several."""
_ALMOST_EXACT = 0.999
_ALMOST_CLOSE = -0.001
_BANDS = (Band.EXACT, Band.CLOSE, Band.FAR)
_ORDER = {band: place for place, band in enumerate(_BANDS)}
_REASONS = tuple(Reason)


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
    heard: float = 1.0
    """Which share of its words the encoder has learned, 0..1."""
    unheard_costs: float = 0.0
    """Confidence, where it has learned none of them."""

    def sure(self, cosines: NDArray[np.floating]) -> NDArray[np.float64]:
        """Linear in the cosine: 0 where the close band begins, 1 where the exact band begins; no upper bound.

        What the encoder never heard of is no evidence: with some of the words unheard nothing is exact by its looks,
        with all of them nothing is close. The order stays as it is.
        """
        confidences = (np.asarray(cosines, np.float64) - self.close_at) / (self.exact_at - self.close_at)
        if self.heard == 1:
            return confidences
        return _below(confidences - self.unheard_costs * (1 - self.heard), 1.0 if self.heard else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against a photo beside the clauses.

    `written` tells how much of the words is written about each photo, None where the words say nothing that could be.
    `said` are embeddings of what captions and tags say about the best candidates.
    `fulfilled` says that conditions already hold everything the words ask for. `against` are directions to keep away
    from.
    """

    written: Written | None = None
    said: Mapping[PhotoId, Vector] = field(default_factory=dict)
    fulfilled: bool = False
    against: tuple[Clause, ...] = ()
    weights: Weights = WEIGHTS


NO_EVIDENCE = Evidence()


def _below(confidences: NDArray[np.float64], limit: float) -> NDArray[np.float64]:
    """Rising with the confidences, which stay as they are up to a half below the limit and never reach it."""
    above = np.maximum(confidences - limit + 1, 0.5)
    return np.where(above > 0.5, limit - 0.25 / above, confidences)


def band_of(confidence: float) -> Band:
    """Exact from 1, close from 0, far below."""
    if confidence >= 1:
        return Band.EXACT
    return Band.CLOSE if confidence >= 0 else Band.FAR


def rank(clauses: Sequence[Clause], candidates: Candidates, evidence: Evidence = NO_EVIDENCE) -> list[Ranked]:
    """Candidates in falling order of band, then of whether the words are wholly written, then of score, then by id.

    With several clauses a photo is only as sure as its weakest one: the band is the least confident clause's,
    and the order is band first, then the mean confidence. Each confidence is capped in that mean, for otherwise a
    near-copy of a sample would outrank every photo that also satisfies the words.

    What captions and tags say moves a photo inside its band. What is written lifts the words' clause:
    all of it to the exact band and before every photo that only looks right; a part of it by its weight, but never
    to the exact band. What a photo has of a direction against it is
    taken off every confidence, and a photo that is surely what was denied is no candidate at all.
    """
    photo_ids = candidates.photo_ids
    if not photo_ids or not clauses:
        return []
    every = _confidences((*clauses, *evidence.against), candidates)
    confidences, denied = every[:, : len(clauses)], every[:, len(clauses) :].max(axis=1, initial=-np.inf)
    anywhere, tagged = _written(photo_ids, evidence)
    for column, clause in enumerate(clauses):
        if clause.reason is not Reason.LOOKS:
            meant = _meant(confidences[:, column], clause, photo_ids, evidence)
            confidences[:, column] = _lifted(meant, anywhere, evidence.weights.written)
    confidences -= np.maximum(denied, 0)[:, None]
    capped = np.minimum(confidences, _CAP) if len(clauses) > 1 else confidences
    scores, weakest = capped.mean(axis=1), confidences.min(axis=1)
    bands = np.where(weakest >= 1, 0, np.where(weakest >= 0, 1, 2))
    order = np.lexsort((np.asarray(photo_ids), -scores, anywhere != 1, bands))
    order = order[denied[order] < 1]
    reasons = _reasons(clauses, evidence, anywhere, tagged)
    return list(
        map(
            Ranked,
            [photo_ids[row] for row in order.tolist()],
            np.round(scores[order], _PLACES).tolist(),
            [_BANDS[band] for band in bands[order].tolist()],
            [_REASONS[reason] for reason in reasons[order].tolist()],
        )
    )


def in_order(photo_ids: Sequence[PhotoId]) -> list[Ranked]:
    """Photos of which nothing was asked but conditions: all of them are sure, and their order stays."""
    return [Ranked(photo_id=photo_id, score=1.0, band=Band.EXACT, reason=Reason.TAGS) for photo_id in photo_ids]


def undenied(photo_ids: Sequence[PhotoId], candidates: Candidates, against: Sequence[Clause]) -> list[PhotoId]:
    """Those that are not surely what was denied, in their order, the doubtful ones last."""
    if not against or not candidates.photo_ids:
        return list(photo_ids)
    surest = _confidences(against, candidates).max(axis=1)
    sure = dict(zip(candidates.photo_ids, surest.tolist(), strict=True))
    left = [photo_id for photo_id in photo_ids if sure.get(photo_id, 0.0) < 1]
    return sorted(left, key=lambda photo_id: sure.get(photo_id, 0.0) > 0)


def reordered(ranked: Sequence[Ranked], by: Mapping[PhotoId, float]) -> list[Ranked]:
    """The highest first within each band; bands stay where they are, and equal ones keep their order."""
    return sorted(ranked, key=lambda hit: (_ORDER[hit.band], -by.get(hit.photo_id, 0.0)))


def keep(ranked: Sequence[Ranked], page_size: int) -> tuple[Ranked, ...]:
    """What a search keeps: the found, and far ones only to fill the last page (one page when nothing is found).

    `ranked` is sorted by band. So a nonsense query still shows the nearest photos, under an honest heading, and a
    good one does not end in a tail of everything else.
    """
    found = found_of(ranked)
    far = ranked[len(found) :]
    found = found[:FOUND_LIMIT]
    room = page_size if not found else -len(found) % page_size
    return (*found, *far[:room])


def found_of(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The exact and close ones, which stand before the far ones."""
    return ranked[: bisect_left(ranked, _ORDER[Band.FAR], key=lambda hit: _ORDER[hit.band])]


def found_count(ranked: Sequence[Ranked]) -> int:
    """How many photos are exact or close, those behind others counted."""
    found = found_of(ranked)
    return len(found) + sum([len(hit.similar) for hit in found if hit.similar])


def _confidences(clauses: Sequence[Clause], candidates: Candidates) -> NDArray[np.float64]:
    """Shape (photos, clauses)."""
    cosines = candidates.cosines(np.stack([clause.vector for clause in clauses]))
    return np.stack([clause.sure(column) for clause, column in zip(clauses, cosines.T, strict=True)], axis=1)


def _written(photo_ids: Sequence[PhotoId], evidence: Evidence) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much of the words is written about each photo, anywhere and in tags and facts alone; 0..1."""
    if evidence.written is None:
        share = np.full(len(photo_ids), float(evidence.fulfilled))
        return share, share
    return evidence.written.of(photo_ids)


def _meant(
    confidences: NDArray[np.float64], clause: Clause, photo_ids: Sequence[PhotoId], evidence: Evidence
) -> NDArray[np.float64]:
    """Moved by how near what is said about a photo lies to the clause, and held inside the band of its picture."""
    said = evidence.said
    rows = [row for row, photo_id in enumerate(photo_ids) if photo_id in said]
    if not rows:
        return confidences
    moved = confidences.copy()
    moved[rows] += evidence.weights.said * (np.stack([said[photo_ids[row]] for row in rows]) @ clause.vector)
    inside = np.where(confidences < 0, np.minimum(moved, _ALMOST_CLOSE), np.clip(moved, 0, _ALMOST_EXACT))
    return np.where(confidences >= 1, np.maximum(moved, 1), inside)


def _lifted(confidences: NDArray[np.float64], written: NDArray[np.float64], weight: float) -> NDArray[np.float64]:
    lifted = confidences + weight * written
    partly = np.where(confidences >= 1, lifted, np.minimum(lifted, _ALMOST_EXACT))
    return np.where(written == 1, np.maximum(lifted, 1), partly)


def _reasons(
    clauses: Sequence[Clause], evidence: Evidence, anywhere: NDArray[np.float64], tagged: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Tags where they hold everything that the words ask for, words where anything is written, else looks.

    Shape (photos,), places in _REASONS.
    """
    if all(clause.reason is Reason.LOOKS for clause in clauses):
        return np.full(len(anywhere), _REASONS.index(Reason.LOOKS))
    if evidence.written is None and not evidence.fulfilled:
        return np.full(len(anywhere), _REASONS.index(clauses[0].reason))
    words = np.where(anywhere > 0, _REASONS.index(Reason.WORDS), _REASONS.index(Reason.LOOKS))
    return np.where(tagged == 1, _REASONS.index(Reason.TAGS), words)
