"""Figures that are sums of daily counts and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.dashboard.figures import Audience, Compared, Hours, Overview, Period, Quality, Speed
from storage.rollups.counting import INLINE, MOST_PLACES, Measure
from storage.rollups.histogram import percentile
from storage.tables.rollups import day_counts, person_days

_CHATS = ("private", "group")


async def by_key(connection: AsyncConnection, measure: Measure, period: Period) -> Counter[str]:
    """What was counted in the whole period, by key."""
    c = day_counts.c
    query = (
        select(c.key, func.sum(c["count"]).label("total"))
        .where(c.measure == measure.value, c.day.between(period.first, period.last))
        .group_by(c.key)
    )
    return Counter({row.key: int(row.total) for row in await connection.execute(query)})


async def by_day(connection: AsyncConnection, measure: Measure, period: Period) -> dict[dt.date, Counter[str]]:
    """What was counted on each day that anything was counted on, by key."""
    c = day_counts.c
    query = select(c.day, c.key, c["count"].label("total")).where(
        c.measure == measure.value, c.day.between(period.first, period.last)
    )
    days: dict[dt.date, Counter[str]] = defaultdict(Counter)
    for row in await connection.execute(query):
        days[row.day][row.key] += row.total
    return days


def compared(now: float, before: float) -> Compared:
    return Compared(now=now, before=before)


async def overview(connection: AsyncConnection, period: Period) -> Overview:
    chats = await by_day(connection, Measure.CHAT, Period(first=period.before.first, last=period.last))
    searches = {day: sum(counts[chat] for chat in _CHATS) for day, counts in chats.items()}
    now, before = (sum(searches.get(day, 0) for day in days) for days in (period, period.before))
    took_now, took_before = [_buckets(await by_key(connection, Measure.TOOK, p)) for p in (period, period.before)]
    kinds_now, kinds_before = [await by_key(connection, Measure.KIND, p) for p in (period, period.before)]
    succeeded = [(await by_key(connection, Measure.SUCCEEDED, p)).total() for p in (period, period.before)]
    people = await _people_by_day(connection, period)
    return Overview(
        period=period,
        searches=compared(now, before),
        people=Compared(
            now=await _distinct_people(connection, period), before=await _distinct_people(connection, period.before)
        ),
        opened=compared(kinds_now["opened"], kinds_before["opened"]),
        downloads=compared(kinds_now["downloaded"], kinds_before["downloaded"]),
        success_rate=Compared(
            now=succeeded[0] / now if now else None, before=succeeded[1] / before if before else None
        ),
        median_ms=Compared(now=percentile(took_now, 0.5), before=percentile(took_before, 0.5)),
        p95_ms=Compared(now=percentile(took_now, 0.95), before=percentile(took_before, 0.95)),
        searches_by_day=tuple(searches.get(day, 0) for day in period),
        people_by_day=tuple(people.get(day, 0) for day in period),
    )


async def hours(connection: AsyncConnection, period: Period) -> Hours:
    table = [[0] * 24 for _ in range(7)]
    for day, counts in (await by_day(connection, Measure.HOUR, period)).items():
        for hour, count in counts.items():
            table[day.weekday()][int(hour)] += count
    return Hours(period=period, searches=tuple(tuple(row) for row in table))


async def quality(connection: AsyncConnection, period: Period) -> Quality:
    shown, opened, thumbs, pages = [
        await by_key(connection, measure, period)
        for measure in (Measure.SHOWN, Measure.PLACE, Measure.THUMB, Measure.PAGE)
    ]
    places = [str(place) for place in range(1, MOST_PLACES + 1)]
    return Quality(
        period=period,
        pages=pages.total(),
        shown_at=tuple(shown[place] for place in places),
        opened_at=tuple(opened[place] for place in places),
        thumbs_up=thumbs["up"],
        thumbs_down=thumbs["down"],
    )


async def audience(connection: AsyncConnection, period: Period) -> Audience:
    chats = await by_key(connection, Measure.CHAT, period)
    kinds = await by_key(connection, Measure.KIND, period)
    return Audience(
        period=period,
        by_language=dict(await by_key(connection, Measure.LANGUAGE, period)),
        by_chat={chat: chats[chat] for chat in (*_CHATS, INLINE)},
        inline_chosen=kinds["shared_inline"],
    )


async def speed(connection: AsyncConnection, period: Period) -> Speed:
    days = {day: _buckets(counts) for day, counts in (await by_day(connection, Measure.TOOK, period)).items()}
    return Speed(
        period=period,
        median_ms=tuple(percentile(days.get(day, {}), 0.5) for day in period),
        p95_ms=tuple(percentile(days.get(day, {}), 0.95) for day in period),
    )


def _buckets(counts: Mapping[str, int]) -> dict[int, int]:
    return {int(bucket): count for bucket, count in counts.items()}


async def _distinct_people(connection: AsyncConnection, period: Period) -> int:
    c = person_days.c
    everybody = select(c.person_id).where(c.day.between(period.first, period.last)).distinct()
    return int((await connection.execute(select(func.count()).select_from(everybody.subquery()))).scalar_one())


async def _people_by_day(connection: AsyncConnection, period: Period) -> dict[dt.date, int]:
    c = person_days.c
    query = select(c.day, func.count().label("people")).where(c.day.between(period.first, period.last)).group_by(c.day)
    return {row.day: row.people for row in await connection.execute(query)}
