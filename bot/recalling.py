"""Calling back what the bot has shown of a photo that was withdrawn: its messages of the last day are edited."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from admin.digest.ports import RecalledPosts
from admin.digest.recalling import RecallPosts
from bot.locales import in_language
from bot.ports import Recalled, SentMessage, SentMessages
from bot.presenters.messages import PhotoMessage
from bot.presenters.sheet import turn_into
from bot.presenters.withdrawal import called_back_card
from bot.sending import Sender
from engine.errors import PageGone
from engine.model import HitPage, Language, PhotoId
from engine.ports import Begin, Files
from engine.search.paging import page_of, slice_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Recall:
    """Edits every message of the last day that shows one of the photos: a sheet loses it, a card says it is gone;
    and the posts of digests."""

    bot: Bot
    sender: Sender
    sent: SentMessages
    begin: Begin
    files: Files
    default_language: Language
    posts: RecallPosts | None = None
    """None where there is no channel."""

    async def __call__(self, photo_ids: Sequence[PhotoId]) -> Recalled:
        async with self.begin() as work:
            photos = await work.photos.get(photo_ids)
            taken = sum([await work.downloads.count(photo_id) for photo_id in photos])
        edited = refused = 0
        for photo in photos.values():
            for message in await self.sent.showing(photo.content_hash):
                if await self._edit(message):
                    edited += 1
                else:
                    refused += 1
        return Recalled(edited=edited, refused=refused, taken=taken, posts=await self._posts(photo_ids))

    async def _posts(self, photo_ids: Sequence[PhotoId]) -> RecalledPosts:
        if self.posts is None:
            return RecalledPosts()
        try:
            await self.posts()
        except TelegramAPIError as error:
            log.info("posts of digests wait to be called back: %s", error)
        return await self.posts.of(photo_ids)

    async def _edit(self, message: SentMessage) -> bool:
        said = await self._said(message)
        try:
            await self.sender.replace(self.bot, message.chat_id, message.message_id, said)
        except TelegramAPIError as error:
            log.info("a message could not be called back: %s", error)
            return False
        return True

    async def _said(self, message: SentMessage) -> PhotoMessage:
        """In the language of whoever has the message; in a group, in the bank's."""
        async with self.begin() as work:
            person = await work.people.by_telegram_id(message.chat_id)
        page = await self._page(message)
        return in_language(
            (person and (person.language or person.heard)) or self.default_language,
            lambda: called_back_card() if page is None else turn_into(page, self.files),
        )

    async def _page(self, message: SentMessage) -> HitPage | None:
        """The sheet as it is now; None for a card, and where the search is not kept any more."""
        if message.search_id is None or message.page is None:
            return None
        async with self.begin() as work:
            search = await work.searches.get(message.search_id)
            if search is None:
                return None
            try:
                ranked = slice_of(search, message.page)
            except PageGone:
                return None
            photos = await work.photos.get([one.photo_id for one in ranked])
            wanted = set(search.query.named_tags)
            tags = tuple(tag for tag in await work.tags.all() if tag.slug in wanted) if wanted else ()
        return page_of(search, message.page, photos, tags)
