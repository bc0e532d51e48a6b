"""Whether a bot is there: it polls, did so a moment ago, or answers its webhook."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.sandbox.events import EventLog

GRACE_S = 5.0


@dataclass
class Presence:
    events: EventLog
    online: bool = False
    _timer: asyncio.TimerHandle | None = None

    def seen(self, *, stays: bool = False) -> None:
        """The bot gave a sign of life; without another one within the grace it counts as gone, unless it `stays`."""
        self._cancel()
        self._set(online=True)
        if not stays:
            self._timer = asyncio.get_running_loop().call_later(GRACE_S, self.lost)

    def lost(self) -> None:
        self._cancel()
        self._set(online=False)

    def close(self) -> None:
        self._cancel()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set(self, *, online: bool) -> None:
        if online != self.online:
            self.online = online
            self.events.emit("bot", online=online)
