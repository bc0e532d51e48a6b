"""Photos as rows of numpy arrays: facts to filter by, the tags' postings, and the embeddings to score exactly.

Nothing here knows SQL; `storage.columns` keeps it equal to SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.model import PhotoId, PhotoState, Vectors
from engine.ports import Score
from storage.halves import Halves, cosines, whole
from storage.sketches import Sketches

Rows = NDArray[np.int32]
Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]

UNKNOWN = -1
"""In a column of counts or codes: SQL has NULL there."""
UNTIMED = np.iinfo(np.int64).min
"""Likewise, in a column of times."""
SAMPLED = 8
BLOCK = 128
"""Rows made whole at once: 256 KB of 512 dimensions, which stay in the cache of one core."""
SURE = 10
"""So many of the best must not be missed, or the first page would not be the nearest photos."""
DEVIATIONS = 4
DOUBTED_MOST = 6
"""Rows that sketches leave in doubt are scored as long as there are no more than so many times the likeliest."""
NARROWED = 8
NARROWED_LEAST = 4000
"""So many times as many rows as are wanted, and at least so many, are scored: the likeliest by their sketches. Of
200,000 photos 8 times held all of the ten best and 0.92 of the 600 best, 16 times 0.9998 of them at twice the cost."""

_NUMBERS: dict[str, tuple[Any, Callable[[Any], int]]] = {
    "published": (np.bool_, lambda row: row.state == PhotoState.PUBLISHED.value),
    "published_at": (np.int64, lambda row: _time(row.published_at)),
    "taken_at": (np.int64, lambda row: _time(row.taken_at)),
    "people_count": (np.int32, lambda row: UNKNOWN if row.people_count is None else row.people_count),
    "crowd": (np.int8, lambda row: UNKNOWN if row.crowd is None else row.crowd),
    "fingerprint": (np.int64, lambda row: row.fingerprint),
    "width": (np.int32, lambda row: row.width),
    "height": (np.int32, lambda row: row.height),
}
_CODED = ("season", "time_of_day", "weather", "colour", "place", "photographer", "licence")


def _time(value: Any) -> int:
    """Microseconds since 1970, or UNTIMED."""
    return UNTIMED if value is None else round(value.timestamp() * 1_000_000)


class PhotoArrays:
    """A photo keeps its row for ever, so rows that were handed out stay valid while others change.

    Embeddings are held as SQL holds them, so that they score as SQL's do, to the last place.
    """

    def __init__(self) -> None:
        self.count = 0
        self.photo_ids: NDArray[np.int64] = np.zeros(0, np.int64)
        self.facts: dict[str, NDArray[Any]] = {name: np.zeros(0, kind) for name, (kind, _) in _NUMBERS.items()}
        self.facts.update({name: np.zeros(0, np.int32) for name in _CODED})
        self.embedded: Mask = np.zeros(0, np.bool_)
        self._matrix: Halves = np.zeros((0, 0), np.float16)
        self._norms: Scores = np.zeros(0, np.float32)
        """What float16 left of the embeddings' length, by which their products are divided."""
        self._sketches = Sketches()
        self.tags: dict[str, Rows] = {}
        self._codes: dict[str, dict[str, int]] = {name: {} for name in _CODED}
        self._row_of: Rows = np.zeros(0, np.int32)

    def rows_of(self, photo_ids: Sequence[PhotoId]) -> Rows:
        """The row of each id, in the same order; UNKNOWN for ids that never were here."""
        ids = np.asarray(photo_ids, np.int64)
        known = (ids >= 0) & (ids < len(self._row_of))
        rows = np.full(len(ids), UNKNOWN, np.int32)
        rows[known] = self._row_of[ids[known]]
        return rows

    def code(self, column: str, value: str) -> int:
        """By which number a value is kept; one that no photo has ever had gets one that none has."""
        return self._codes[column].get(value, UNKNOWN - 1)

    def put(self, changed: Sequence[PhotoId], found: Sequence[Any]) -> None:
        """`changed` ids, and SQL's row of each that still exists (see `SqlChanges.rows`)."""
        new = [row.photo_id for row in found if self._row(row.photo_id) == UNKNOWN]
        self._append(new)
        rows = self.rows_of([row.photo_id for row in found])
        for name, (_, read) in _NUMBERS.items():
            self.facts[name][rows] = [read(row) for row in found]
        for name in _CODED:
            codes = self._codes[name]
            self.facts[name][rows] = [
                UNKNOWN if (value := getattr(row, name)) is None else codes.setdefault(value, len(codes))
                for row in found
            ]
        self._embed(rows, [row.vector for row in found])
        touched = self.rows_of(changed)
        touched = touched[touched != UNKNOWN]
        gone = np.setdiff1d(touched, rows)
        self.facts["published"][gone] = False
        self.embedded[gone] = False
        self._post(touched, rows, [(row.slugs or "").split(",") for row in found])

    def carrying(self, slugs: Iterable[str]) -> Mask:
        """Which photos carry at least one of these tags."""
        mask = np.zeros(self.count, np.bool_)
        for slug in slugs:
            mask[self.tags.get(slug, np.zeros(0, np.int32))] = True
        return mask

    def fact(self, name: str) -> NDArray[Any]:
        """One column, a value for every photo."""
        return self.facts[name][: self.count]

    def best(self, rows: Rows, vectors: Vectors, score: Score, limit: int) -> Rows:
        """The `limit` best of these rows, the best first; `rows` rise, and hold embedded ones only."""
        likely = max(NARROWED * limit, NARROWED_LEAST)
        if len(rows) > likely:
            rows, scores = self._likeliest(rows, vectors, score, likely)
        else:
            scores = score(self.cosines(rows, vectors))
        if len(rows) > limit:
            kept = np.argpartition(-scores, limit)[:limit]
            rows, scores = rows.take(kept), scores.take(kept)
        return np.asarray(rows[np.argsort(-scores, kind="stable")], np.int32)

    def cosines(self, rows: Rows, vectors: Vectors) -> Vectors:
        """Of these rows with unit vectors, shape (rows, vectors)."""
        return cosines(self._matrix, self._norms, rows, vectors)

    def _likeliest(self, rows: Rows, vectors: Vectors, score: Score, limit: int) -> tuple[Rows, Scores]:
        """About `limit` rows, and more where sketches cannot tell the very best from the rest, with their scores.

        Rows rise, so that their embeddings are read from one end of the memory to the other. How much sketches err
        shows in the rows that were scored: whatever might, by so much, belong to the SURE best is scored as well.
        """
        if len(rows) * 2 > self.count:  # comparing everything in order is cheaper than picking every other row
            guesses = score(self._sketches.cosines(range(self.count), vectors))
            guesses = guesses if len(rows) == self.count else guesses[rows]
        else:
            guesses = score(self._sketches.cosines(rows, vectors))
        least = _least_of_best(guesses, limit)
        near = np.flatnonzero(guesses >= least)
        first = rows.take(near)
        scores = score(self.cosines(first, vectors))
        errors = scores - guesses.take(near)
        # Chosen for high guesses, these rows score below them rather than above; the others know no such bias.
        doubt = np.partition(scores, -SURE)[-SURE] - max(errors.mean(), 0.0) - DEVIATIONS * errors.std()
        if doubt >= least:
            return first, scores
        lowest = max(doubt, _least_of_best(guesses, DOUBTED_MOST * limit))
        more = rows.take(np.flatnonzero((guesses >= lowest) & (guesses < least)))
        return np.concatenate([first, more]), np.concatenate([scores, score(self.cosines(more, vectors))])

    def vectors(self, rows: NDArray[np.integer]) -> Vectors:
        """Unit again, whatever the halving took from them."""
        found = whole(self._matrix.take(rows, axis=0))
        found /= self._norms[rows][:, None]
        return found

    def _row(self, photo_id: PhotoId) -> int:
        return int(self._row_of[photo_id]) if photo_id < len(self._row_of) else UNKNOWN

    def _append(self, photo_ids: Sequence[PhotoId]) -> None:
        if not photo_ids:
            return
        first, self.count = self.count, self.count + len(photo_ids)
        if self.count > len(self.photo_ids):
            self._grow(self.count + max(1024, self.count // 4))
        self.photo_ids[first : self.count] = photo_ids
        highest = max(photo_ids)
        if highest >= len(self._row_of):
            longer = np.full(highest + max(1024, highest // 4), UNKNOWN, np.int32)
            longer[: len(self._row_of)] = self._row_of
            self._row_of = longer
        self._row_of[np.asarray(photo_ids, np.int64)] = np.arange(first, self.count, dtype=np.int32)

    def _grow(self, capacity: int) -> None:
        """Room that is not yet used costs no memory: the system hands pages out when they are written."""
        self.photo_ids = _longer(self.photo_ids, capacity)
        self.embedded = _longer(self.embedded, capacity)
        self._matrix = _longer(self._matrix, capacity)
        self._norms = _longer(self._norms, capacity)
        self._sketches.grow(capacity)
        self.facts = {name: _longer(values, capacity) for name, values in self.facts.items()}

    def _embed(self, rows: Rows, blobs: Sequence[bytes | None]) -> None:
        width = self._matrix.shape[1] or max((len(blob) // 2 for blob in blobs if blob), default=0)
        if width and not self._matrix.shape[1]:
            self._matrix = np.zeros((len(self.photo_ids), width), np.float16)
        fitting = np.array([blob is not None and len(blob) == 2 * width for blob in blobs], np.bool_)
        self.embedded[rows] = fitting
        if fitting.any():
            joined = b"".join(blob for blob, fits in zip(blobs, fitting, strict=True) if fits and blob is not None)
            halves = np.frombuffer(joined, np.float16).reshape(-1, width)
            vectors = whole(halves)
            norms = np.maximum(np.linalg.norm(vectors, axis=1), 1e-12)
            self._matrix[rows[fitting]], self._norms[rows[fitting]] = halves, norms
            self._sketch(rows[fitting], vectors / norms[:, None])

    def _sketch(self, rows: Rows, vectors: Vectors) -> None:
        if not self._sketches.is_outgrown(self.count):
            self._sketches.put(rows, vectors)
            return
        every = np.flatnonzero(self.embedded[: self.count])
        self._sketches.fit(self.vectors(self._sketches.sampled(every)), self.count)
        for first in range(0, len(every), BLOCK):
            part = every[first : first + BLOCK]
            self._sketches.put(part, self.vectors(part))

    def _post(self, touched: Rows, rows: Rows, carried: Sequence[Sequence[str]]) -> None:
        stale = np.zeros(self.count, np.bool_)
        stale[touched] = True
        fresh: dict[str, list[int]] = {}
        for row, slugs in zip(rows.tolist(), carried, strict=True):
            for slug in slugs:
                fresh.setdefault(slug, []).append(row)
        fresh.pop("", None)
        kept = {slug: old[~stale[old]] for slug, old in self.tags.items()}
        self.tags = {
            slug: np.concatenate([kept.get(slug, np.zeros(0, np.int32)), np.array(fresh.get(slug, ()), np.int32)])
            for slug in kept.keys() | fresh.keys()
        }


def _least_of_best(scores: Scores, count: int) -> float:
    """The score of about the `count`th best of more than SAMPLED, told from every SAMPLED-th one; -inf for all of them.

    Some ten times quicker than finding the count's very last one, which nobody asks for.
    """
    some = scores[::SAMPLED]
    place = len(some) - count // SAMPLED - 1
    return float(np.partition(some, place)[place]) if place > 0 else -np.inf


def _longer(values: NDArray[Any], capacity: int) -> NDArray[Any]:
    longer = np.zeros((capacity, *values.shape[1:]), values.dtype)
    longer[: len(values)] = values
    return longer
