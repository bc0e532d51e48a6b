"""Saved searches in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.library.ports import How, SavedId, SavedSearch
from engine.model import PersonId, PhotoId, PhotoState, Query
from storage import tables
from storage.queries import query_as_json, query_from_json
from storage.sql import chunks, inserting
from storage.tables.saved import saved_searches, told_photos

_saved = saved_searches.c
BETWEEN = dt.timedelta(minutes=10)
"""Whoever is told at once is told at most so often: a moderator publishes photo after photo."""
DAY = dt.timedelta(days=1)


class SqlSavedSearches:
    """Implements the SavedSearches port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, person_id: PersonId, query: Query, how: How, at: dt.datetime) -> SavedId:
        values = {
            "person_id": person_id,
            "query": query_as_json(query),
            "how": int(how),
            "saved_at": at,
            "looked_at": at,
        }
        result = await self._connection.execute(insert(saved_searches).values(values))
        assert result.inserted_primary_key is not None
        return SavedId(result.inserted_primary_key[0])

    async def of(self, person_id: PersonId) -> list[SavedSearch]:
        query = select(saved_searches).where(_saved.person_id == person_id).order_by(_saved.saved_id)
        return [_search(row) for row in await self._connection.execute(query)]

    async def set_how(self, person_id: PersonId, saved_id: SavedId, how: How, at: dt.datetime) -> bool:
        mine = update(saved_searches).where(_saved.saved_id == saved_id, _saved.person_id == person_id)
        if how is not How.OFF:
            await self._connection.execute(
                mine.where(_saved.how == int(How.OFF)).values(looked_at=at, saved_at=at, told_at=None)
            )
        return bool((await self._connection.execute(mine.values(how=int(how)))).rowcount)

    async def delete(self, person_id: PersonId, saved_id: SavedId) -> bool:
        mine = delete(saved_searches).where(_saved.saved_id == saved_id, _saved.person_id == person_id)
        return bool((await self._connection.execute(mine)).rowcount)

    async def due(self, at: dt.datetime, limit: int) -> list[SavedSearch]:
        photos = tables.photos.c
        newest = select(func.max(photos.published_at)).where(photos.state == PhotoState.PUBLISHED.value)
        last = (await self._connection.execute(newest)).scalar_one_or_none()
        if last is None:
            return []
        at_once = and_(_saved.how == int(How.AT_ONCE), or_(_saved.told_at.is_(None), _saved.told_at <= at - BETWEEN))
        daily = and_(_saved.how == int(How.DAILY), func.coalesce(_saved.told_at, _saved.saved_at) <= at - DAY)
        query = select(saved_searches).where(_saved.looked_at < last, or_(at_once, daily))
        rows = await self._connection.execute(query.order_by(_saved.looked_at, _saved.saved_id).limit(limit))
        return [_search(row) for row in rows]

    async def claim(self, saved: SavedSearch, until: dt.datetime) -> bool:
        # All of the person's, in one order: two of them looked through at the same time would tell of the same photo.
        theirs = select(_saved.saved_id).where(_saved.person_id == saved.person_id).order_by(_saved.saved_id)
        await self._connection.execute(theirs.with_for_update())
        same = update(saved_searches).where(
            _saved.saved_id == saved.saved_id, _saved.looked_at == saved.looked_at, _saved.how == int(saved.how)
        )
        return bool((await self._connection.execute(same.values(looked_at=until))).rowcount)

    async def tell(self, saved: SavedSearch, photo_ids: Sequence[PhotoId], at: dt.datetime) -> list[PhotoId]:
        told: list[PhotoId] = []
        theirs = select(_saved.saved_id).where(_saved.person_id == saved.person_id)
        table = told_photos.c
        for part in chunks(photo_ids):
            known = select(table.photo_id).where(table.saved_id.in_(theirs), table.photo_id.in_(part))
            heard = set((await self._connection.execute(known)).scalars())
            rows = [{"saved_id": saved.saved_id, "photo_id": photo_id} for photo_id in part if photo_id not in heard]
            if not rows:
                continue
            statement = inserting(self._connection, told_photos).values(rows).on_conflict_do_nothing()
            told += (await self._connection.execute(statement.returning(told_photos.c.photo_id))).scalars()
        if told:
            mine = update(saved_searches).where(_saved.saved_id == saved.saved_id)
            await self._connection.execute(mine.values(told_at=at))
        return told

    async def put_off(self, saved: SavedSearch, photo_ids: Sequence[PhotoId], at: dt.datetime) -> None:
        table = told_photos.c
        for part in chunks(photo_ids):
            await self._connection.execute(
                delete(told_photos).where(table.saved_id == saved.saved_id, table.photo_id.in_(part))
            )
        mine = update(saved_searches).where(_saved.saved_id == saved.saved_id)
        told_at = at if saved.how is How.AT_ONCE else at - DAY + BETWEEN
        await self._connection.execute(mine.values(looked_at=saved.looked_at, told_at=told_at))


def _search(row: Row[Any]) -> SavedSearch:
    return SavedSearch(
        saved_id=SavedId(row.saved_id),
        person_id=PersonId(row.person_id),
        query=query_from_json(row.query),
        how=How(row.how),
        saved_at=row.saved_at,
        looked_at=row.looked_at,
        told_at=row.told_at,
    )
