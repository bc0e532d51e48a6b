"""A session that records what the bot asks of Telegram, and refuses what Telegram would refuse."""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    EditMessageMedia,
    EditMessageText,
    GetFile,
    GetMe,
    SendChatAction,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, Chat, Document, File, InlineKeyboardButton, Message, PhotoSize, User

from bot.sandbox.entities import format_caption, format_text
from bot.sandbox.errors import Refused
from bot.sandbox.markup import read_markup
from tests.conftest import NOON

BOT = User(id=42, is_bot=True, first_name="City Photobank", username="city_bank_bot")
TOAST = 200


@dataclass
class Said:
    """One request as the person sees it: words without markup, buttons, and what picture it carried."""

    method: TelegramMethod[Any]
    text: str = ""
    photo: str | BufferedInputFile | None = None
    buttons: list[list[InlineKeyboardButton]] = field(default_factory=list)
    album: list[str | BufferedInputFile] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return type(self.method).__name__

    def labels(self) -> list[list[str]]:
        return [[button.text for button in row] for row in self.buttons]

    def data(self, label: str) -> str:
        """What the button with this label carries."""
        found = [button.callback_data for row in self.buttons for button in row if button.text == label]
        assert found, f"no button {label!r} among {self.labels()}"
        assert found[0] is not None
        return found[0]


class RecordingSession(BaseSession):
    """`faults` holds, for each method's name, what its next calls raise; `files` what can be downloaded, by path."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self.faults: dict[str, list[Exception | Callable[[Any], Exception | None]]] = defaultdict(list)
        self.files: dict[str, bytes] = {}
        self.broken_downloads: list[Exception] = []
        self.refused = 0
        """Calls that met a fault."""
        self.heard: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._message_ids = itertools.count(5000)

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        if isinstance(method, GetMe):
            return BOT
        try:
            self.said.append(_read(method))
            self.heard[type(method).__name__].set()
        except Refused as refused:
            raise TelegramBadRequest(method=method, message=refused.description) from None
        self.refused += 1
        for fault in self.faults[type(method).__name__][:1]:
            self.faults[type(method).__name__].pop(0)
            raised = fault if isinstance(fault, Exception) else fault(method)
            if raised is not None:
                raise raised
        self.refused -= 1
        return self._answer(method)

    async def stream_content(self, url: str, *_args: Any, **_options: Any) -> AsyncGenerator[bytes, None]:  # type: ignore[override]
        if self.broken_downloads:
            raise self.broken_downloads.pop(0)
        content = self.files[url.rsplit("/", 1)[1]]
        for start in range(0, len(content), 1000):
            yield content[start : start + 1000]

    async def close(self) -> None:
        pass

    def _answer(self, method: TelegramMethod[Any]) -> Any:
        match method:
            case SendMessage(chat_id=chat_id) | EditMessageText(chat_id=chat_id):
                return self._message(int(chat_id or 0))
            case SendPhoto(chat_id=chat_id, photo=photo):
                return self._message(int(chat_id), photo)
            case SendMediaGroup(chat_id=chat_id, media=media):
                return [self._message(int(chat_id), one.media) for one in media]
            case SendDocument(chat_id=chat_id, document=document):
                return self._message(int(chat_id), document=document)
            case EditMessageMedia(chat_id=chat_id, media=media):
                return self._message(int(chat_id or 0), media.media)
            case GetFile(file_id=file_id):
                return File(file_id=file_id, file_unique_id="u", file_path=f"photos/{file_id}")
            case AnswerCallbackQuery() | AnswerInlineQuery() | SendChatAction() | SetMyCommands():
                return True
        raise AssertionError(f"the bot does not use {type(method).__name__}")

    def _message(self, chat_id: int, photo: object = None, document: object = None) -> Message:
        number = next(self._message_ids)
        file = document if isinstance(document, str) else f"uploaded-{number}"
        file_id = photo if isinstance(photo, str) else f"uploaded-{number}"
        sizes = [PhotoSize(file_id=f"{n}{file_id}", file_unique_id=n, width=90, height=67) for n in ("small", "")]
        return Message(
            message_id=number,
            date=NOON,
            chat=Chat(id=chat_id, type="private"),
            from_user=BOT,
            photo=sizes if photo is not None else None,
            document=Document(file_id=file, file_unique_id="d") if document is not None else None,
        )


def _read(method: TelegramMethod[Any]) -> Said:
    """What a person would see of it. Raises Refused, with Telegram's words, where Telegram would refuse."""
    match method:
        case SendMessage(text=text, parse_mode=mode) | EditMessageText(text=text, parse_mode=mode):
            return Said(method, format_text(text, mode, None).text, None, _buttons(method))
        case SendPhoto(caption=caption, parse_mode=mode, photo=photo):
            return Said(method, format_caption(caption, mode, None).text, _photo(photo), _buttons(method))
        case SendMediaGroup(media=media):
            texts = [format_caption(one.caption, one.parse_mode, None).text for one in media]
            return Said(method, "\n".join(filter(None, texts)), album=[_photo(one.media) for one in media])
        case SendDocument(caption=caption, parse_mode=mode, document=document):
            return Said(method, format_caption(caption, mode, None).text, _photo(document), _buttons(method))
        case EditMessageMedia(media=media):
            text = format_caption(media.caption, media.parse_mode, None).text
            return Said(method, text, _photo(media.media), _buttons(method))
        case AnswerCallbackQuery(text=text):
            assert len(text or "") <= TOAST
            return Said(method, text or "")
        case _:
            return Said(method)


def _photo(photo: object) -> str | BufferedInputFile:
    assert isinstance(photo, str | BufferedInputFile)
    return photo


def _buttons(
    method: SendMessage | SendPhoto | SendDocument | EditMessageMedia | EditMessageText,
) -> list[list[InlineKeyboardButton]]:
    markup = method.reply_markup
    if markup is None:
        return []
    read_markup(markup.model_dump(mode="json", exclude_none=True))
    return list(getattr(markup, "inline_keyboard", []))
