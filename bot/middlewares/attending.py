"""Whoever waits for an answer comes before what is drawn ahead for nobody yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.ahead import DrawAhead


class Attending(BaseMiddleware):
    """Holds drawing ahead back as long as an update is in work or waits for its turn."""

    def __init__(self, ahead: DrawAhead) -> None:
        self._ahead = ahead

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        with self._ahead.held_back():
            return await handler(event, data)
