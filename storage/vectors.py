"""The index: Chroma, embedded or as a server; deleted at any time, it is filled again from SQL."""

from __future__ import annotations

import contextlib
import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np

from engine.blocking import Worker
from engine.errors import BadSetting
from engine.model import PhotoId, Vector

log = logging.getLogger(__name__)

T = TypeVar("T")

_PAGE = 5000
_NAMES = "chroma.sqlite3"
HNSW = {"space": "cosine", "max_neighbors": 16, "ef_construction": 100, "ef_search": 100, "sync_threshold": 1000}
"""Chroma's own, written down, so that an index made with others is made anew. Asking for 600 neighbours searches as
widely as `ef_search` 600: recall@10 is 0.99 at 200,000 photos in clusters (`benchmarks/searching.py`)."""


class ChromaIndex:
    """Implements the VectorIndex port. Chroma blocks, so it works in a thread of its own.

    The collection's name contains the encoder's id: embeddings of two encoders never meet.
    """

    def __init__(self, connect: Callable[[], Any], encoder_id: str, dimension: int, folder: Path | None) -> None:
        self._connect = connect
        self._name = _name(encoder_id)
        self._dimension = dimension
        self._seen: int | None = None
        self._folder = folder
        self._ready = True
        self._worker = Worker("chroma")
        self._client: Any = None
        self._collection: Any = None

    @classmethod
    async def embedded(cls, folder: Path, encoder_id: str, dimension: int) -> Self:
        """In this process, kept in a folder. The caller owns it (`storage.ownership`).

        A damaged folder is replaced by an empty index, for SQL can fill it again (`storage.rebuild`).
        """

        def connect() -> Any:
            import chromadb

            folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(str(folder), settings=_quiet())

        return await cls(connect, encoder_id, dimension, folder)._opened()

    @classmethod
    async def server(cls, host: str, port: int, encoder_id: str, dimension: int, *, ssl: bool = False) -> Self:
        """A Chroma server that several processes may share. Raises BadSetting when it does not answer."""

        def connect() -> Any:
            import chromadb

            try:
                return chromadb.HttpClient(host, port, ssl=ssl, settings=_quiet())
            except Exception as error:  # Chroma turns whatever its transport meets into a plain ValueError, or not
                reason = f"no Chroma server answers at {host}:{port}"
                raise BadSetting(name="PHOTOBANK_CHROMA_URL", reason=reason) from error

        return await cls(connect, encoder_id, dimension, None)._opened()

    @property
    def ready(self) -> bool:
        return self._ready

    async def check(self) -> bool:
        """Looks whether the folder is still there and answers; `ready` afterwards."""
        await self._worker.run(self._try, self._count, 0)
        return self._ready

    def filled(self) -> None:
        """Told by who has made it equal to SQL."""
        self._ready = True

    async def put(self, vectors: Mapping[PhotoId, Vector]) -> None:
        if vectors:
            await self._worker.run(self._try, lambda: self._put(vectors), None)

    async def remove(self, photo_ids: Sequence[PhotoId]) -> None:
        if photo_ids:
            await self._worker.run(self._try, lambda: self._remove(photo_ids), None)

    async def nearest(self, vector: Vector, limit: int) -> list[tuple[PhotoId, float]]:
        return await self._worker.run(self._try, lambda: self._nearest(vector, limit), [])

    async def count(self) -> int:
        return await self._worker.run(self._try, self._count, 0)

    async def ids(self) -> set[PhotoId]:
        return set(await self._worker.run(self._try, self._ids, ()))

    async def vectors(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        """Those that are there, as the index has them."""
        return await self._worker.run(self._try, lambda: self._vectors(photo_ids), {})

    async def drop_others(self, keep: Sequence[str], *, mend: bool = True) -> list[str]:
        """Removes entries that no photo can have, and collections of encoders that are not to keep; their names."""
        return await self._worker.run(self._try, lambda: self._drop_others(keep, mend), [])

    async def reset(self) -> None:
        """An empty index, whatever was there; for when its folder was deleted or damaged.

        An embedded index takes the collections of other encoders along, for the folder goes.
        """
        await self._worker.run(self._reset)

    async def aclose(self) -> None:
        await self._worker.run(self._release)
        self._worker.close()

    async def _opened(self) -> Self:
        try:
            await self._worker.run(self._open if self._folder is None else self._open_or_replace)
        except BaseException:
            self._worker.close()
            raise
        return self

    def _open_or_replace(self) -> None:
        try:
            self._open()
            # Names and vectors lie in different files; only reading a vector shows that both are there.
            self._collection.get(limit=1, include=["embeddings"])
        except Exception as error:  # each of Chroma's layers has its own class for damage
            log.warning("the index in %s is damaged and starts empty (%s)", self._folder, error)
            self._reset()

    def _open(self) -> None:
        self._client = self._connect()
        self._collection = self._made()
        kept = self._collection.configuration_json["hnsw"] or {}
        if any(kept.get(name) != value for name, value in HNSW.items()) or self._misfits():
            log.warning("the index %s was made with other settings and starts empty", self._name)
            self._client.delete_collection(self._name)
            self._collection = self._made()
            self._ready = False
        self._seen = self._inode()

    def _made(self) -> Any:
        return self._client.get_or_create_collection(self._name, configuration={"hnsw": HNSW}, embedding_function=None)

    def _misfits(self) -> bool:
        """Whether its vectors have another dimension: Chroma would refuse every one of this encoder's."""
        one = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
        return len(one) > 0 and len(one[0]) != self._dimension

    def _inode(self) -> int | None:
        """Which file holds the names; None where it is gone, or where a server keeps it."""
        with contextlib.suppress(OSError):
            return None if self._folder is None else (self._folder / _NAMES).stat().st_ino
        return None

    def _try(self, act: Callable[[], T], otherwise: T) -> T:
        """An index that was deleted or damaged under our feet starts empty; until it is filled it is not `ready`.

        Chroma itself goes on answering from memory when its folder is gone, and only its writes fail.
        """
        try:
            if self._inode() != self._seen:
                raise FileNotFoundError(f"{self._folder} was deleted or replaced")
            return act()
        except Exception as error:  # each of Chroma's layers has its own class for damage
            if self._folder is None:
                raise
            log.warning("the index is damaged and starts empty (%s)", error)
            self._reset()
            return otherwise

    def _put(self, vectors: Mapping[PhotoId, Vector]) -> None:
        ids = list(vectors)
        for first in range(0, len(ids), _PAGE):
            part = ids[first : first + _PAGE]
            matrix = np.stack([vectors[photo_id] for photo_id in part])
            self._collection.upsert(ids=[str(photo_id) for photo_id in part], embeddings=matrix)

    def _remove(self, photo_ids: Sequence[PhotoId]) -> None:
        for first in range(0, len(photo_ids), _PAGE):
            self._collection.delete(ids=[str(photo_id) for photo_id in photo_ids[first : first + _PAGE]])

    def _nearest(self, vector: Vector, limit: int) -> list[tuple[PhotoId, float]]:
        limit = min(limit, self._collection.count())
        if limit < 1:
            return []
        found = self._collection.query(query_embeddings=vector[None, :], n_results=limit, include=["distances"])
        return [
            (PhotoId(int(key)), 1.0 - float(distance))
            for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)
            if key.isdecimal()
        ]

    def _count(self) -> int:
        return int(self._collection.count())

    def _ids(self) -> set[PhotoId]:
        return {PhotoId(int(key)) for key in self._keys() if key.isdecimal()}

    def _keys(self) -> list[str]:
        return list(self._collection.get(include=[])["ids"])

    def _vectors(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        found = self._collection.get(ids=[str(photo_id) for photo_id in photo_ids], include=["embeddings"])
        return {
            PhotoId(int(key)): np.asarray(one, np.float32)
            for key, one in zip(found["ids"], found["embeddings"], strict=True)
        }

    def _drop_others(self, keep: Sequence[str], mend: bool) -> list[str]:
        strange = [key for key in self._keys() if not key.isdecimal()]
        kept = {self._name, *(_name(encoder_id) for encoder_id in keep)}
        old = [one.name for one in self._client.list_collections() if one.name not in kept]
        if mend:
            for first in range(0, len(strange), _PAGE):
                self._collection.delete(ids=strange[first : first + _PAGE])
            for name in old:
                self._client.delete_collection(name)
        return strange + old

    def _release(self) -> None:
        self._collection = None
        # A server's client keeps its connections open until they are collected; they are closed here instead.
        for holder in (self._client, getattr(getattr(self._client, "_server", None), "_session", None)):
            close = getattr(holder, "close", None)
            if callable(close):
                close()
        self._client = None

    def _reset(self) -> None:
        self._ready = False
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.errors import NotFoundError

        if self._folder is None:
            with contextlib.suppress(NotFoundError):
                self._client.delete_collection(self._name)
        self._release()
        if self._folder is not None:
            # Chroma remembers one system per folder, also one that failed while it started.
            SharedSystemClient.clear_system_cache()
            shutil.rmtree(self._folder, ignore_errors=True)
        self._open()


def _name(encoder_id: str) -> str:
    return f"photos-{encoder_id}"


def _quiet() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
