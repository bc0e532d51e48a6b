"""The baseline of filtered search: one Chroma collection with the tags as metadata, asked with `where`."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Self

from sqlalchemy import select

from benchmarks.synthetic import ENCODER_ID
from engine.model import PhotoId, Vector
from storage import tables
from storage.database import Database

_PAGE = 5000


class ChromaWhere:
    """Chroma as its documentation has it: cosine, a list of tags in each entry's metadata, asked for ten."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection

    @classmethod
    async def opened(cls, folder: Path, database: Database) -> Self:
        """`folder` holds a copy of our index, whose HNSW settings are Chroma's own; metadata is added to it once."""
        import chromadb
        from chromadb.config import Settings

        client = await asyncio.to_thread(
            chromadb.PersistentClient, str(folder), settings=Settings(anonymized_telemetry=False)
        )
        made = cls(await asyncio.to_thread(client.get_collection, f"photos-{ENCODER_ID}", embedding_function=None))
        marker = folder / "described"
        if not marker.exists():
            await made._describe(database)
            marker.touch()
        return made

    async def _describe(self, database: Database) -> None:
        carried = tables.photo_tags.c
        for first in range(0, await asyncio.to_thread(self._collection.count), _PAGE):
            query = select(carried.photo_id, carried.slug).where(carried.photo_id.between(first + 1, first + _PAGE))
            slugs: dict[int, list[str]] = {}
            async with database.connections.connect() as connection:
                for photo_id, slug in await connection.execute(query):
                    slugs.setdefault(photo_id, []).append(slug)
            await asyncio.to_thread(
                self._collection.update,
                ids=[str(photo_id) for photo_id in slugs],
                metadatas=[{"tags": tags} for tags in slugs.values()],
            )

    async def nearest(self, asked: Vector, slug: str | None, limit: int) -> list[PhotoId]:
        where = {"tags": {"$contains": slug}} if slug else None
        found = await asyncio.to_thread(
            self._collection.query, query_embeddings=asked[None, :], n_results=limit, where=where, include=["distances"]
        )
        return [PhotoId(int(key)) for key in found["ids"][0]]

    def close(self) -> None:
        self._collection = None
