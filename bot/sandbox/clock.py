"""The stand-in's time: the real one, and as far ahead of it as somebody asked, so that nobody waits for an expiry."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Seconds since 1970. Moving it ahead wakes everything that sleeps on it and is then due."""

    source: Callable[[], float] = time.time
    ahead_s: float = 0.0
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self) -> float:
        return self.source() + self.ahead_s

    def forward(self, seconds: float) -> None:
        """Time does not run backwards: raises ValueError for less than nothing."""
        if seconds < 0:
            raise ValueError("the clock moves forward only")
        self.ahead_s += seconds
        # Whoever sleeps holds the old event; those who come later wait for the next move.
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Until so much time has passed, really or by `forward`."""
        loop = asyncio.get_running_loop()
        began, ahead = loop.time(), self.ahead_s
        while (left := seconds - (loop.time() - began) - (self.ahead_s - ahead)) > 0:
            try:
                await asyncio.wait_for(self._moved.wait(), left)
            except TimeoutError:
                return
