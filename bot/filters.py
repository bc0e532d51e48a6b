"""Which messages are which, where one look at a field does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath

from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.types import Document, Message

from engine.search.continuing import means_anew
from engine.search.sayings import Saying, saying_of

_MENTION = re.compile(r"@\w+")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff"}
UNKNOWN = {None, "", "application/octet-stream"}
SENT = {
    ContentType.ANIMATION,
    ContentType.AUDIO,
    ContentType.CHECKLIST,
    ContentType.CONTACT,
    ContentType.DICE,
    ContentType.DOCUMENT,
    ContentType.GAME,
    ContentType.GIFT,
    ContentType.INVOICE,
    ContentType.LIVE_PHOTO,
    ContentType.LOCATION,
    ContentType.PAID_MEDIA,
    ContentType.POLL,
    ContentType.RICH_MESSAGE,
    ContentType.STICKER,
    ContentType.STORY,
    ContentType.UNIQUE_GIFT,
    ContentType.UNKNOWN,
    ContentType.VENUE,
    ContentType.VIDEO,
    ContentType.VIDEO_NOTE,
    ContentType.VOICE,
}
"""Kinds of content that a person sends; the others are the chat's own announcements, such as a pinned message."""


class NewSearch(Filter):
    """Nothing but the words for beginning anew, in either language."""

    async def __call__(self, message: Message) -> bool:
        return means_anew(message.text or "")


class Says(Filter):
    """Nothing but what people say in the place of a command, in either language."""

    def __init__(self, saying: Saying) -> None:
        self._saying = saying

    async def __call__(self, message: Message) -> bool:
        return saying_of(_MENTION.sub(" ", message.text or "")) is self._saying


class ImageDocument(Filter):
    """A document worth trying as a picture.

    Its declared type and name only spare us films and books: what it really is, decoding tells.
    """

    async def __call__(self, message: Message) -> bool:
        document = message.document
        return document is not None and message.animation is None and looks_like_an_image(document)


def looks_like_an_image(document: Document) -> bool:
    kind = document.mime_type
    suffix = PurePath(document.file_name or "").suffix.lower()
    return (kind or "").startswith("image/") or kind in UNKNOWN or suffix in SUFFIXES
