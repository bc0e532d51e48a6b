"""One answer for an album: its parts come as separate updates, without an end mark, and the first one speaks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

REMEMBERED = 1000
"""Albums; their parts arrive within seconds of each other, so older ones are forgotten."""


class OneAnswerPerAlbum(BaseMiddleware):
    """Lets the first part of each album through."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[int, str], None] = OrderedDict()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        message = event.message
        if message is not None and message.media_group_id is not None:
            album = (message.chat.id, message.media_group_id)
            if album in self._seen:
                return None
            self._seen[album] = None
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return await handler(event, data)
