"""The same answers as the index, computed from SQL: for commands beside the process that owns the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.errors import BankBusy
from engine.model import PhotoId, Vector, Vectors
from storage.database import Database

_PAGE = 5000


class ExactIndex:
    """Implements the VectorIndex port for reading: all embeddings are compared. Reads SQL again after additions."""

    def __init__(self, database: Database, encoder_id: str) -> None:
        self._database = database
        self._encoder_id = encoder_id
        self._version: tuple[int, int] | None = None
        self._ids: list[PhotoId] = []
        self._matrix: Vectors = np.zeros((0, 1), np.float32)

    async def put(self, vectors: Mapping[PhotoId, Vector]) -> None:
        raise BankBusy(owner="the owner of the index")

    async def remove(self, photo_ids: Sequence[PhotoId]) -> None:
        raise BankBusy(owner="the owner of the index")

    async def nearest(self, vector: Vector, limit: int) -> list[tuple[PhotoId, float]]:
        await self._refresh()
        if not self._ids:
            return []
        cosines = self._matrix @ vector
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [(self._ids[row], float(cosines[row])) for row in best]

    async def count(self) -> int:
        await self._refresh()
        return len(self._ids)

    async def ids(self) -> set[PhotoId]:
        await self._refresh()
        return set(self._ids)

    async def _refresh(self) -> None:
        async with self._database.begin() as work:
            version = await work.embeddings.version(self._encoder_id)
            if version == self._version:
                return
            rows: list[tuple[PhotoId, Vector]] = []
            while page := await work.embeddings.page(self._encoder_id, rows[-1][0] if rows else PhotoId(0), _PAGE):
                rows += page
        self._ids = [photo_id for photo_id, _ in rows]
        self._matrix = np.stack([vector for _, vector in rows]) if rows else np.zeros((0, 1), np.float32)
        self._version = version
