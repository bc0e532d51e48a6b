"""A sign of life while something takes long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatAction
from aiogram.methods import SendChatAction
from aiogram.types import Chat, TelegramObject

from bot.standing import tells_of_place
from bot.tasks import alongside

AGAIN_S = 4.5
"""A chat action lasts 5 s at most."""


class Working(BaseMiddleware):
    """Shows that a photo is on its way, for messages and presses alike."""

    def __init__(self, after_s: float) -> None:
        self._after_s = after_s

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        chat: Chat | None = data.get("event_chat")
        if chat is None or tells_of_place(event):
            return await handler(event, data)
        async with alongside(self._show(data["bot"], chat.id, data.get("event_thread_id"))):
            return await handler(event, data)

    async def _show(self, bot: Bot, chat_id: int, thread_id: int | None) -> None:
        await asyncio.sleep(self._after_s)
        while True:
            await bot(SendChatAction(chat_id=chat_id, message_thread_id=thread_id, action=ChatAction.UPLOAD_PHOTO))
            await asyncio.sleep(AGAIN_S)
