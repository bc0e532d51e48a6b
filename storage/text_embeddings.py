"""Embeddings of captions and of tags' names in SQL: float16 blobs, each with its encoder's id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import and_, bindparam, exists, func, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.ingest.ports import CaptionText, TagText
from engine.model import Language, PhotoId, Vector
from storage import tables
from storage.changes import SqlChanges
from storage.embeddings import pack, unpack
from storage.photos import INDEXED_STATES
from storage.sql import among, chunks, ids_named, upsert
from storage.steady import where_few
from storage.tables.texts import caption_embeddings, tag_embeddings

_captions, _tags, _changes = tables.captions.c, tables.tags, tables.photo_changes.c


_carried = tables.photo_tags.c
_SAID = union_all(
    select(caption_embeddings.c.photo_id, caption_embeddings.c.vector).where(
        among(caption_embeddings.c.photo_id, ids_named()), caption_embeddings.c.encoder_id == bindparam("encoder_id")
    ),
    select(_carried.photo_id, tag_embeddings.c.vector)
    .join(
        tag_embeddings,
        and_(tag_embeddings.c.slug == _carried.slug, tag_embeddings.c.encoder_id == bindparam("encoder_id")),
    )
    .where(among(_carried.photo_id, ids_named())),
)


class SqlTextEmbeddings:
    """Implements the TextEmbeddings port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def version(self) -> int:
        return await SqlChanges(self._connection).version()

    async def captions_pending(self, encoder_id: str, since: int, limit: int) -> list[CaptionText]:
        made = caption_embeddings.c
        there = exists().where(
            made.photo_id == _captions.photo_id, made.position == _captions.position, made.encoder_id == encoder_id
        )
        query = (
            select(_captions.photo_id, _captions.position, _captions.text)
            .join(tables.photos, tables.photos.c.photo_id == _captions.photo_id)
            .join(tables.photo_changes, _changes.photo_id == _captions.photo_id)
            .where(
                _changes.version > since, tables.photos.c.state.in_([state.value for state in INDEXED_STATES]), ~there
            )
            .order_by(_captions.photo_id, _captions.position)
            .limit(limit)
        )
        rows = await self._connection.execute(query)
        return [CaptionText(photo_id=row.photo_id, position=row.position, text=row.text) for row in rows]

    async def tags_pending(self, encoder_id: str, limit: int) -> list[TagText]:
        made = tag_embeddings.c
        found: list[TagText] = []
        for language, name in ((Language.RU, _tags.c.ru), (Language.EN, _tags.c.en)):
            there = exists().where(
                made.slug == _tags.c.slug, made.language == language.value, made.encoder_id == encoder_id
            )
            query = select(_tags.c.slug, name.label("name")).where(~there).order_by(_tags.c.slug).limit(limit)
            rows = await self._connection.execute(query)
            found += [TagText(slug=row.slug, language=language, text=row.name) for row in rows]
        return found[:limit]

    async def put_captions(self, encoder_id: str, vectors: Mapping[CaptionText, Vector]) -> None:
        for part in chunks(list(vectors)):
            query = select(_captions.photo_id, _captions.position, _captions.text).where(
                tuple_(_captions.photo_id, _captions.position).in_([(one.photo_id, one.position) for one in part])
            )
            now = {(row.photo_id, row.position): row.text for row in await self._connection.execute(query)}
            rows = [
                {
                    "photo_id": one.photo_id,
                    "position": one.position,
                    "encoder_id": encoder_id,
                    "vector": pack(vectors[one]),
                }
                for one in part
                if now.get((one.photo_id, one.position)) == one.text
            ]
            await upsert(self._connection, caption_embeddings, rows)

    async def put_tags(self, encoder_id: str, vectors: Mapping[TagText, Vector]) -> None:
        rows = await self._connection.execute(select(_tags.c.slug, _tags.c.ru, _tags.c.en))
        now = {(row.slug, language): text for row in rows for language, text in (("ru", row.ru), ("en", row.en))}
        kept = [
            {"slug": one.slug, "language": one.language.value, "encoder_id": encoder_id, "vector": pack(vector)}
            for one, vector in vectors.items()
            if now.get((one.slug, one.language.value)) == one.text
        ]
        await upsert(self._connection, tag_embeddings, kept)

    async def tag_count(self, encoder_id: str) -> int:
        query = select(func.count()).select_from(tag_embeddings).where(tag_embeddings.c.encoder_id == encoder_id)
        return int((await self._connection.execute(query)).scalar_one())

    async def of_tags(self, encoder_id: str) -> dict[str, Vector]:
        made = tag_embeddings.c
        query = select(made.slug, made.vector).where(made.encoder_id == encoder_id)
        named: dict[str, list[Vector]] = {}
        for slug, vector in await self._connection.execute(query):
            named.setdefault(slug, []).append(unpack(vector))
        return {slug: _direction(vectors) for slug, vectors in named.items()}

    async def of(self, encoder_id: str, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        said: dict[PhotoId, list[Vector]] = {}
        asked = {"encoder_id": encoder_id, "ids": photo_ids}
        for photo_id, vector in await self._connection.execute(_SAID, asked, execution_options=where_few(photo_ids)):
            said.setdefault(PhotoId(photo_id), []).append(unpack(vector))
        return {photo_id: _direction(vectors) for photo_id, vectors in said.items()}


def _direction(vectors: Sequence[Vector]) -> Vector:
    """Of everything that is said about a photo, the mean direction."""
    mean = np.mean(vectors, axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)
