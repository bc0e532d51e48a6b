"""The channel: one send for each piece, never tried twice, and what an answer, or none, tells about it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageCaption
from aiogram.types import Message
from aiohttp import ClientConnectorError

from admin.digest.ports import DigestKind, Issue, Piece, Post, PostedAlbum
from admin.digest.words import NotPosted, Outcome, Posted, Unanswered
from bot.composing import Username, link_of
from bot.locales import in_language
from bot.ports import SentMessage
from bot.presenters.digest import credits_of, joined
from bot.presenters.digest_pieces import piece_of
from bot.presenters.markup import Html
from bot.presenters.messages import AlbumMessage, Card, PhotoMessage
from bot.presenters.withdrawal import called_back_card
from bot.sending import Sender
from engine.model import ContentHash, Photo, PhotoId, SearchId
from engine.ports import Files

log = logging.getLogger(__name__)

ChatId = int | str
"""A number, or the `@name` of a public channel."""
AGAIN_IN = dt.timedelta(minutes=1)
"""When Telegram could not be reached at all."""


@dataclass(frozen=True, kw_only=True)
class PostToChannel:
    """Implements the Channel port. `sender` is Unnoted; what it posts it tries once, what it edits as ever."""

    bot: Bot
    sender: Sender
    files: Files
    username: Username
    chats: Mapping[DigestKind, ChatId]

    async def __call__(self, issue: Issue, piece: Piece, photos: Sequence[Photo]) -> Outcome:
        try:
            sent = await self._send(self.chats[issue.recipe.kind], issue, piece, photos)
        except TelegramRetryAfter as error:
            return NotPosted(reason=error.message, again_in=dt.timedelta(seconds=error.retry_after))
        except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
            if isinstance(error.__context__, ClientConnectorError):
                # No connection came about, so nothing was asked.
                return NotPosted(reason="no connection", again_in=AGAIN_IN)
            return Unanswered(reason=str(error))
        except TelegramAPIError as error:
            return NotPosted(reason=error.message)
        except (FileNotFoundError, PermissionError) as error:
            # A copy that cannot be read is missed before anything is asked of Telegram.
            return NotPosted(reason=str(error))
        shown: Sequence[PhotoId | None] = [photo.photo_id for photo in photos] or [None]
        posts = [
            Post(chat_id=message.chat.id, message_id=message.message_id, photo_id=photo_id)
            for message, photo_id in zip(sent, shown, strict=True)
        ]
        return Posted(posts=tuple(posts))

    @property
    def _once(self) -> Sender:
        """Tried again after a lost answer, it could post twice."""
        return replace(self.sender, tries=1)

    async def _send(self, chat_id: ChatId, issue: Issue, piece: Piece, photos: Sequence[Photo]) -> list[Message]:
        link = link_of(await self.username(), issue.issue_id)
        said = piece_of(piece, photos, issue.recipe.languages, link, self.files)
        if isinstance(said, AlbumMessage):
            return await self._once.send_album(self.bot, chat_id, said)
        sent = await self._once.send(self.bot, chat_id, said)
        assert sent is not None, "only an edit may change nothing"
        return [sent]

    async def call_back(self, album: PostedAlbum, photos: Mapping[PhotoId, Photo]) -> list[Post]:
        first, chat = album.languages[0], album.posts[0].chat_id
        link = link_of(await self.username(), album.issue_id)
        shown = [photos[post.photo_id] for post in album.posts if post.photo_id is not None]
        head = joined(album.texts, album.languages)
        caption = in_language(first, lambda: credits_of(shown, [first], link, head, album.withdrawn))
        card = Card(title=in_language(first, lambda: called_back_card().caption))
        reached = []
        for place, post in enumerate(album.posts):
            words = caption if place == 0 else Html()
            try:
                if post in album.due:
                    said = PhotoMessage(picture=card, caption=words)
                    await self.sender.replace(self.bot, chat, post.message_id, said)
                    reached.append(post)
                elif place == 0:
                    caption_alone = EditMessageCaption(
                        chat_id=chat, message_id=post.message_id, caption=words, parse_mode=ParseMode.HTML
                    )
                    await self.sender.call(self.bot, caption_alone)
            except TelegramBadRequest as error:
                log.info("a post could not be called back: %s", error)
        return reached


class Unnoted:
    """The port SentMessages for the channel: its posts have rows of their own, and are called back by those."""

    def note(
        self,
        chat_id: int,
        message_id: int,
        shown: Sequence[ContentHash],
        search_id: SearchId | None = None,
        page: int | None = None,
    ) -> None: ...

    async def last_sheet(self, _chat_id: int) -> SentMessage | None:
        return None

    async def showing(self, content_hash: ContentHash) -> list[SentMessage]:
        return []
