"""Previews on their way to Telegram's store, once each, so that inline mode can show any published photo at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter

from bot.presenters.markup import Html
from bot.presenters.messages import PhotoMessage, Preview
from bot.sending import Sender
from engine.model import ContentHash
from engine.ports import Files

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Hashes read at a time."""
REFUSED_PICTURE = ("IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS", "PHOTO_SAVE_FILE_INVALID", "PHOTO_EXT_INVALID")
"""What Telegram says of a picture that it will never take; whatever else it refuses concerns the chat."""


@dataclass(kw_only=True)
class StorePreviews:
    """Sends one preview that has no `file_id` yet; called again as long as there are more.

    What a chat was shown has its `file_id` already. When Telegram asks to slow down, nothing is sent until then.
    """

    bot: Bot
    sender: Sender
    files: Files
    chat_id: int
    clock: Callable[[], float] = time.monotonic
    _not_before: float = 0.0
    _waiting: list[ContentHash] = field(default_factory=list)
    _unreadable: set[ContentHash] = field(default_factory=set)

    async def __call__(self) -> bool:
        """Whether one was looked after. Raises what is refused of the chat, so that it is logged and tried later."""
        if self.clock() < self._not_before:
            return False
        if not self._waiting:
            missing = await self.sender.file_ids.previews_missing(self.bot.id, AT_ONCE + len(self._unreadable))
            self._waiting = [one for one in missing if one not in self._unreadable][::-1]
        if not self._waiting:
            return False
        content_hash = self._waiting[-1]
        picture = Preview(content_hash=content_hash, path=self.files.preview_path(content_hash))
        try:
            await self.sender.send(self.bot, self.chat_id, PhotoMessage(picture=picture, caption=Html()))
        except TelegramRetryAfter as error:
            self._not_before = self.clock() + error.retry_after
            return False
        except FileNotFoundError:
            log.warning("a preview is missing, and inline mode does without it: %s", content_hash)
            self._unreadable.add(content_hash)
        except TelegramBadRequest as error:
            if not any(words in error.message for words in REFUSED_PICTURE):
                raise
            log.warning("Telegram takes no such preview, and inline mode does without it: %s", content_hash)
            self._unreadable.add(content_hash)
        self._waiting.pop()
        return True
