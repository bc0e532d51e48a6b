"""Embeddings in SQL: float16 blobs, each with its encoder's id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId, Vector
from storage import tables
from storage.sql import chunks, upsert

_embeddings = tables.embeddings


class SqlEmbeddings:
    """Implements the Embeddings port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, encoder_id: str, vectors: Mapping[PhotoId, Vector]) -> None:
        rows = [
            {"encoder_id": encoder_id, "photo_id": photo_id, "vector": pack(vector)}
            for photo_id, vector in vectors.items()
        ]
        await upsert(self._connection, _embeddings, rows)

    async def get(self, encoder_id: str, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        found: dict[PhotoId, Vector] = {}
        for part in chunks(list(photo_ids)):
            query = select(_embeddings.c.photo_id, _embeddings.c.vector).where(
                _embeddings.c.encoder_id == encoder_id, _embeddings.c.photo_id.in_(part)
            )
            found.update({row.photo_id: unpack(row.vector) for row in await self._connection.execute(query)})
        return found

    async def page(self, encoder_id: str, after: PhotoId, limit: int) -> list[tuple[PhotoId, Vector]]:
        query = (
            select(_embeddings.c.photo_id, _embeddings.c.vector)
            .where(_embeddings.c.encoder_id == encoder_id, _embeddings.c.photo_id > after)
            .order_by(_embeddings.c.photo_id)
            .limit(limit)
        )
        return [(row.photo_id, unpack(row.vector)) for row in await self._connection.execute(query)]


def pack(vector: Vector) -> bytes:
    return vector.astype(np.float16).tobytes()


def unpack(blob: bytes) -> Vector:
    """Unit again: float16 rounds a norm by up to 0.001."""
    vector = np.frombuffer(blob, dtype=np.float16).astype(np.float32)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)
