"""Figures of what the bank holds: how it grows, and its tags beside what is asked of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.dashboard.figures import Added, Compared, Growth, Period, TagDemand, TagFigure, Tags
from engine.model import PhotoState
from storage import tables
from storage.governing import redirects_in
from storage.rollups.bank import WAITING
from storage.rollups.counting import Measure
from storage.statistics.daily import by_day, by_key
from storage.statistics.days import bounds
from storage.statistics.photos import of_tag
from storage.tables.rollups import bank_days

TOP = 9


async def growth(connection: AsyncConnection, period: Period, zone: ZoneInfo) -> Growth:
    """From what was noted day by day; for days before that, from when the photos came and were published."""
    c = bank_days.c
    noted = select(bank_days).where(c.day <= period.last).order_by(c.day)
    days = {row.day: (row.published, row.waiting) for row in await connection.execute(noted)}
    first = min(days, default=None)
    early = [day for day in period if first is None or day < first]
    days |= await _reconstructed(connection, early, zone)
    known = sorted(days)
    numbers, at, last = [], 0, (0, 0)
    for day in period:
        while at < len(known) and known[at] <= day:
            last, at = days[known[at]], at + 1
        numbers.append(last)
    return Growth(period=period, published=tuple(one for one, _ in numbers), waiting=tuple(one for _, one in numbers))


async def added(connection: AsyncConnection, period: Period, zone: ZoneInfo, limit: int) -> Added:
    c = tables.photos.c
    first, end = bounds(period, zone)
    new = (c.state == PhotoState.PUBLISHED.value, c.published_at >= first, c.published_at < end)
    count = (await connection.execute(select(func.count()).select_from(tables.photos).where(*new))).scalar_one()
    newest = select(c.photo_id).where(*new).order_by(c.published_at.desc(), c.photo_id.desc()).limit(limit)
    return Added(period=period, count=count, newest=tuple((await connection.execute(newest)).scalars()))


async def tags(connection: AsyncConnection, period: Period, limit: int) -> Tags:
    redirects = await redirects_in(connection)
    asked: Counter[str] = Counter()
    for slug, count in (await by_key(connection, Measure.TAG, period)).items():
        asked[redirects.get(slug, slug)] += count
    known = tables.tags.c
    names = {row.slug: row for row in await connection.execute(select(known.slug, known.ru, known.en))}
    top = sorted((slug for slug in asked if slug in names), key=lambda slug: (-asked[slug], slug))[:limit]
    photos = await _photos_with(connection, top)
    return Tags(
        period=period,
        rows=tuple(
            TagDemand(
                slug=slug,
                ru=names[slug].ru,
                en=names[slug].en,
                searches=asked[slug],
                photos=photos.get(slug, 0),
            )
            for slug in top
        ),
    )


async def tag(connection: AsyncConnection, slug: str, period: Period) -> TagFigure | None:
    redirects = await redirects_in(connection)
    slug = redirects.get(slug, slug)
    row = (await connection.execute(select(tables.tags).where(tables.tags.c.slug == slug))).one_or_none()
    if row is None:
        return None
    slugs = {slug, *(old for old, new in redirects.items() if new == slug)}
    both = Period(first=period.before.first, last=period.last)
    asked = {
        day: sum(counts[one] for one in slugs) for day, counts in (await by_day(connection, Measure.TAG, both)).items()
    }
    done, top = await of_tag(connection, slug, period, TOP)
    return TagFigure(
        period=period,
        slug=slug,
        ru=row.ru,
        en=row.en,
        searches=Compared(
            now=sum(asked.get(day, 0) for day in period), before=sum(asked.get(day, 0) for day in period.before)
        ),
        photos=(await _photos_with(connection, [slug])).get(slug, 0),
        opened=done["opened"],
        downloads=done["downloads"],
        searches_by_day=tuple(asked.get(day, 0) for day in period),
        top=top,
    )


async def _photos_with(connection: AsyncConnection, slugs: Sequence[str]) -> dict[str, int]:
    carried = tables.photo_tags.c
    query = (
        select(carried.slug, func.count().label("photos"))
        .join(tables.photos, tables.photos.c.photo_id == carried.photo_id)
        .where(carried.slug.in_(slugs), tables.photos.c.state == PhotoState.PUBLISHED.value)
        .group_by(carried.slug)
    )
    return {row.slug: row.photos for row in await connection.execute(query)}


async def _reconstructed(
    connection: AsyncConnection, days: Sequence[dt.date], zone: ZoneInfo
) -> dict[dt.date, tuple[int, int]]:
    """As photos that are published or waiting today say it of themselves; what was withdrawn since is not known."""
    if not days:
        return {}
    c = tables.photos.c
    query = select(c.received_at, c.published_at, c.state).where(c.state.in_([PhotoState.PUBLISHED.value, *WAITING]))
    came: Counter[dt.date] = Counter()
    became: Counter[dt.date] = Counter()
    for row in await connection.execute(query):
        came[row.received_at.astimezone(zone).date()] += 1
        if row.state == PhotoState.PUBLISHED.value and row.published_at is not None:
            became[row.published_at.astimezone(zone).date()] += 1
    found = {}
    for day in days:
        published = sum(count for when, count in became.items() if when <= day)
        found[day] = (published, sum(count for when, count in came.items() if when <= day) - published)
    return found
