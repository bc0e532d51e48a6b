"""Figures of people: who comes back, and what one of them did."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.dashboard.figures import Cohort, Compared, PartnerFigure, Period, PhotoCounts, Retention
from engine.model import PersonId
from storage import tables
from storage.rollups.counting import PERSON, monday_of
from storage.statistics.days import bounds
from storage.tables.rollups import person_days, person_weeks

TOP = 9


async def retention(connection: AsyncConnection, period: Period) -> Retention:
    c = person_weeks.c
    first = select(c.person_id, func.min(c.monday).label("first")).group_by(c.person_id).subquery()
    query = (
        select(first.c.first, c.monday, func.count().label("people"))
        .join(first, first.c.person_id == c.person_id)
        .where(first.c.first.between(monday_of(period.first), period.last), c.monday <= period.last)
        .group_by(first.c.first, c.monday)
    )
    came: dict[dt.date, dict[dt.date, int]] = defaultdict(dict)
    for row in await connection.execute(query):
        came[row.first][row.monday] = row.people
    weeks = Period(first=monday_of(period.first), last=monday_of(period.last))
    mondays = [day for day in weeks if day.weekday() == 0]
    return Retention(
        period=period,
        cohorts=tuple(
            Cohort(monday=monday, returned=tuple(came[monday].get(week, 0) for week in mondays if week >= monday))
            for monday in mondays
            if monday in came
        ),
    )


async def partner(connection: AsyncConnection, person_id: PersonId, period: Period, zone: ZoneInfo) -> PartnerFigure:
    both = Period(first=period.before.first, last=period.last)
    c = person_days.c
    query = select(person_days).where(c.person_id == person_id, c.day.between(both.first, both.last))
    rows = {row.day: row._mapping for row in await connection.execute(query)}
    totals = {
        name: Compared(
            now=sum(rows[day][name] for day in period if day in rows),
            before=sum(rows[day][name] for day in period.before if day in rows),
        )
        for name in PERSON
    }
    sizes, taken = await _taken(connection, person_id, period, zone)
    return PartnerFigure(
        period=period,
        person_id=person_id,
        **totals,
        by_size=dict(sizes),
        searches_by_day=tuple(rows[day]["searches"] if day in rows else 0 for day in period),
        downloads_by_day=tuple(rows[day]["downloads"] if day in rows else 0 for day in period),
        top=tuple(PhotoCounts(photo_id=one, opened=0, downloads=count) for one, count in taken),
    )


async def _taken(
    connection: AsyncConnection, person_id: PersonId, period: Period, zone: ZoneInfo
) -> tuple[Counter[str], list[tuple[int, int]]]:
    """Downloads by size and by photo, from what proves the right to files: it is kept for good."""
    c = tables.downloads.c
    begins, ends = bounds(period, zone)
    theirs = (c.person_id == person_id, c.downloaded_at >= begins, c.downloaded_at < ends)
    sizes = await connection.execute(select(c.size, func.count().label("n")).where(*theirs).group_by(c.size))
    top = select(c.photo_id, func.count().label("n")).where(*theirs).group_by(c.photo_id)
    rows = await connection.execute(top.order_by(func.count().desc(), c.photo_id).limit(TOP))
    return Counter({row.size: row.n for row in sizes}), [(row.photo_id, row.n) for row in rows]
