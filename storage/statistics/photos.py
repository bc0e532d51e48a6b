"""Figures of photos: the most opened, taken and loved; one photo's own; what a tag's photos do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.dashboard.figures import Compared, Loved, Period, PhotoCounts, PhotoFigure, Photos
from engine.model import PhotoId, PhotoState
from storage import tables
from storage.sql import among, ids_named
from storage.tables.rollups import photo_days, photo_lovers

_days = photo_days.c
_lovers = photo_lovers.c
_COUNTED = ("opened", "downloads", "kept", "shared")

Rows = Mapping[dt.date, Mapping[str, Any]]
"""One photo's counts, by day."""


async def photos(connection: AsyncConnection, period: Period, limit: int) -> Photos:
    tops = {}
    for name in ("opened", "downloads"):
        total = func.sum(_days[name])
        query = (
            select(_days.photo_id)
            .where(_days.day.between(period.first, period.last), _published(_days.photo_id))
            .group_by(_days.photo_id)
            .having(total > 0)
            .order_by(total.desc(), _days.photo_id)
            .limit(limit)
        )
        tops[name] = list((await connection.execute(query)).scalars())
    counts = await counts_of(connection, period, sorted({one for top in tops.values() for one in top}))
    opened, downloaded = (tuple(counts[one] for one in tops[name]) for name in ("opened", "downloads"))
    return Photos(period=period, opened=opened, downloaded=downloaded)


async def loved(connection: AsyncConnection, period: Period, limit: int) -> Loved:
    people = func.count(_lovers.person_id.distinct())
    query = (
        select(_lovers.photo_id)
        .where(_lovers.day.between(period.first, period.last), _published(_lovers.photo_id))
        .group_by(_lovers.photo_id)
        .order_by(people.desc(), _lovers.photo_id)
        .limit(limit)
    )
    top = list((await connection.execute(query)).scalars())
    counts = await counts_of(connection, period, top)
    return Loved(period=period, rows=tuple(counts[one] for one in top))


async def counts_of(connection: AsyncConnection, period: Period, photo_ids: Sequence[int]) -> dict[int, PhotoCounts]:
    """Every one of them, with zeros where nobody did anything."""
    sums = select(_days.photo_id, *(func.sum(_days[name]).label(name) for name in _COUNTED)).where(
        among(_days.photo_id, ids_named()), _days.day.between(period.first, period.last)
    )
    lovers = select(_lovers.photo_id, func.count(_lovers.person_id.distinct()).label("lovers")).where(
        among(_lovers.photo_id, ids_named()), _lovers.day.between(period.first, period.last)
    )
    ids = {"ids": list(photo_ids)}
    done = {row.photo_id: row for row in await connection.execute(sums.group_by(_days.photo_id), ids)}
    love = {row.photo_id: row.lovers for row in await connection.execute(lovers.group_by(_lovers.photo_id), ids)}
    return {one: _photo_counts(one, done.get(one), love.get(one, 0)) for one in photo_ids}


async def photo(connection: AsyncConnection, photo_id: PhotoId, period: Period) -> PhotoFigure:
    both = Period(first=period.before.first, last=period.last)
    query = select(photo_days).where(_days.photo_id == photo_id, _days.day.between(both.first, both.last))
    rows: Rows = {row.day: dict(row._mapping) for row in await connection.execute(query)}
    placed = _sum(rows, period, "placed")
    return PhotoFigure(
        period=period,
        photo_id=photo_id,
        **{name: _compared(rows, period, name) for name in _COUNTED},
        lovers=Compared(
            now=await _lovers_of(connection, photo_id, period),
            before=await _lovers_of(connection, photo_id, period.before),
        ),
        thumbs_up=_sum(rows, period, "thumbs_up"),
        thumbs_down=_sum(rows, period, "thumbs_down"),
        place=_sum(rows, period, "places") / placed if placed else None,
        opened_by_day=tuple(int(rows[day]["opened"]) if day in rows else 0 for day in period),
        downloads_by_day=tuple(int(rows[day]["downloads"]) if day in rows else 0 for day in period),
    )


async def of_tag(
    connection: AsyncConnection, slug: str, period: Period, limit: int
) -> tuple[dict[str, Compared], tuple[PhotoCounts, ...]]:
    """What was opened and downloaded of the published photos that carry the tag now, and the most opened of them."""
    is_now = _days.day >= period.first
    columns = [
        func.sum(case((is_now if now else ~is_now, _days[name]), else_=0)).label(f"{name}_{now}")
        for name in ("opened", "downloads")
        for now in (True, False)
    ]
    carrying = select(tables.photo_tags.c.photo_id).where(tables.photo_tags.c.slug == slug)
    sums = (
        select(_days.photo_id, *columns)
        .where(_days.day.between(period.before.first, period.last))
        .group_by(_days.photo_id)
        .subquery()
    )
    query = select(sums).where(sums.c.photo_id.in_(carrying), _published(sums.c.photo_id))
    rows = [row._mapping for row in await connection.execute(query)]
    totals = {
        name: Compared(
            now=sum(int(row[f"{name}_True"]) for row in rows), before=sum(int(row[f"{name}_False"]) for row in rows)
        )
        for name in ("opened", "downloads")
    }
    rows.sort(key=lambda row: (-row["opened_True"], row["photo_id"]))
    top = [row["photo_id"] for row in rows[:limit] if row["opened_True"]]
    counts = await counts_of(connection, period, top)
    return totals, tuple(counts[one] for one in top)


def _published(photo_id: Any) -> Any:
    published = select(tables.photos.c.photo_id).where(tables.photos.c.state == PhotoState.PUBLISHED.value)
    return photo_id.in_(published)


async def _lovers_of(connection: AsyncConnection, photo_id: PhotoId, period: Period) -> int:
    query = select(func.count(_lovers.person_id.distinct())).where(
        _lovers.photo_id == photo_id, _lovers.day.between(period.first, period.last)
    )
    return int((await connection.execute(query)).scalar_one())


def _photo_counts(photo_id: int, row: Row[Any] | None, lovers: int) -> PhotoCounts:
    sums = {name: 0 if row is None else int(row._mapping[name]) for name in _COUNTED}
    return PhotoCounts(photo_id=photo_id, **sums, lovers=lovers)


def _sum(rows: Rows, period: Period, name: str) -> int:
    return sum(int(rows[day][name]) for day in period if day in rows)


def _compared(rows: Rows, period: Period, name: str) -> Compared:
    return Compared(now=_sum(rows, period, name), before=_sum(rows, period.before, name))
