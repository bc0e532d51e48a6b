"""What stories of a conversation share: who tells it in which language, what a sheet shows, what an act costs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from engine.model import Photo
from tests.end_to_end.test_asking import photos_on

FREE = {"getUpdates", "sendChatAction", "download", "setMyCommands"}
"""No part of an answer, and fetching a file is no call to the Bot API; menus are set by a job of their own."""
MOST_CALLS = 2


@dataclass(frozen=True)
class Talker:
    """A person who talks in one of the two languages."""

    person: SandboxPerson
    telegram: Sandbox
    photobank: Photobank
    language: str

    def word(self, ru: str, en: str) -> str:
        """The same in the person's language."""
        return ru if self.language == "ru" else en

    async def asks(self, ru: str, en: str, *, reply_to: Seen | None = None) -> Seen:
        """Says it, and sees the sheet that answers, within the calls that an act may cost."""
        async with self.cheaply():
            await self.person.says(self.word(ru, en), reply_to=reply_to)
            return await self.person.sees(lambda seen: seen.has_photo and not seen.edited)

    async def presses(self, ru: str, en: str, *, on: Seen | None = None) -> Seen:
        """Presses a button, and sees its message changed, within the calls that an act may cost."""
        async with self.cheaply():
            await self.person.taps(self.word(ru, en), on=on)
            return await self.person.sees(lambda seen: seen.edited)

    async def photos(self, sheet: Seen) -> list[Photo]:
        return await photos_on(self.photobank, sheet)

    @asynccontextmanager
    async def cheaply(self) -> AsyncIterator[None]:
        """At most MOST_CALLS to the Bot API."""
        before = await self.telegram.calls()
        yield
        made = [call["method"] for call in await self.telegram.calls(since=before[-1]["seq"])]
        acting = [method for method in made if method not in FREE]
        assert len(acting) <= MOST_CALLS, acting
