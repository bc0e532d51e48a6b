"""Remembered `file_id`s: what was uploaded once is sent again by its id; ids belong to one bot."""

from __future__ import annotations

from sqlalchemy import delete, select

from storage import tables
from storage.database import Database
from storage.sql import upsert

_file_ids = tables.file_ids


class FileIds:
    """Implements the bot's FileIds port; each call is a short transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, bot_id: int, key: str) -> str | None:
        query = select(_file_ids.c.file_id).where(_file_ids.c.bot_id == bot_id, _file_ids.c.key == key)
        async with self._database.connections.connect() as connection:
            return (await connection.execute(query)).scalar_one_or_none()

    async def put(self, bot_id: int, key: str, file_id: str) -> None:
        async with self._database.writing.begin() as connection:
            await upsert(connection, _file_ids, [{"bot_id": bot_id, "key": key, "file_id": file_id}])

    async def forget(self, bot_id: int, key: str) -> None:
        async with self._database.writing.begin() as connection:
            await connection.execute(delete(_file_ids).where(_file_ids.c.bot_id == bot_id, _file_ids.c.key == key))
