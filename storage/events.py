"""Events: told without waiting, written in batches within a second."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import logging
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from sqlalchemy import Table
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Event
from storage import tables
from storage.database import Database
from storage.event_rows import insert_events
from storage.sql import inserting
from storage.tables.days import photo_view_days

log = logging.getLogger(__name__)

FLUSH_EVERY_S = 0.5
"""With the time that writing takes, a killed process loses what it was told within the last second at most."""
KEPT_AT_MOST = 10_000
"""Events that wait while the database does not answer; older ones go first."""


class BufferedEvents:
    """Implements the Events port. Leaving the context writes what is left."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[Event] = deque(maxlen=KEPT_AT_MOST)
        self._closing = asyncio.Event()
        self._flushing: asyncio.Task[None] | None = None

    def tell(self, event: Event) -> None:
        if _fits(event):
            self._waiting.append(event)
        else:
            # It would be refused together with its whole batch, every second anew.
            log.error("an event of kind %s is dropped: the table cannot hold it", event.kind)

    async def __aenter__(self) -> Self:
        self._flushing = asyncio.get_running_loop().create_task(self._flush_until_closed(), name="events")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The task is told, not cancelled: a batch whose commit is under way would be written twice.
        self._closing.set()
        if self._flushing is not None:
            await self._flushing

    async def _flush_until_closed(self) -> None:
        while not self._closing.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), FLUSH_EVERY_S)
            await self._flush()
        await self._flush()  # what was told during the last one, or before the first

    async def _flush(self) -> None:
        batch = list(self._waiting)
        if not batch:
            return
        self._waiting.clear()
        try:
            async with self._database.writing.begin() as connection:
                await insert_events(connection, batch)
                await _count_views(connection, batch)
        except (SQLAlchemyError, OSError):
            log.warning("events could not be written; they wait for the next time", exc_info=True)
            self._waiting = deque([*batch, *self._waiting], maxlen=KEPT_AT_MOST)


async def _count_views(connection: AsyncConnection, batch: Sequence[Event]) -> None:
    """In the same transaction, so that a view is counted exactly as often as it is written down."""
    opened = Counter[int]()
    days = Counter[tuple[int, dt.date]]()
    for event in batch:
        photo_id = event.facts.get("photo_id")
        if event.kind == "opened" and isinstance(photo_id, int):
            opened[photo_id] += 1
            days[photo_id, event.happened_at.astimezone(dt.UTC).date()] += 1
    for photo_id, count in sorted(opened.items()):
        await _add(connection, tables.photo_views, {"photo_id": photo_id}, count)
    for (photo_id, day), count in sorted(days.items()):
        await _add(connection, photo_view_days, {"photo_id": photo_id, "day": day}, count)


async def _add(connection: AsyncConnection, table: Table, keys: Mapping[str, object], count: int) -> None:
    statement = inserting(connection, table).values(**keys, view_count=count)
    added = table.c.view_count + statement.excluded.view_count
    await connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_={"view_count": added}))


def _fits(event: Event) -> bool:
    try:
        json.dumps(dict(event.facts), allow_nan=False)
    except (TypeError, ValueError):
        return False
    return len(event.kind) <= tables.KIND_LENGTH
