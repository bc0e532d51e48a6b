"""One photo taking another's place, in SQL: marks, collections, views by day, and where links lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId
from storage import tables
from storage.sql import insert_missing, upsert
from storage.tables.days import photo_view_days
from storage.tables.duplicates import photo_successors


async def about_to_move(connection: AsyncConnection, photo_id: PhotoId, successor_id: PhotoId) -> dict[str, Any]:
    """What a hand-over would move, as JSON values, so that it can be moved back. Asked before it.

    Of marks and places in collections, whose they are and whether the successor has them as well; of views, how many.
    """
    found: dict[str, Any] = {}
    for table, key in ((tables.favourites, "person_id"), (tables.collection_photos, "collection_id")):
        mine, theirs = [
            set((await connection.execute(select(table.c[key]).where(table.c.photo_id == one))).scalars())
            for one in (photo_id, successor_id)
        ]
        found[table.name] = [[owner, owner in theirs] for owner in sorted(mine)]
    views, days, links = tables.photo_views, photo_view_days.c, photo_successors.c
    seen = await connection.execute(select(views.c.view_count).where(views.c.photo_id == photo_id))
    found["views"] = seen.scalar_one_or_none() or 0
    by_day = await connection.execute(select(photo_view_days).where(days.photo_id == photo_id))
    found["days"] = [[row.day.isoformat(), row.view_count] for row in by_day]
    leading = await connection.execute(select(links.photo_id).where(links.successor_id == photo_id))
    found["links"] = list(leading.scalars())
    return found


async def move_back(
    connection: AsyncConnection, photo_id: PhotoId, successor_id: PhotoId, moved: Mapping[str, Any]
) -> None:
    """What `about_to_move` told; whoever has taken a mark off since keeps it off, and new ones stay where they are."""
    for table, key in ((tables.favourites, "person_id"), (tables.collection_photos, "collection_id")):
        for owner, had_both in moved[table.name]:
            there = table.c.photo_id == successor_id, table.c[key] == owner
            row = (await connection.execute(select(table).where(*there))).one_or_none()
            if row is None:
                continue
            await insert_missing(connection, table, [{**row._asdict(), "photo_id": photo_id}])
            if not had_both:
                await connection.execute(delete(table).where(*there))
    await _views_back(connection, photo_id, successor_id, moved)
    links = photo_successors.c
    await connection.execute(delete(photo_successors).where(links.photo_id == photo_id))
    led = update(photo_successors).where(links.photo_id.in_(moved["links"]), links.successor_id == successor_id)
    await connection.execute(led.values(successor_id=photo_id))


async def _views_back(
    connection: AsyncConnection, photo_id: PhotoId, successor_id: PhotoId, moved: Mapping[str, Any]
) -> None:
    parts: list[tuple[Table, dict[str, Any], int]] = [(tables.photo_views, {}, moved["views"])]
    parts += [(photo_view_days, {"day": dt.date.fromisoformat(day)}, count) for day, count in moved["days"]]
    for table, key, count in parts:
        if not count:
            continue
        keyed = [table.c[name] == value for name, value in key.items()]
        less = update(table).where(table.c.photo_id == successor_id, *keyed)
        await connection.execute(less.values(view_count=table.c.view_count - count))
        query = select(table.c.view_count).where(table.c.photo_id == photo_id, *keyed)
        since = (await connection.execute(query)).scalar_one_or_none() or 0
        await upsert(connection, table, [{**key, "photo_id": photo_id, "view_count": since + count}])


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
