"""The roll-ups kept up with the events: a job that any process may run, any number of times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Event, PersonId
from storage import tables
from storage.database import Database
from storage.event_rows import all_written
from storage.rollups.applying import apply
from storage.rollups.bank import note_bank
from storage.rollups.counting import count
from storage.rollups.pruning import prune
from storage.sql import inserting
from storage.tables.rollups import rollup_cursors

BATCH = 1_000
"""Events counted in one transaction: some ten milliseconds of the event loop."""
CURSOR = "events"


class RollUp:
    """Counts what events there are beyond the cursor, which moves in the same commit as the counts.

    Killed anywhere, it goes on where the last commit ended. Of two processes that count the same events, one finds the
    cursor moved when it is about to write, and leaves it to the other.
    """

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        clock: Callable[[], dt.datetime],
        *,
        keep: dt.timedelta | None = None,
        batch: int = BATCH,
    ) -> None:
        self._database = database
        self._zone = zone
        self._clock = clock
        self._keep = keep
        self._batch = batch

    async def __call__(self) -> bool:
        """One step; true while more is known to be left to do."""
        if await self._count():
            return True
        now = self._clock()
        await note_bank(self._database, now.astimezone(self._zone).date())
        return self._keep is not None and await prune(self._database, now - self._keep, self._zone, await self.cursor())

    async def catch_up(self) -> None:
        """Everything that is written by now."""
        while await self():
            pass

    async def cursor(self) -> int:
        """The newest event that is counted; 0 before the first."""
        async with self._database.connections.connect() as connection:
            return await _cursor(connection)

    async def _count(self) -> bool:
        async with self._database.connections.begin() as connection:
            written = await all_written(connection)
        async with self._database.connections.connect() as connection:
            cursor = await _cursor(connection)
            query = (
                select(tables.events)
                .where(tables.events.c.event_id > cursor, tables.events.c.event_id <= written)
                .order_by(tables.events.c.event_id)
                .limit(self._batch)
            )
            rows = (await connection.execute(query)).all() if written > cursor else []
        if not rows:
            return False
        counts = count(
            (
                Event(
                    kind=row.kind,
                    person_id=None if row.person_id is None else PersonId(row.person_id),
                    happened_at=row.happened_at,
                    facts=row.facts,
                )
                for row in rows
            ),
            self._zone,
        )
        async with self._database.writing.begin() as connection:
            if await _moved(connection, cursor, rows[-1].event_id):
                await apply(connection, counts)
        return True


async def _cursor(connection: AsyncConnection) -> int:
    query = select(rollup_cursors.c.event_id).where(rollup_cursors.c.name == CURSOR)
    return (await connection.execute(query)).scalar_one_or_none() or 0


async def _moved(connection: AsyncConnection, cursor: int, to: int) -> bool:
    """Moves the cursor, unless it is no longer where it was; other processes wait for its row until the commit."""
    first = inserting(connection, rollup_cursors).values(name=CURSOR, event_id=0)
    await connection.execute(first.on_conflict_do_nothing())
    c = rollup_cursors.c
    moving = rollup_cursors.update().where(c.name == CURSOR, c.event_id == cursor).values(event_id=to)
    return bool((await connection.execute(moving)).rowcount)
