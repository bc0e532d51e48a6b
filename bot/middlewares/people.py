"""Who asks, where, and in which language they are answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import Chat, TelegramObject, User

from bot.locales import speak, spoken
from bot.standing import tells_of_place
from engine.people.recognise import RecogniseActor, language_for
from engine.search.conversation import PRIVATE, Place


class People(BaseMiddleware):
    """Provides `actor` and `place`."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if tells_of_place(event):
            return await handler(event, data)
        user: User = data["event_from_user"]
        chat: Chat | None = data.get("event_chat")
        # A private chat has the person's own id, which stays out of what is kept under the pseudonym.
        data["place"] = PRIVATE if chat is None or chat.type == ChatType.PRIVATE else Place(chat.id)
        recognise_actor: RecogniseActor = data["recognise_actor"]
        # A guess first, so that even a failure to recognise someone is told in their language.
        speak(language_for(None, user.language_code, spoken()))
        data["actor"] = actor = await recognise_actor(user.id, user.language_code)
        speak(actor.language)
        return await handler(event, data)
