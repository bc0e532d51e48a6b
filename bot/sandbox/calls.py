"""The log of what the bot asked, with its outcome, for the tests and the page. It never holds the token."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.errors import Json
from bot.sandbox.events import EventLog

KEPT = 5000


@dataclass
class CallLog:
    events: EventLog
    _calls: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    _seq: int = 0

    def add(
        self, method: str, status: int, ms: float, params: Mapping[str, object], description: str | None = None
    ) -> None:
        """`params` hold files as `{"size": bytes, "name": …}`; `ms` is the time the answer took."""
        self._seq += 1
        call: Json = {"seq": self._seq, "method": method, "status": status, "ms": round(ms, 1), "params": dict(params)}
        if description:
            call["description"] = description
        self._calls.append(call)
        self.events.emit("call", **call)

    def after(self, seq: int) -> list[Json]:
        return [call for call in self._calls if call["seq"] > seq]
