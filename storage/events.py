"""Events: told without waiting, written in batches at most a second later."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from types import TracebackType
from typing import Self

from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from engine.model import Event
from storage import tables
from storage.database import Database
from storage.work import WRITES

log = logging.getLogger(__name__)

FLUSH_EVERY_S = 1.0
KEPT_AT_MOST = 10_000
"""Events that wait while the database does not answer; older ones go first."""


class BufferedEvents:
    """Implements the Events port. Leaving the context writes what is left."""

    def __init__(self, database: Database) -> None:
        self._connections = database.connections.execution_options(**{WRITES: True})
        self._waiting: deque[Event] = deque(maxlen=KEPT_AT_MOST)
        self._flushing: asyncio.Task[None] | None = None

    def tell(self, event: Event) -> None:
        self._waiting.append(event)

    async def __aenter__(self) -> Self:
        self._flushing = asyncio.get_running_loop().create_task(self._flush_for_ever(), name="events")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._flushing is not None:
            self._flushing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._flushing
        await self._flush()

    async def _flush_for_ever(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_EVERY_S)
            # Shielded: a flush that has begun is finished even when the program is told to stop.
            await asyncio.shield(self._flush())

    async def _flush(self) -> None:
        batch = list(self._waiting)
        if not batch:
            return
        rows = [
            {"kind": e.kind, "person_id": e.person_id, "happened_at": e.happened_at, "facts": dict(e.facts)}
            for e in batch
        ]
        try:
            async with self._connections.begin() as connection:
                await connection.execute(insert(tables.events), rows)
        except (SQLAlchemyError, OSError):
            log.warning("events could not be written; they wait for the next time", exc_info=True)
            return
        for _ in range(min(len(batch), len(self._waiting))):
            self._waiting.popleft()
