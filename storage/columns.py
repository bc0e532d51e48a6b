"""Photos in memory, kept equal to SQL: facts to filter by and embeddings to score, without a statement a photo."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from engine.blocking import Worker
from engine.filters import Conditions
from engine.model import PhotoId, Vector, Vectors
from engine.ports import Score, Work
from storage.arrays import UNKNOWN, UNTIMED, Mask, PhotoArrays, Rows
from storage.masks import passing
from storage.near import fingerprints_near
from storage.work import SqlWork

KEPT = 8
"""Conditions whose photos are remembered until anything changes: whoever refines a search asks for the same ones again,
and most ask for all; 5 bytes a photo each."""
_PAGE = 250
"""Photos read at once: building their rows holds the event loop for some ten milliseconds (`benchmarks.loop`)."""


@dataclass(frozen=True, kw_only=True)
class EmbeddedPhotos:
    """Implements Candidates."""

    photos: PhotoArrays
    photo_ids: list[PhotoId]
    rows: Rows

    def cosines(self, asked: Vectors) -> Vectors:
        return self.photos.cosines(self.rows, asked)

    def vectors(self, photo_ids: Sequence[PhotoId]) -> Vectors:
        return self.photos.vectors(self.photos.rows_of(photo_ids))


@dataclass(frozen=True, kw_only=True)
class AllowedPhotos:
    """Implements the Allowed port. Photos keep their rows, so it stays valid while the columns follow SQL."""

    photos: PhotoArrays
    worker: Worker
    mask: Mask
    embedded_count: int
    count: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", int(np.count_nonzero(self.mask)))

    @property
    def share(self) -> float:
        return min(self.count / self.embedded_count, 1.0) if self.embedded_count else 0.0

    def among(self, photo_ids: Sequence[PhotoId]) -> list[PhotoId]:
        rows = self.photos.rows_of(photo_ids)
        known = (rows != UNKNOWN) & (rows < len(self.mask))
        passed = known & self.mask[np.where(known, rows, 0)] if len(self.mask) else known
        return [photo_id for photo_id, passes in zip(photo_ids, passed, strict=True) if passes]

    def newest(self, limit: int) -> list[PhotoId]:
        rows = np.flatnonzero(self.mask)
        order = np.lexsort((-self.photos.photo_ids[rows], -self.photos.fact("published_at")[rows]))[:limit]
        return [PhotoId(photo_id) for photo_id in self.photos.photo_ids[rows[order]].tolist()]

    async def best(self, vectors: Vectors, score: Score, limit: int) -> list[PhotoId]:
        if not len(self._rows):
            return []
        found = await self.worker.run(self.photos.best, self._rows, vectors, score, limit)
        return [PhotoId(photo_id) for photo_id in self.photos.photo_ids[found].tolist()]

    @cached_property
    def _rows(self) -> Rows:
        return np.flatnonzero(self.mask & self.photos.embedded[: len(self.mask)]).astype(np.int32)

    def candidates(self, photo_ids: Sequence[PhotoId]) -> EmbeddedPhotos:
        ids, rows = self._known(photo_ids)
        embedded = self.photos.embedded[rows]
        if not embedded.all():
            ids, rows = [photo_id for photo_id, has in zip(ids, embedded, strict=True) if has], rows[embedded]
        return EmbeddedPhotos(photos=self.photos, photo_ids=ids, rows=rows)

    def fingerprints(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, int]:
        ids, rows = self._known(photo_ids)
        return dict(zip(ids, self.photos.fact("fingerprint")[rows].tolist(), strict=True))

    def published_times(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, float]:
        ids, rows = self._known(photo_ids)
        times = self.photos.fact("published_at")[rows].tolist()
        return {photo_id: at / 1_000_000 for photo_id, at in zip(ids, times, strict=True) if at != UNTIMED}

    def _known(self, photo_ids: Sequence[PhotoId]) -> tuple[list[PhotoId], Rows]:
        rows = self.photos.rows_of(photo_ids)
        known = rows != UNKNOWN
        if known.all():
            return list(photo_ids), rows
        return [photo_id for photo_id, is_known in zip(photo_ids, known, strict=True) if is_known], rows[known]


class PhotoColumns:
    """Implements the Columns port for one encoder's embeddings.

    `photo_changes` tells which photos changed since the version held here: following costs as much as has changed, and
    the first use reads everything. Arrays are written, filtered and scored in one thread, and so never at once.
    """

    def __init__(self, encoder_id: str) -> None:
        self._encoder_id = encoder_id
        self._photos = PhotoArrays()
        self._version = 0
        self._following = asyncio.Lock()
        self._worker = Worker("columns")
        self._embedded_count = 0
        self._kept: OrderedDict[Conditions, AllowedPhotos] = OrderedDict()
        self._kept_at = 0

    async def allowed(self, work: Work, conditions: Conditions) -> AllowedPhotos:
        version = await self.follow(work)
        if version != self._kept_at:
            self._kept.clear()
            self._kept_at = version
        if (kept := self._kept.get(conditions)) is not None:
            self._kept.move_to_end(conditions)
            return kept
        mask = await self._worker.run(passing, self._photos, conditions)
        made = AllowedPhotos(photos=self._photos, worker=self._worker, mask=mask, embedded_count=self._embedded_count)
        if version == self._version:
            self._kept[conditions] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    async def said(self, work: Work, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        return await work.text_embeddings.of(self._encoder_id, photo_ids)

    async def near(self, work: Work, fingerprints: Sequence[int], bits: int, limit: int) -> dict[PhotoId, int]:
        """Implements the Fingerprints port, for photos in any state."""
        await self.follow(work)
        return await self._worker.run(fingerprints_near, self._photos, fingerprints, bits, limit)

    async def embedded(self, work: Work) -> AllowedPhotos:
        """Every photo with an embedding, published or not."""
        await self.follow(work)
        mask = self._photos.embedded[: self._photos.count].copy()
        return AllowedPhotos(photos=self._photos, worker=self._worker, mask=mask, embedded_count=self._embedded_count)

    async def follow(self, work: Work) -> int:
        """Reads what changed since the last time; SQL's version."""
        assert isinstance(work, SqlWork), "columns follow SQL"
        if await work.changes.version() > self._version:
            async with self._following:
                await self._read(work)
        return self._version

    async def _read(self, work: SqlWork) -> None:
        version = await work.changes.version()
        changed = await work.changes.since(self._version)
        for first in range(0, len(changed), _PAGE):
            part = changed[first : first + _PAGE]
            found = await work.changes.rows(self._encoder_id, part)
            await self._worker.run(self._photos.put, part, found)
        self._version = max(version, self._version)  # the unit of work may be older than what is held
        self._embedded_count = int(np.count_nonzero(self._photos.embedded))

    def close(self) -> None:
        """Lets go of the arrays too, whoever still holds the columns."""
        self._worker.close()
        self._kept.clear()
        self._photos = PhotoArrays()
