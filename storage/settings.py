"""Facts that a bank keeps about itself, in SQL."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.sql import upsert


class SqlSettings:
    """Implements the BankSettings port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, key: str) -> str | None:
        query = select(tables.bank_settings.c.value).where(tables.bank_settings.c.key == key)
        return (await self._connection.execute(query)).scalar_one_or_none()

    async def put(self, key: str, value: str) -> None:
        await upsert(self._connection, tables.bank_settings, [{"key": key, "value": value}])
