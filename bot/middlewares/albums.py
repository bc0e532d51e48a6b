"""One question of an album: its parts come as separate updates, without an end mark, and are gathered first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject, Update

REMEMBERED = 1000
"""Albums; their parts arrive within seconds of each other, so older ones are forgotten."""
QUIET_S = 0.4
"""An album is whole when no part came for so long: Telegram hands them over together or right after each other."""


class OneQuestionPerAlbum(BaseMiddleware):
    """Lets the first part of each album through when its other parts are here. Provides `album`, in their order.

    Outside of everybody's turns, or the parts would wait for each other. A part that comes later still is let through
    alone, with `is_late`: it is no question of its own, but a file that must not be lost where files are taken in.
    """

    def __init__(self, quiet_s: float = QUIET_S) -> None:
        self._quiet_s = quiet_s
        self._seen: OrderedDict[tuple[int, str], list[Message] | None] = OrderedDict()
        """The parts of each album so far, None once it was let through."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        message = event.message
        parts = [one for one in (message or event.edited_message,) if one is not None]
        data["is_late"] = False
        if message is not None and message.media_group_id is not None:
            album = (message.chat.id, message.media_group_id)
            if (gathered := self._seen.get(album)) is not None:
                gathered.append(message)
                return None
            if album in self._seen:
                data["is_late"], data["album"] = True, (message,)
                return await handler(event, data)
            self._seen[album] = parts
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
            await self._gathered(parts)
            if album in self._seen:
                self._seen[album] = None
        data["album"] = tuple(sorted(parts, key=lambda part: part.message_id))
        return await handler(event, data)

    async def _gathered(self, parts: list[Message]) -> None:
        count = 0
        while count < len(parts):
            count = len(parts)
            await asyncio.sleep(self._quiet_s)
