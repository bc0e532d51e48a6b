"""What a message points at beside its words: a sheet or a photo that it answers, a link to a photo of the bank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import Document, Message, MessageEntity, PhotoSize

from bot.callbacks import OpenPageTap, OpenPhotoTap, SimilarTap
from bot.callbacks.refining import PanelTap
from bot.filters import looks_like_an_image
from bot.receiving import best_size
from engine.model import PhotoId, SearchId

T = TypeVar("T", bound=CallbackData)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """At most one of these: a photo of the bank, a search of ours, a picture that lies at Telegram."""

    photo_id: PhotoId | None = None
    search_id: SearchId | None = None
    file: PhotoSize | Document | None = None


def linked_photos(message: Message, username: str | None) -> list[PhotoId]:
    """Photos whose links to us stand in the message, each once, in their order."""
    found = (_photo_behind(address, username) for _words, address in _links(message))
    return list(dict.fromkeys(photo_id for photo_id in found if photo_id is not None))


def words_without_links(message: Message) -> str:
    """The text or the caption without addresses and without the words that are links."""
    words = message.text or message.caption or ""
    for linked, _address in _links(message):
        words = words.replace(linked, " ", 1)
    return words


def has_links(message: Message) -> bool:
    return any(True for _ in _links(message))


def answered(message: Message, bot_id: int) -> Reference:
    """What the message is a reply to. Buttons under our own messages say what these show."""
    replied = message.reply_to_message
    if replied is None:
        other = message.external_reply
        sizes = list(other.photo or []) if other is not None else []
        return Reference(file=best_size(sizes)) if sizes else Reference()
    ours = replied.from_user is not None and replied.from_user.id == bot_id
    if ours and (shown := _shown(replied)) is not None:
        return shown
    if replied.photo:
        return Reference(file=best_size(replied.photo))
    if replied.document is not None and looks_like_an_image(replied.document):
        return Reference(file=replied.document)
    return Reference()


def _shown(message: Message) -> Reference | None:
    """A card has a button for what is similar to its photo; a sheet has numbers, or the way back to them."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    packed = [button.callback_data or "" for row in rows for button in row]
    similar = _first(SimilarTap, packed)
    if similar is not None:
        return Reference(photo_id=PhotoId(similar.photo_id))
    opening = _first(PanelTap, packed) or _first(OpenPhotoTap, packed) or _first(OpenPageTap, packed)
    return None if opening is None else Reference(search_id=SearchId(opening.search_id))


def _first(kind: type[T], packed: list[str]) -> T | None:
    prefix = f"{kind.__prefix__}{kind.__separator__}"
    return next((kind.unpack(one) for one in packed if one.startswith(prefix)), None)


def _links(message: Message) -> Iterator[tuple[str, str]]:
    """Words and address of each link."""
    words = message.text or message.caption or ""
    entities: list[MessageEntity] = message.entities or message.caption_entities or []
    for entity in entities:
        if entity.type in {"url", "text_link"}:
            linked = entity.extract_from(words)
            yield linked, entity.url or linked


def _photo_behind(address: str, username: str | None) -> PhotoId | None:
    if not username:
        return None
    link = rf"(?:https?://)?(?:t\.me|telegram\.me)/{re.escape(username)}/?\?start=p([1-9]\d{{0,17}})"
    found = re.fullmatch(link, address, re.IGNORECASE)
    return PhotoId(int(found[1])) if found else None
