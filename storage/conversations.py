"""Conversations in SQL, with what was seen in sent pictures; what is over is deleted whenever somebody goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import ContentHash, PersonId, SearchId
from engine.search.conversation import LASTS, Look, Place
from storage.embeddings import pack, unpack
from storage.sql import upsert
from storage.steady import ON_THE_SPOT
from storage.tables.conversations import conversations, sent_looks


class SqlConversations:
    """Implements the Conversations port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self, person_id: PersonId, place: Place, since: dt.datetime) -> SearchId | None:
        table = conversations.c
        query = select(table.search_id).where(
            table.person_id == person_id, table.place == place, table.touched_at >= since
        )
        found = (await self._connection.execute(query, execution_options=ON_THE_SPOT)).scalar_one_or_none()
        return None if found is None else SearchId(found)

    async def put(self, person_id: PersonId, place: Place, search_id: SearchId, at: dt.datetime) -> None:
        row = {"person_id": person_id, "place": place, "search_id": search_id, "touched_at": at}
        await upsert(self._connection, conversations, [row])
        for table in (conversations, sent_looks):
            over = delete(table).where(table.c.touched_at < at - LASTS)
            await self._connection.execute(over, execution_options=ON_THE_SPOT)

    async def end(self, person_id: PersonId, place: Place) -> None:
        ended = delete(conversations).where(conversations.c.person_id == person_id, conversations.c.place == place)
        await self._connection.execute(ended)

    async def keep_looks(
        self, person_id: PersonId, encoder_id: str, looks: Mapping[ContentHash, Look], at: dt.datetime
    ) -> None:
        rows = [
            {
                "person_id": person_id,
                "encoder_id": encoder_id,
                "content_hash": content_hash,
                "vector": pack(look.vector),
                "fingerprint": look.fingerprint,
                "touched_at": at,
            }
            for content_hash, look in looks.items()
        ]
        await upsert(self._connection, sent_looks, rows)

    async def looks(
        self, person_id: PersonId, encoder_id: str, hashes: Sequence[ContentHash], since: dt.datetime
    ) -> dict[ContentHash, Look]:
        if not hashes:
            return {}
        query = select(sent_looks).where(
            sent_looks.c.person_id == person_id,
            sent_looks.c.encoder_id == encoder_id,
            sent_looks.c.content_hash.in_(hashes),
            sent_looks.c.touched_at >= since,
        )
        return {
            ContentHash(row.content_hash): Look(vector=unpack(row.vector), fingerprint=row.fingerprint)
            for row in await self._connection.execute(query)
        }
