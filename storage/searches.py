"""Saved searches in SQL; the ranking is kept as short lists, for it has up to 509 places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Band, PersonId, PhotoId, Query, Ranked, Reason, Search, SearchId
from storage import tables
from storage.queries import query_as_json, query_from_json


class SqlSearches:
    """Implements the Searches port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, person_id: PersonId, query: Query, ranked: Sequence[Ranked], at: dt.datetime) -> SearchId:
        places = [[hit.photo_id, round(hit.score, 5), hit.band.value, hit.reason.value] for hit in ranked]
        result = await self._connection.execute(
            insert(tables.searches).values(person_id=person_id, query=query_as_json(query), ranked=places, asked_at=at)
        )
        assert result.inserted_primary_key is not None
        return SearchId(result.inserted_primary_key[0])

    async def get(self, search_id: SearchId) -> Search | None:
        query = select(tables.searches).where(tables.searches.c.search_id == search_id)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Search(
            search_id=SearchId(row.search_id),
            person_id=PersonId(row.person_id),
            query=query_from_json(row.query),
            ranked=tuple(
                Ranked(photo_id=PhotoId(photo_id), score=score, band=Band(band), reason=Reason(reason))
                for photo_id, score, band, reason in row.ranked
            ),
            asked_at=row.asked_at,
        )
