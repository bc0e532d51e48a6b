"""In a group the bot speaks when spoken to: commands, mentions and replies; everything else passes unread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject, Update

from bot.commands import NAMES
from bot.standing import tells_of_place

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Addressed(BaseMiddleware):
    """Drops what nobody sent (a channel's own posts) and what was said to others."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, Update)
        message = event.message or event.edited_message
        if event.message_reaction_count is not None:
            return await handler(event, data)
        if data.get("event_from_user") is None:
            return None
        if message is None or message.chat.type == ChatType.PRIVATE or tells_of_place(event):
            return await handler(event, data)
        return await handler(event, data) if await _to_us(message, data["bot"]) else None


async def _to_us(message: Message, bot: Bot) -> bool:
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot.id:
        return True
    words = message.text or message.caption or ""
    username = (await bot.me()).username or ""
    if words.startswith("/"):
        command, _, mention = words[1:].split(maxsplit=1)[0].partition("@") if words[1:].strip() else ("", "", "")
        # Another bot's commands look the same; without a mention, only our own names are ours.
        return mention.lower() == username.lower() if mention else command in NAMES
    return f"@{username}".lower() in words.lower()
