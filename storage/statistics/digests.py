"""Figures of the digest's issues: who followed their links, and what stands under them.

From the issues' own tables, which have a row for each reader of a link and each post: there is nothing to roll up.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.dashboard.figures import Digests, Period, PostedIssue
from admin.digest.ports import IssueId, IssueState
from storage.digest_posts import SqlDigestPosts
from storage.statistics.days import bounds
from storage.tables.digest import digest_clicks, digest_issues, digest_schedules


async def digests(connection: AsyncConnection, period: Period, zone: ZoneInfo, limit: int) -> Digests:
    first, end = bounds(period, zone)
    c, schedules = digest_issues.c, digest_schedules.c
    posted = (
        select(c.issue_id, c.due_at, schedules.kind)
        .join(digest_schedules, schedules.schedule_id == c.schedule_id)
        .where(c.state == IssueState.POSTED.value, c.due_at >= first, c.due_at < end)
        .order_by(c.due_at.desc(), c.issue_id.desc())
    )
    issues = list(await connection.execute(posted))
    numbers = await SqlDigestPosts(connection).numbers([IssueId(row.issue_id) for row in issues])
    people, days = await _followed(connection, first, end, zone)
    return Digests(
        period=period,
        issues=len(issues),
        people=people,
        links=days.total(),
        reactions=sum(reactions for _people, reactions in numbers.values()),
        links_by_day=tuple(days[day] for day in period),
        rows=tuple(
            PostedIssue(
                day=row.due_at.astimezone(zone).date(),
                kind=row.kind,
                people=numbers[row.issue_id][0],
                reactions=numbers[row.issue_id][1],
            )
            for row in issues[:limit]
        ),
    )


async def _followed(
    connection: AsyncConnection, first: dt.datetime, end: dt.datetime, zone: ZoneInfo
) -> tuple[int, Counter[dt.date]]:
    """How many people followed links, and how many links on each day."""
    c = digest_clicks.c
    between = (c.clicked_at >= first, c.clicked_at < end)
    people = (await connection.execute(select(func.count(c.person_id.distinct())).where(*between))).scalar_one()
    moments = (await connection.execute(select(c.clicked_at).where(*between))).scalars()
    return int(people), Counter(moment.astimezone(zone).date() for moment in moments)
