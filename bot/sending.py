"""The only door to Telegram: draws what is missing, remembers what was uploaded, and takes refusals calmly."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.enums import ChatType, ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    EditMessageMedia,
    EditMessageText,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVenue,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InaccessibleMessage,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from admin.charts.plate import Plate
from bot.ahead import DrawAhead
from bot.pictures import drawn, key_of
from bot.ports import FileIds, SentMessages
from bot.presenters.messages import (
    AlbumMessage,
    Drawing,
    FileMessage,
    PhotoMessage,
    Picture,
    Preview,
    Said,
    Sheet,
    TextMessage,
    VenueMessage,
)
from engine.blocking import Worker

log = logging.getLogger(__name__)
T = TypeVar("T")
WithFile = Callable[[str | BufferedInputFile], TelegramMethod[Any]]
"""Makes the request around a `file_id` or around an upload."""

TRIES = 3
PATIENCE_S = 30
"""A longer wait than this, when Telegram asks for one, is not worth it: nobody watches any more."""
REFUSED_FILE_ID = ("wrong remote file identifier", "wrong file identifier", "can't use file of type")
NORMAL = ("message is not modified", "query is too old")
"""What Telegram answers to a button pressed twice, or late: what was wanted is there, or nobody waits for it."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Executes what presenters describe."""

    file_ids: FileIds
    images: Worker
    sent: SentMessages
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    tries: int = TRIES
    ahead: DrawAhead | None = None

    async def answer(self, message: Message | InaccessibleMessage, said: Said) -> None:
        """A new message below; in groups, a reply to the message that asked."""
        await self._put(_bot_of(message), _place_of(message), said)

    async def send(self, bot: Bot, chat_id: int | str, said: Said) -> Message | None:
        """A message that answers none, and what Telegram made of it. Raises as `call` does."""
        return await self._put(bot, {"chat_id": chat_id}, said)

    async def send_album(self, bot: Bot, chat_id: int | str, album: AlbumMessage) -> list[Message]:
        """As `send`; a message for each picture."""
        return await self._put_album(bot, {"chat_id": chat_id}, album)

    async def _put(self, bot: Bot, place: dict[str, Any], said: Said) -> Message | None:
        if isinstance(said, TextMessage):
            return await self.call(bot, SendMessage(**_words(said), **place))
        if isinstance(said, AlbumMessage):
            return next(iter(await self._put_album(bot, place, said)), None)
        if isinstance(said, FileMessage):
            return await self._send_file(bot, said, place)
        if isinstance(said, VenueMessage):
            venue = SendVenue(
                latitude=said.latitude, longitude=said.longitude, title=said.title, address=said.address, **place
            )
            return await self.call(bot, venue)

        def with_photo(photo: str | BufferedInputFile) -> TelegramMethod[Any]:
            return SendPhoto(
                photo=photo, caption=said.caption, parse_mode=ParseMode.HTML, reply_markup=said.keyboard, **place
            )

        sent = await self._with_picture(bot, said.picture, with_photo)
        if sent is not None:
            self._note(sent.chat.id, sent.message_id, said.picture)
        return sent

    async def edit(self, message: Message, said: PhotoMessage | TextMessage) -> None:
        """Puts this in the place of what the bot's message shows. A photo message cannot become words."""
        await self.replace(_bot_of(message), message.chat.id, message.message_id, said)

    async def replace(self, bot: Bot, chat_id: int, message_id: int, said: PhotoMessage | TextMessage) -> None:
        """As `edit`, for a message of which only the place is known."""
        place: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
        if isinstance(said, TextMessage):
            await self.call(bot, EditMessageText(**_words(said), **place))
            return

        def with_photo(photo: str | BufferedInputFile) -> TelegramMethod[Any]:
            return EditMessageMedia(
                media=InputMediaPhoto(media=photo, caption=said.caption, parse_mode=ParseMode.HTML),
                reply_markup=said.keyboard,
                **place,
            )

        await self._with_picture(bot, said.picture, with_photo)
        self._note(chat_id, message_id, said.picture)

    def _note(self, chat_id: int, message_id: int, picture: Picture) -> None:
        """Of whatever shows no photo any more, too: what it showed before is gone from there."""
        match picture:
            case Sheet(shows=shows, search_id=search_id, page=page):
                self.sent.note(chat_id, message_id, shows, search_id, page)
                if self.ahead is not None:
                    self.ahead.expect(picture)
            case Preview(content_hash=content_hash):
                self.sent.note(chat_id, message_id, [content_hash])
            case _:
                self.sent.note(chat_id, message_id, [])

    async def call(self, bot: Bot, method: TelegramMethod[T]) -> T | None:
        """Telegram's answer; None where it refused in a way that is normal (NORMAL).

        Tries again, at most `tries` times in all, when the network or the server fails and when told to slow down.
        Raises the last TelegramAPIError, or ClientDecodeError for an answer that was none.
        """
        tried = 1
        while True:
            try:
                return await bot(method)
            except TelegramRetryAfter as error:
                if tried >= self.tries or error.retry_after > PATIENCE_S:
                    raise
                delay = float(error.retry_after)
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError):
                # What stands before Telegram's server answers with a page when the server is away.
                if tried >= self.tries:
                    raise
                delay = 0.5 * 2 ** (tried - 1)
            except TelegramBadRequest as error:
                if any(words in error.message for words in NORMAL):
                    return None
                raise
            log.info("%s is tried again in %.1f s", type(method).__name__, delay)
            await self.pause(delay)
            tried += 1

    async def _put_album(self, bot: Bot, place: dict[str, Any], album: AlbumMessage) -> list[Message]:
        keys = [key_of(item.picture) for item in album.items]
        known = await self.file_ids.known(bot.id, keys)
        try:
            sent = await self.call(bot, await self._as_group(album, keys, known, place))
        except TelegramBadRequest as error:
            if not known or not any(words in error.message.lower() for words in REFUSED_FILE_ID):
                raise
            # Telegram does not say which of them it refused.
            for key in known:
                await self.file_ids.forget(bot.id, key)
            known = {}
            sent = await self.call(bot, await self._as_group(album, keys, known, place))
        for item, key, message in zip(album.items, keys, sent or (), strict=True):
            if key not in known and message.photo:
                await self.file_ids.put(bot.id, key, message.photo[-1].file_id)
            self._note(message.chat.id, message.message_id, item.picture)
        return list(sent or ())

    async def _as_group(
        self, album: AlbumMessage, keys: Sequence[str], known: Mapping[str, str], place: dict[str, Any]
    ) -> SendMediaGroup:
        photos = [
            InputMediaPhoto(
                media=known.get(key) or await self._upload(item.picture),
                caption=item.caption or None,
                parse_mode=ParseMode.HTML,
            )
            for item, key in zip(album.items, keys, strict=True)
        ]
        return SendMediaGroup(media=list(photos), **place)

    async def _upload(self, picture: Picture) -> BufferedInputFile:
        name = "photo.png" if isinstance(picture, Plate | Drawing) else "photo.jpg"
        content = None if self.ahead is None else await self.ahead.taken(picture)
        if content is None:
            content = await self.images.run(drawn, picture)
        return BufferedInputFile(content, filename=name)

    async def _send_file(self, bot: Bot, said: FileMessage, place: dict[str, Any]) -> Message | None:
        def with_document(document: str | BufferedInputFile) -> TelegramMethod[Any]:
            return SendDocument(
                document=document, caption=said.caption, parse_mode=ParseMode.HTML, reply_markup=said.keyboard, **place
            )

        async def content() -> BufferedInputFile:
            return BufferedInputFile(said.content, filename=said.name)

        return await self._uploading_once(bot, "file:" + said.key, content, with_document)

    async def _with_picture(self, bot: Bot, picture: Picture, with_photo: WithFile) -> Message | None:
        return await self._uploading_once(bot, key_of(picture), lambda: self._upload(picture), with_photo)

    async def _uploading_once(
        self, bot: Bot, key: str, content: Callable[[], Awaitable[BufferedInputFile]], with_file: WithFile
    ) -> Message | None:
        known = await self.file_ids.get(bot.id, key)
        if known is not None:
            try:
                return _message(await self.call(bot, with_file(known)))
            except TelegramBadRequest as error:
                if not any(words in error.message.lower() for words in REFUSED_FILE_ID):
                    raise
                await self.file_ids.forget(bot.id, key)
        sent = _message(await self.call(bot, with_file(await content())))
        if sent is not None and (file := sent.photo[-1] if sent.photo else sent.document):
            await self.file_ids.put(bot.id, key, file.file_id)
        return sent


def _message(answer: object) -> Message | None:
    """Telegram answers an edit of somebody's inline message with True, and what it ignores calmly with nothing."""
    return answer if isinstance(answer, Message) else None


def _words(said: TextMessage) -> dict[str, Any]:
    previews = None if said.previews else LinkPreviewOptions(is_disabled=True)
    return {
        "text": said.text,
        "parse_mode": ParseMode.HTML,
        "reply_markup": said.keyboard,
        "link_preview_options": previews,
    }


def _place_of(message: Message | InaccessibleMessage) -> dict[str, Any]:
    place: dict[str, Any] = {"chat_id": message.chat.id}
    if isinstance(message, Message) and message.is_topic_message:
        place["message_thread_id"] = message.message_thread_id
    if message.chat.type != ChatType.PRIVATE:
        place["reply_parameters"] = ReplyParameters(message_id=message.message_id, allow_sending_without_reply=True)
    return place


def _bot_of(message: Message | InaccessibleMessage) -> Bot:
    assert message.bot is not None, "an update's objects know their bot"
    return message.bot
