"""What a person sent: the picture fetched from Telegram, the words taken out of the message."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence

import aiohttp
from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetFile
from aiogram.types import Document, Message, PhotoSize

from bot.sending import Sender
from engine.errors import FileTooBig, PhotobankError
from engine.model import ContentHash, SentSample

log = logging.getLogger(__name__)

LARGEST_MB = 20
"""What Telegram lets a bot fetch."""
ENOUGH_PIXELS = 1280
"""On the longer side: more only costs time, since encoders see a few hundred pixels."""
TRIES = 3


class PictureNotFetched(PhotobankError):
    notice = "I could not fetch your picture from Telegram. Please send it again."


def without_mention(message: Message, words: str, username: str | None) -> str:
    """The message's words without the mention by which a group calls the bot."""
    if message.chat.type != ChatType.PRIVATE and username:
        words = re.sub(rf"@{re.escape(username)}\b", " ", words, flags=re.IGNORECASE)
    return words


def best_size(sizes: Sequence[PhotoSize]) -> PhotoSize:
    """The largest copy within ENOUGH_PIXELS, else the smallest there is."""
    small = [size for size in sizes if max(size.width, size.height) <= ENOUGH_PIXELS]
    return max(small, key=_pixels) if small else min(sizes, key=_pixels)


def original_size(sizes: Sequence[PhotoSize]) -> PhotoSize:
    """The largest copy there is. Raises ValueError where there is none."""
    return max(sizes, key=_pixels)


async def fetch_sample(file: PhotoSize | Document, bot: Bot, sender: Sender) -> SentSample:
    """Its bytes, whatever they are: only decoding tells. Raises FileTooBig, PictureNotFetched."""
    if (file.file_size or 0) > LARGEST_MB * 1024 * 1024:
        raise FileTooBig(limit=LARGEST_MB)
    return await _fetch(file.file_id, bot, sender)


async def fetch_file(file_id: str, bot: Bot, sender: Sender) -> bytes:
    """Likewise, of a file of which nothing but its id is known."""
    return (await _fetch(file_id, bot, sender)).image or b""


async def _fetch(file_id: str, bot: Bot, sender: Sender) -> SentSample:
    try:
        found = await sender.call(bot, GetFile(file_id=file_id))
    except TelegramBadRequest as error:
        if "file is too big" in error.message:
            raise FileTooBig(limit=LARGEST_MB) from None
        # A file that Telegram no longer gives out must not keep those behind it from being fetched.
        log.info("Telegram does not give a file out: %s", error.message)
        raise PictureNotFetched from None
    if found is None or found.file_path is None:
        raise PictureNotFetched
    return await _download(found.file_path, bot, sender)


async def _download(path: str, bot: Bot, sender: Sender) -> SentSample:
    """Hashed piece by piece as it arrives, so that no piece holds the event loop up."""
    for tried in range(1, TRIES + 1):
        digest, content = hashlib.sha256(), bytearray()
        try:
            async for piece in bot.session.stream_content(bot.session.api.file_url(bot.token, path)):
                digest.update(piece)
                content += piece
        except (TimeoutError, aiohttp.ClientError) as error:
            # Its own words would hold the address, and the address holds the token.
            log.info("a picture could not be fetched: %s, try %d", type(error).__name__, tried)
            await sender.pause(0.5 * tried)
        else:
            return SentSample(content_hash=ContentHash(digest.hexdigest()), image=bytes(content))
    raise PictureNotFetched


def _pixels(size: PhotoSize) -> int:
    return size.width * size.height
