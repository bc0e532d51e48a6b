"""How much one person, and one group, may ask for: what is beyond it is answered once, and then not at all."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Chat, TelegramObject

from bot.standing import tells_of_place
from engine.errors import TooMuch
from engine.model import Actor, Role

REMEMBERED = 10_000
"""Buckets; one that is forgotten is full again, as one that was left alone for a minute is anyway."""
GROUP_SHARE = 3
"""A group may ask for so many times as much as a person."""
PAUSE_S = 10


@dataclass
class Bucket:
    """Tokens of the token bucket algorithm (Turner, 1986): one for each update, refilled evenly up to `size`."""

    size: float
    per_s: float
    tokens: float
    at: float
    is_told: bool = False

    def take(self, now: float) -> bool:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.per_s)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        self.is_told = False
        return True


class Limits(BaseMiddleware):
    """Lets updates through as long as there are tokens. Whoever moderates has no limit: an upload is many updates.

    Raises TooMuch for the first update beyond them; the following ones are dropped until some tokens are back.
    """

    spared: ClassVar[frozenset[Role]] = frozenset({Role.MODERATOR, Role.OWNER})

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, int], Bucket] = OrderedDict()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        actor: Actor | None = data.get("actor")
        if actor is None or actor.role in self.spared or tells_of_place(event):
            return await handler(event, data)
        now = self._clock()
        buckets = [self._bucket("person", actor.person_id, self._per_minute, now)]
        chat: Chat | None = data.get("event_chat")
        if chat is not None and chat.type != ChatType.PRIVATE:
            buckets.append(self._bucket("group", chat.id, GROUP_SHARE * self._per_minute, now))
        empty = [bucket for bucket in buckets if not bucket.take(now)]
        if not empty:
            return await handler(event, data)
        was_told = all(bucket.is_told for bucket in empty)
        for bucket in empty:
            # What is left must grow again before anything is let through, or every second message would be.
            bucket.tokens = min(bucket.tokens, 1 - PAUSE_S * bucket.per_s) if not bucket.is_told else bucket.tokens
            bucket.is_told = True
        if was_told and data.get("tap") is None:
            return None
        raise TooMuch(seconds=max(math.ceil((1 - bucket.tokens) / bucket.per_s) for bucket in empty))

    def _bucket(self, kind: str, number: int, per_minute: int, now: float) -> Bucket:
        bucket = self._buckets.get((kind, number))
        if bucket is None:
            bucket = Bucket(size=per_minute, per_s=per_minute / 60, tokens=per_minute, at=now)
            self._buckets[kind, number] = bucket
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end((kind, number))
        return bucket
