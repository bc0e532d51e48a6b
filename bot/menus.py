"""The job that gives everybody with a role a menu of commands of their own. A menu is display only."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter

from bot.commands import set_commands_of
from engine.model import Actor, Language, PersonId, Role
from engine.ports import Begin

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class KeepMenus:
    """Compares who has which role with the menus set since the start; whoever loses a role gets everybody's again."""

    bot: Bot
    begin: Begin
    owner_ids: frozenset[int]
    """Telegram ids of the owners whom the settings name."""
    _shown: dict[int, tuple[Role, bool]] = field(default_factory=dict)
    """By chat: the role, and whether photos may be sent in."""

    async def __call__(self) -> bool:
        """False: nothing is left to do at once."""
        wanted = await self._wanted()
        for chat_id in sorted({*wanted, *self._shown}):
            standing = wanted.get(chat_id, (Role.VISITOR, False))
            if self._shown.get(chat_id) == standing:
                continue
            role, may_upload = standing
            # The language is each menu's own, and a menu asks for nobody's name.
            actor = Actor(person_id=PersonId(0), role=role, language=Language.EN, may_upload=may_upload)
            try:
                await set_commands_of(self.bot, chat_id, actor)
            except TelegramRetryAfter:
                return False
            except TelegramAPIError as error:
                log.info("a menu could not be set: %s", error)
            self._shown[chat_id] = standing
        return False

    async def _wanted(self) -> dict[int, tuple[Role, bool]]:
        async with self.begin() as work:
            people = {one.person_id: one for one in await work.people.having(Role.PARTNER)}
            for telegram_id in sorted(self.owner_ids):
                if (named := await work.people.by_telegram_id(telegram_id)) is not None:
                    people[named.person_id] = named
            chats = await work.presence.reachable(list(people))
        return {
            chat_id: (
                Role.OWNER if people[person_id].telegram_id in self.owner_ids else people[person_id].role,
                people[person_id].may_upload,
            )
            for person_id, chat_id in chats.items()
        }
