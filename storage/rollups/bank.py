"""The bank's own numbers, noted for the day that it is: what a day ends with is what was noted last."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from engine.model import PhotoState
from storage import tables
from storage.database import Database
from storage.sql import upsert
from storage.tables.rollups import bank_days

WAITING = (PhotoState.INDEXED.value, PhotoState.IN_REVIEW.value)


async def note_bank(database: Database, day: dt.date) -> None:
    """Writes only where something has changed."""
    state = tables.photos.c.state
    counting = (
        select(state, func.count().label("photos"))
        .where(state.in_([PhotoState.PUBLISHED.value, *WAITING]))
        .group_by(state)
    )
    async with database.connections.connect() as connection:
        counted = {row.state: row.photos for row in await connection.execute(counting)}
        noted = (await connection.execute(select(bank_days).where(bank_days.c.day == day))).one_or_none()
    published = counted.get(PhotoState.PUBLISHED.value, 0)
    waiting = sum(counted.get(one, 0) for one in WAITING)
    if noted is None or (noted.published, noted.waiting) != (published, waiting):
        async with database.writing.begin() as connection:
            await upsert(connection, bank_days, [{"day": day, "published": published, "waiting": waiting}])
