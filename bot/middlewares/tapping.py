"""A press of a button becomes a Tap, which is answered soon, whatever else takes time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.taps import Tap
from bot.tasks import alongside


class Tapping(BaseMiddleware):
    """Provides `tap`, None where the update is no press of a button."""

    def __init__(self, answer_after_s: float) -> None:
        self._answer_after_s = answer_after_s

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        data["tap"] = None
        if event.callback_query is None:
            return await handler(event, data)
        tap = data["tap"] = Tap(bot=data["bot"], callback=event.callback_query, sender=data["sender"])
        async with alongside(tap.acknowledge_after(self._answer_after_s)):
            return await handler(event, data)
