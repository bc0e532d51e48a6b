"""A photo's numbers by day in SQL: views are counted as they come, downloads and marks from their own rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.library.ports import DayNumbers
from engine.model import PhotoId
from storage import tables
from storage.tables.days import photo_view_days


class SqlPhotoDays:
    """Implements the PhotoDays port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, photo_id: PhotoId, days: Sequence[dt.date]) -> tuple[DayNumbers, ...]:
        since = min(days)
        views = photo_view_days.c
        query = select(views.day, views.view_count).where(views.photo_id == photo_id, views.day >= since)
        viewed = {row.day: row.view_count for row in await self._connection.execute(query)}
        taken = await self._by_day(tables.downloads.c.photo_id, tables.downloads.c.downloaded_at, photo_id, since)
        marked = await self._by_day(tables.favourites.c.photo_id, tables.favourites.c.added_at, photo_id, since)
        return tuple(
            DayNumbers(day=day, views=viewed.get(day, 0), downloads=taken[day], favourites=marked[day]) for day in days
        )

    async def _by_day(
        self, of: Column[int], at: Column[dt.datetime], photo_id: PhotoId, since: dt.date
    ) -> Counter[dt.date]:
        midnight = dt.datetime.combine(since, dt.time(), dt.UTC)
        found = await self._connection.execute(select(at).where(of == photo_id, at >= midnight))
        return Counter(moment.date() for moment in found.scalars())
