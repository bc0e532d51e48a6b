"""How much a bot may send: what Telegram's guide says in round numbers. How it counts is published nowhere: assumed.

One message a second in a chat and thirty a second in all, each with as much saved up as a burst may hold; twenty a
minute in a group or channel. An album counts each item, may go into debt, and whoever comes next waits longer.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.errors import Refused, too_many_requests
from bot.sandbox.people import Chat

IN_A_CHAT_PER_S = 1.0
BURST_IN_A_CHAT = 5
IN_ALL_PER_S = 30.0
BURST_IN_ALL = 30
IN_A_GROUP = 20
GROUP_WINDOW_S = 60.0


@dataclass
class _Bucket:
    """Fills with `rate` a second up to `burst`; less than nothing is a debt."""

    rate: float
    burst: int
    seen_at: float
    level: float

    def wait_s(self, now: float) -> float:
        """Seconds until one message may go."""
        self.level = min(self.burst, self.level + self.rate * (now - self.seen_at))
        self.seen_at = now
        return max(0.0, (1 - self.level) / self.rate)


@dataclass
class Floods:
    clock: Clock
    _chats: dict[int, _Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _all: _Bucket | None = None

    def spend(self, chat: Chat, count: int) -> None:
        """Counts messages to a chat. Raises Refused 429 when it is too early; what is refused does not count."""
        now = self.clock()
        bucket = self._chats.setdefault(chat.id, _Bucket(IN_A_CHAT_PER_S, BURST_IN_A_CHAT, now, BURST_IN_A_CHAT))
        overall = self._all = self._all or _Bucket(IN_ALL_PER_S, BURST_IN_ALL, now, BURST_IN_ALL)
        wait = max(bucket.wait_s(now), overall.wait_s(now), self._group_wait_s(chat, now))
        if wait > 0:
            raise _too_early(wait)
        bucket.level -= count
        overall.level -= count
        if chat.type != "private":
            self._groups[chat.id].extend([now] * count)

    def _group_wait_s(self, chat: Chat, now: float) -> float:
        if chat.type == "private":
            return 0.0
        sent = self._groups.setdefault(chat.id, deque())
        while sent and sent[0] <= now - GROUP_WINDOW_S:
            sent.popleft()
        return sent[len(sent) - IN_A_GROUP] + GROUP_WINDOW_S - now if len(sent) >= IN_A_GROUP else 0.0


def messages_of(name: str, method: Any) -> int:
    """How many messages a call sends; none for a call that sends nothing, though its name may begin so."""
    if name == "sendChatAction" or not name.startswith(("send", "forward", "copy")):
        return 0
    many = getattr(method, "media", None) or getattr(method, "message_ids", None)
    return len(many) if isinstance(many, list) else 1


def _too_early(wait: float) -> Refused:
    return too_many_requests(math.ceil(wait - 1e-9) or 1)
