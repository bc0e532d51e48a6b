"""Saved searches in SQL; the ranking is kept as short lists, for it has up to 509 places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

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
        places = [_place(hit) for hit in ranked]
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
            ranked=tuple(_ranked(*place) for place in row.ranked),
            asked_at=row.asked_at,
        )

    async def latest(self, person_id: PersonId, since: dt.datetime) -> Search | None:
        table = tables.searches.c
        query = (
            select(table.search_id)
            .where(table.person_id == person_id, table.asked_at >= since)
            .order_by(table.search_id.desc())
            .limit(1)
        )
        search_id = (await self._connection.execute(query)).scalar_one_or_none()
        return None if search_id is None else await self.get(SearchId(search_id))


def _place(hit: Ranked) -> list[Any]:
    place = [hit.photo_id, round(hit.score, 5), hit.band.value, hit.reason.value]
    return [*place, list(hit.similar)] if hit.similar else place


def _ranked(photo_id: int, score: float, band: str, reason: str, similar: Sequence[int] = ()) -> Ranked:
    return Ranked(
        photo_id=PhotoId(photo_id),
        score=score,
        band=Band(band),
        reason=Reason(reason),
        similar=tuple(PhotoId(one) for one in similar),
    )
