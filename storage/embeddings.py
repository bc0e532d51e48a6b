"""Embeddings in SQL: float16 blobs, each with its encoder's id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId, Vector
from storage import tables
from storage.sql import among, ids_named, upsert
from storage.steady import where_few

_embeddings = tables.embeddings
_THESE = select(_embeddings.c.photo_id, _embeddings.c.vector).where(
    _embeddings.c.encoder_id == bindparam("encoder_id"), among(_embeddings.c.photo_id, ids_named())
)


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
        found = await self._connection.execute(
            _THESE, {"encoder_id": encoder_id, "ids": photo_ids}, execution_options=where_few(photo_ids)
        )
        return {photo_id: unpack(vector) for photo_id, vector in found}

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
