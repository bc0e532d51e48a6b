"""One photo taking another's place, in SQL: marks, collections, views by day, and where links lead."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId
from storage import tables
from storage.sql import insert_missing, upsert
from storage.tables.days import photo_view_days
from storage.tables.duplicates import photo_successors


async def hand_over(connection: AsyncConnection, photo_id: PhotoId, successor_id: PhotoId, at: dt.datetime) -> None:
    """Marks, places in collections and links; whoever had both keeps the successor once."""
    for table in (tables.favourites, tables.collection_photos):
        await _move(connection, table, photo_id, successor_id)
    links = photo_successors.c
    await connection.execute(
        update(photo_successors).where(links.successor_id == photo_id).values(successor_id=successor_id)
    )
    # A line of successors never comes back to its beginning.
    await connection.execute(delete(photo_successors).where(links.photo_id == successor_id))
    await upsert(connection, photo_successors, [{"photo_id": photo_id, "successor_id": successor_id, "since": at}])


async def hand_over_views(connection: AsyncConnection, photo_id: PhotoId, successor_id: PhotoId) -> None:
    """All of them and by day, added to the successor's own."""
    for table in (tables.photo_views, photo_view_days):
        keys = [column for column in table.primary_key if column.name != "photo_id"]
        rows = list(await connection.execute(select(table).where(table.c.photo_id == photo_id)))
        for row in rows:
            theirs = [table.c.photo_id == successor_id, *(key == getattr(row, key.name) for key in keys)]
            query = select(table.c.view_count).where(*theirs)
            before = (await connection.execute(query)).scalar_one_or_none() or 0
            moved = {**row._asdict(), "photo_id": successor_id, "view_count": before + row.view_count}
            await upsert(connection, table, [moved])
        await connection.execute(delete(table).where(table.c.photo_id == photo_id))


async def _move(connection: AsyncConnection, table: Table, photo_id: PhotoId, successor_id: PhotoId) -> None:
    rows = await connection.execute(select(table).where(table.c.photo_id == photo_id))
    await insert_missing(connection, table, [{**row._asdict(), "photo_id": successor_id} for row in rows])
    await connection.execute(delete(table).where(table.c.photo_id == photo_id))


async def successor_of(connection: AsyncConnection, photo_id: PhotoId) -> PhotoId | None:
    query = select(photo_successors.c.successor_id).where(photo_successors.c.photo_id == photo_id)
    found: PhotoId | None = (await connection.execute(query)).scalar_one_or_none()
    return found
