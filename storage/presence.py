"""Who has shut the bot out and which groups it is in, in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PersonId
from engine.people.ports import Group
from storage import tables
from storage.sql import inserting
from storage.tables.presence import blocks, groups


class SqlPresence:
    """Implements the Presence port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def block(self, telegram_id: int, at: dt.datetime) -> None:
        statement = inserting(self._connection, blocks).values(telegram_id=telegram_id, blocked_at=at)
        await self._connection.execute(statement.on_conflict_do_nothing())

    async def unblock(self, telegram_id: int) -> None:
        await self._connection.execute(delete(blocks).where(blocks.c.telegram_id == telegram_id))

    async def reachable(self, person_ids: Sequence[PersonId]) -> dict[PersonId, int]:
        accounts = tables.accounts
        query = (
            select(accounts.c.person_id, accounts.c.telegram_id)
            .outerjoin(blocks, blocks.c.telegram_id == accounts.c.telegram_id)
            .where(accounts.c.person_id.in_(person_ids), blocks.c.telegram_id.is_(None))
        )
        return {PersonId(row.person_id): row.telegram_id for row in await self._connection.execute(query)}

    async def join(self, chat_id: int, title: str, at: dt.datetime) -> None:
        statement = inserting(self._connection, groups).values(chat_id=chat_id, title=title, joined_at=at)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=[groups.c.chat_id], set_={"title": title})
        )

    async def leave(self, chat_id: int) -> None:
        await self._connection.execute(delete(groups).where(groups.c.chat_id == chat_id))

    async def move(self, chat_id: int, new_id: int) -> None:
        # The new id may be known already, from an update that overtook this one.
        await self.leave(new_id)
        await self._connection.execute(update(groups).where(groups.c.chat_id == chat_id).values(chat_id=new_id))

    async def groups(self) -> tuple[Group, ...]:
        rows = await self._connection.execute(select(groups).order_by(groups.c.joined_at, groups.c.chat_id))
        return tuple(Group(chat_id=row.chat_id, title=row.title, joined_at=row.joined_at) for row in rows)
