"""The log of everything that a watcher of the stand-in may see, numbered, with waiting for what comes next."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.sandbox.errors import Json

KEPT = 5000
"""Older events are forgotten; a watcher that fell behind reads the messages anew."""


@dataclass(frozen=True)
class Event:
    seq: int
    body: Json


@dataclass
class EventLog:
    """Events from number 1 on. `close` lets every watcher end, so that a shutdown does not wait for them."""

    _events: list[Event] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    last_seq: int = 0
    closed: bool = False

    def emit(self, kind: str, **fields: object) -> None:
        self.last_seq += 1
        self._events.append(Event(self.last_seq, {"type": kind, **fields}))
        del self._events[:-KEPT]
        self._wake()

    def after(self, seq: int) -> list[Event]:
        """The kept events whose number is higher than `seq`, oldest first."""
        return [event for event in self._events if event.seq > seq]

    async def wait_after(self, seq: int) -> list[Event]:
        """As `after`, but waits until there is one; empty only when the log is closed."""
        while not (events := self.after(seq)) and not self.closed:
            await self._news.wait()
        return events

    def close(self) -> None:
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        # Whoever waits holds the old event; those who come later wait for the next news.
        self._news.set()
        self._news = asyncio.Event()
