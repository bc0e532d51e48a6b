"""Which photos the bot's messages show, for a day: noted without waiting, written in batches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, tuple_

from bot.ports import SentMessage
from engine.model import ContentHash, SearchId
from engine.ports import Clock
from storage.database import Database
from storage.sql import chunks
from storage.tables.review import sent_messages

LASTS = dt.timedelta(days=1)


class SqlSentMessages:
    """Implements the SentMessages port. What the last seconds before a crash noted is lost."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting: dict[tuple[int, int], list[dict[str, Any]]] = {}

    def note(
        self,
        chat_id: int,
        message_id: int,
        shown: Sequence[ContentHash],
        search_id: SearchId | None = None,
        page: int | None = None,
    ) -> None:
        place = {"chat_id": chat_id, "message_id": message_id, "search_id": search_id, "page": page}
        at = self._clock()
        self._waiting[chat_id, message_id] = [
            place | {"content_hash": content_hash, "sent_at": at} for content_hash in dict.fromkeys(shown)
        ]

    async def flush(self) -> bool:
        """Writes what was noted and prunes what is too old; False, for nothing is left to do at once."""
        noted, self._waiting = self._waiting, {}
        table = sent_messages
        async with self._database.writing.begin() as connection:
            for some in chunks(list(noted)):
                places = tuple_(table.c.chat_id, table.c.message_id).in_(some)
                await connection.execute(delete(table).where(places))
            for rows in chunks([row for group in noted.values() for row in group]):
                await connection.execute(insert(table), list(rows))
            await connection.execute(delete(table).where(table.c.sent_at <= self._clock() - LASTS))
        return False

    async def last_sheet(self, chat_id: int) -> SentMessage | None:
        await self.flush()
        sent = sent_messages.c
        query = select(sent_messages).where(sent.chat_id == chat_id, sent.search_id.is_not(None))
        async with self._database.connections.connect() as connection:
            newest = query.order_by(sent.sent_at.desc(), sent.message_id.desc()).limit(1)
            row = (await connection.execute(newest)).one_or_none()
        return None if row is None else _message(row)

    async def showing(self, content_hash: ContentHash) -> list[SentMessage]:
        await self.flush()
        query = select(sent_messages).where(sent_messages.c.content_hash == content_hash)
        async with self._database.connections.connect() as connection:
            rows = list(await connection.execute(query.order_by(sent_messages.c.sent_at.desc())))
        return [_message(row) for row in rows]


def _message(row: Row[Any]) -> SentMessage:
    return SentMessage(
        chat_id=row.chat_id,
        message_id=row.message_id,
        search_id=None if row.search_id is None else SearchId(row.search_id),
        page=row.page,
    )
