"""What the bot says of its own accord: to one person or to everybody who moderates, each in their own language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError

from bot.locales import in_language
from bot.presenters.messages import Said
from bot.sending import Sender
from engine.model import Language, PersonId, Role
from engine.people.presence import NoteBlock
from engine.ports import Begin

log = logging.getLogger(__name__)

Say = Callable[[Language], Said]
"""Makes the message in a language; `gettext` speaks it while it is called."""


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Speaks to those who can be reached: whoever forgot the bot, or shut it out, hears nothing."""

    bot: Bot
    sender: Sender
    begin: Begin
    note_block: NoteBlock
    owner_ids: frozenset[int]
    """Telegram ids of the owners whom the settings name; they hear what moderators hear."""
    default_language: Language

    async def person(self, person_id: PersonId, say: Say) -> bool:
        """Whether they were told. Raises TelegramAPIError where Telegram failed, so that it can be tried again."""
        async with self.begin() as work:
            chats = await work.presence.reachable([person_id])
            found = await work.people.by_ids([person_id])
        if not found or person_id not in chats:
            return False
        language = found[0].language or found[0].heard or self.default_language
        return await self._tell(chats[person_id], language, say)

    async def moderators(self, say: Say, least: Role = Role.MODERATOR) -> int:
        """How many of them were told, owners among them; one who cannot be reached keeps it from nobody else.

        With Role.OWNER as the `least` role, owners alone.
        """
        async with self.begin() as work:
            people = await work.people.having(least)
            chats = await work.presence.reachable([one.person_id for one in people])
            named = [await work.people.by_telegram_id(telegram_id) for telegram_id in sorted(self.owner_ids)]
            chats |= await work.presence.reachable([one.person_id for one in named if one is not None])
        told = 0
        for one in {one.person_id: one for one in (*people, *named) if one is not None}.values():
            if one.person_id not in chats:
                continue
            language = one.language or one.heard or self.default_language
            try:
                told += await self._tell(chats[one.person_id], language, say)
            except TelegramAPIError as error:
                log.warning("a moderator could not be told: %s", error)
        return told

    async def _tell(self, chat_id: int, language: Language, say: Say) -> bool:
        said = in_language(language, lambda: say(language))
        try:
            await self.sender.send(self.bot, chat_id, said)
        except TelegramForbiddenError:
            # They shut the bot out while it was away, and no update tells of it any more.
            await self.note_block(chat_id, blocked=True)
            return False
        except TelegramBadRequest as error:
            if "chat not found" not in error.message:
                raise
            return False
        return True
