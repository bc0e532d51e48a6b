"""One thing at a time for each person, in the order in which they asked; a limited number of things for all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

AT_ONCE = 32
"""Updates in work at the same time, whether they come by polling or by webhook."""


class Turns(BaseMiddleware):
    """Without it, two quick presses would race, and the slower answer would win."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user = data.get("event_from_user")
        if user is None:  # nobody's: a count of reactions
            async with self._free:
                return await handler(event, data)
        turn = self._turns.setdefault(user.id, asyncio.Lock())
        # A person's own turn first: whoever waits for it takes no place from the others.
        async with turn, self._free:
            return await handler(event, data)
