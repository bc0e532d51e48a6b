"""The index: Chroma, embedded or as a server; deleted at any time, it is filled again from SQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np

from engine.blocking import Worker
from engine.model import PhotoId, Vector

_PAGE = 5000


class ChromaIndex:
    """Implements the VectorIndex port. Chroma blocks, so it works in a thread of its own.

    The collection's name contains the encoder's id: embeddings of two encoders never meet.
    """

    def __init__(self, connect: Callable[[], Any], encoder_id: str, folder: Path | None) -> None:
        self._connect = connect
        self._name = f"photos-{encoder_id}"
        self._folder = folder
        self._worker = Worker("chroma")
        self._collection: Any = None

    @classmethod
    async def embedded(cls, folder: Path, encoder_id: str, dimension: int) -> Self:
        """In this process, kept in a folder. The caller owns it (`storage.ownership`)."""

        def connect() -> Any:
            import chromadb

            folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(str(folder), settings=_quiet())

        index = cls(connect, encoder_id, folder)
        await index._worker.run(index._open)
        return index

    @classmethod
    async def server(cls, host: str, port: int, encoder_id: str, dimension: int) -> Self:
        """A Chroma server that several processes may share."""

        def connect() -> Any:
            import chromadb

            return chromadb.HttpClient(host, port, settings=_quiet())

        index = cls(connect, encoder_id, None)
        await index._worker.run(index._open)
        return index

    async def put(self, vectors: Mapping[PhotoId, Vector]) -> None:
        if vectors:
            await self._worker.run(self._put, vectors)

    async def remove(self, photo_ids: Sequence[PhotoId]) -> None:
        if photo_ids:
            await self._worker.run(lambda: self._collection.delete(ids=[str(photo_id) for photo_id in photo_ids]))

    async def nearest(self, vector: Vector, limit: int) -> list[tuple[PhotoId, float]]:
        return await self._worker.run(self._nearest, vector, limit)

    async def count(self) -> int:
        return int(await self._worker.run(lambda: self._collection.count()))

    async def ids(self) -> set[PhotoId]:
        return await self._worker.run(self._ids)

    async def reset(self) -> None:
        """An empty index, whatever was there; for when its folder was deleted or damaged."""
        await self._worker.run(self._reset)

    async def aclose(self) -> None:
        await self._worker.run(self._release)
        self._worker.close()

    def _open(self) -> None:
        self._client = self._connect()
        self._collection = self._client.get_or_create_collection(
            self._name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def _put(self, vectors: Mapping[PhotoId, Vector]) -> None:
        ids = list(vectors)
        for first in range(0, len(ids), _PAGE):
            part = ids[first : first + _PAGE]
            matrix = np.stack([vectors[photo_id] for photo_id in part])
            self._collection.upsert(ids=[str(photo_id) for photo_id in part], embeddings=matrix)

    def _nearest(self, vector: Vector, limit: int) -> list[tuple[PhotoId, float]]:
        limit = min(limit, self._collection.count())
        if limit < 1:
            return []
        found = self._collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        return [
            (PhotoId(int(key)), 1.0 - float(distance))
            for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def _ids(self) -> set[PhotoId]:
        return {PhotoId(int(key)) for key in self._collection.get(include=[])["ids"]}

    def _release(self) -> None:
        """Chroma keeps one system per folder for the process; without this a folder could not be opened anew."""
        from chromadb.api.shared_system_client import SharedSystemClient

        self._collection = None
        # A server's client keeps its connections open until they are collected; they are closed here instead.
        for holder in (self._client, getattr(getattr(self._client, "_server", None), "_session", None)):
            close = getattr(holder, "close", None)
            if callable(close):
                close()
        self._client = None
        SharedSystemClient.clear_system_cache()

    def _reset(self) -> None:
        self._release()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._open()


def _quiet() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
