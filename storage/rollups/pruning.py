"""Old events deleted, once they are counted; what was counted of them stays."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from storage import tables
from storage.database import Database
from storage.tables.rollups import search_outcomes

AT_ONCE = 2_000
"""Rows of one short transaction, so that nobody waits for it."""


async def prune(database: Database, before: dt.datetime, zone: ZoneInfo, counted: int) -> bool:
    """Deletes some of the events from before that moment with ids below `counted`; true if there may be more.

    The one that was counted last stays, for SQLite would give its number to the next event, which would then not be
    counted.
    """
    events, outcomes = tables.events.c, search_outcomes.c
    old = select(events.event_id).where(events.happened_at < before, events.event_id < counted).limit(AT_ONCE)
    stale = select(outcomes.search_id).where(outcomes.day < before.astimezone(zone).date()).limit(AT_ONCE)
    async with database.connections.connect() as connection:
        if not (await connection.execute(old)).first() and not (await connection.execute(stale)).first():
            return False
    async with database.writing.begin() as connection:
        await connection.execute(delete(tables.events).where(events.event_id.in_(old)))
        await connection.execute(delete(search_outcomes).where(outcomes.search_id.in_(stale)))
    return True
