"""Remembered `file_id`s: what was uploaded once is sent again by its id; ids belong to one bot."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import String, bindparam, delete, exists, literal, select

from engine.model import ContentHash, PhotoState
from storage import tables
from storage.database import Database
from storage.sql import chunks, upsert
from storage.steady import ON_THE_SPOT

_file_ids = tables.file_ids
_THIS = (
    select(_file_ids.c.file_id)
    .where(_file_ids.c.bot_id == bindparam("bot_id"), _file_ids.c.key == bindparam("key"))
    .execution_options(**ON_THE_SPOT)
)
PREVIEW = "preview:"
"""How the keys of previews begin (`bot.ports.preview_key`); the photo's hash follows."""


class FileIds:
    """Implements the bot's FileIds port; each call is a short transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, bot_id: int, key: str) -> str | None:
        async with self._database.connections.connect() as connection:
            return (await connection.execute(_THIS, {"bot_id": bot_id, "key": key})).scalar_one_or_none()

    async def put(self, bot_id: int, key: str, file_id: str) -> None:
        async with self._database.writing.begin() as connection:
            await upsert(connection, _file_ids, [{"bot_id": bot_id, "key": key, "file_id": file_id}])

    async def forget(self, bot_id: int, key: str) -> None:
        async with self._database.writing.begin() as connection:
            await connection.execute(delete(_file_ids).where(_file_ids.c.bot_id == bot_id, _file_ids.c.key == key))

    async def forget_all(self, bot_id: int) -> None:
        async with self._database.writing.begin() as connection:
            await connection.execute(delete(_file_ids).where(_file_ids.c.bot_id == bot_id))

    async def known(self, bot_id: int, keys: Sequence[str]) -> dict[str, str]:
        query = select(_file_ids.c.key, _file_ids.c.file_id).where(_file_ids.c.bot_id == bot_id)
        found: dict[str, str] = {}
        async with self._database.connections.connect() as connection:
            for part in chunks(keys):
                rows = await connection.execute(query.where(_file_ids.c.key.in_(part)))
                found.update((row.key, row.file_id) for row in rows)
        return found

    async def previews_missing(self, bot_id: int, limit: int) -> list[ContentHash]:
        photos = tables.photos.c
        sent = exists().where(
            _file_ids.c.bot_id == bot_id, _file_ids.c.key == literal(PREVIEW, String) + photos.content_hash
        )
        query = select(photos.content_hash).where(photos.state == PhotoState.PUBLISHED.value, ~sent)
        async with self._database.connections.connect() as connection:
            newest = query.order_by(photos.published_at.desc(), photos.photo_id.desc()).limit(limit)
            return list((await connection.execute(newest)).scalars())
