"""A person in front of the bot: types, sends, presses, and reads what comes back."""

from __future__ import annotations

import itertools
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import GetFile, SendChatAction, SendDocument, SendMediaGroup
from aiogram.types import Update

from bot.ahead import DrawAhead
from tests.bot.fakes import FakeBank, FakeFileIds
from tests.bot.telegram import BOT, RecordingSession, Said
from tests.conftest import NOON

_numbers = itertools.count(1)

MOST_CALLS = 2
"""To the Bot API, whatever somebody does."""

PHOTO_SIZES = [
    {"file_id": f"photo-{width}", "file_unique_id": f"u{width}", "width": width, "height": width * 3 // 4}
    for width in (90, 320, 800, 1280, 2560)
]


class Chat:
    """One person's private chat, or a group where `group` is given. Every act returns what the bot then did."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        telegram: RecordingSession,
        bank: FakeBank,
        file_ids: FakeFileIds,
        pauses: list[float],
        ahead: DrawAhead,
    ) -> None:
        self.dispatcher, self.bot, self.telegram = dispatcher, bot, telegram
        self.bank, self.file_ids, self.pauses, self.ahead = bank, file_ids, pauses, ahead
        self.person: dict[str, Any] = {"id": 1001, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
        self.group: dict[str, Any] | None = None
        self.most_calls = MOST_CALLS

    def speaks(self, language_code: str | None) -> None:
        self.person["language_code"] = language_code

    async def types(self, text: str, **fields: Any) -> list[Said]:
        return await self.feed("message", self.message(text=text, **fields))

    async def sends(self, **fields: Any) -> list[Said]:
        return await self.feed("message", self.message(**fields))

    async def edits(self, **fields: Any) -> list[Said]:
        return await self.feed("edited_message", self.message(edit_date=int(NOON.timestamp()) + 9, **fields))

    async def presses(self, data: str, **message: Any) -> list[Said]:
        """A button under one of the bot's photo messages."""
        under = self.message(message_id=77, photo=PHOTO_SIZES[:1]) | {"from": BOT.model_dump()} | message
        return await self.feed("callback_query", self.press(data) | {"message": under})

    async def asks_inline(self, query: str, offset: str = "") -> list[Said]:
        asked = {"id": str(next(_numbers)), "from": self.person, "query": query, "offset": offset}
        return await self.feed("inline_query", asked)

    async def chooses_inline(self, result_id: str) -> list[Said]:
        return await self.feed("chosen_inline_result", {"result_id": result_id, "from": self.person, "query": "мост"})

    async def moves_bot(self, status: str) -> list[Said]:
        """The person blocks the bot or lets it in again; in a group, changes its place there."""
        message, bot = self.message(), BOT.model_dump()
        change = {
            "old_chat_member": {"status": "kicked" if status == "member" else "member", "user": bot, "until_date": 0},
            "new_chat_member": {"status": status, "user": bot, "until_date": 0},
        }
        return await self.feed("my_chat_member", {name: message[name] for name in ("chat", "from", "date")} | change)

    def press(self, data: str | None) -> dict[str, Any]:
        fields = {"id": str(next(_numbers)), "from": self.person, "chat_instance": "1"}
        return fields if data is None else fields | {"data": data}

    def message(self, **fields: Any) -> dict[str, Any]:
        chat = self.group or {"id": self.person["id"], "type": "private", "first_name": "Анна"}
        return {
            "message_id": next(_numbers),
            "date": int(NOON.timestamp()),
            "chat": chat,
            "from": self.person,
        } | fields

    async def feed(self, kind: str, event: dict[str, Any]) -> list[Said]:
        before, refused = len(self.telegram.said), self.telegram.refused
        update = Update.model_validate({"update_id": next(_numbers), kind: event}, context={"bot": self.bot})
        await self.dispatcher.feed_update(self.bot, update)
        said = self.telegram.said[before:]
        acting = [one.kind for one in said if self._hears(one)]
        assert len(acting) - (self.telegram.refused - refused) <= self.most_calls, acting
        return said

    def _hears(self, said: Said) -> bool:
        """Whether a call is part of the answer: a sign of life is none, nor what others are told of it.

        The parts of an archive, and albums of all there is, come in a message each; an album's pictures are fetched
        one by one.
        """
        to = getattr(said.method, "chat_id", None)
        is_part = isinstance(said.method, SendDocument) and ".zip" in str(getattr(said.photo, "filename", ""))
        is_elsewhere = to is not None and to not in {self.person["id"], (self.group or {}).get("id")}
        return not (is_part or is_elsewhere or isinstance(said.method, GetFile | SendChatAction | SendMediaGroup))


def document(**fields: Any) -> dict[str, Any]:
    return {"file_id": "doc", "file_unique_id": "d", "file_size": 1000} | fields
