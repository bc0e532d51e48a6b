"""Scheduled wake-ups; the only importer of APScheduler. A job does little: what is due, SQL knows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

INDEX_EVERY_S = 2
"""So that photos imported beside a running bot are found within 5 s."""
OTHERS_EVERY_S = 5


@dataclass(kw_only=True)
class Jobs:
    """Runs while it is entered; leaving waits for nothing that is not safe to repeat."""

    follow: Callable[[], Awaitable[None]]
    index_pending: Callable[[], Awaitable[int]]
    others: Mapping[str, Callable[[], Awaitable[object]]] = field(default_factory=dict)
    """What else is looked after, by name: each on its own, so that one that takes long delays no other. A job does one
    piece of what is due, and is called again at once as long as what it returns is true."""
    _scheduler: AsyncIOScheduler = field(default_factory=AsyncIOScheduler)

    async def __aenter__(self) -> Self:
        self._scheduler.add_job(
            self._tend,
            "interval",
            seconds=INDEX_EVERY_S,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        for name, job in self.others.items():
            self._scheduler.add_job(
                self._look_after,
                "interval",
                (name, job),
                seconds=OTHERS_EVERY_S,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=False)

    async def _tend(self) -> None:
        # Before every step: a step with an encoder that the bank has left would undo what the new one did.
        try:
            await self.follow()
            while indexed := await self.index_pending():
                log.info("indexed %d photos or texts", indexed)
                await self.follow()
        except asyncio.CancelledError:
            log.info("indexing is left for the next start")

    async def _look_after(self, name: str, job: Callable[[], Awaitable[object]]) -> None:
        try:
            while await job():
                pass
        except asyncio.CancelledError:
            # The scheduler is told to stop, and would write a cancelled job down as a failed one.
            log.info("%s: the rest is left for the next start", name)
        except Exception:
            log.exception("%s does not work; it is tried again", name)
