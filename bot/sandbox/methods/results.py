"""One inline result: what a client shows of it, and the message that it becomes when somebody chooses it."""

from __future__ import annotations

from typing import Any

from aiogram.client.default import Default
from aiogram.types import (
    InlineQueryResultArticle,
    InlineQueryResultCachedDocument,
    InlineQueryResultCachedPhoto,
    InlineQueryResultPhoto,
    InputTextMessageContent,
)

from bot.sandbox.entities import as_fields, format_caption, format_text
from bot.sandbox.errors import Json, Refused, bad_request, not_spoken
from bot.sandbox.fetching import fetch_photo
from bot.sandbox.files import FileStore, StoredFile
from bot.sandbox.inline import Offer
from bot.sandbox.markup import read_markup
from bot.sandbox.methods.messages import preview_options
from bot.sandbox.methods.registry import plain
from bot.sandbox.photos import add_photo
from bot.sandbox.uploads import document_of, photo_sizes

PREVIEW_SIDE = 320


async def offer_of(files: FileStore, result: Any) -> Offer:
    """Raises Refused for what Telegram would not take as a result."""
    shown = _as_sent(result)
    extra: Json = {"reply_markup": read_markup(shown.get("reply_markup"))} if result.reply_markup else {}
    match result:
        case InlineQueryResultArticle():
            if not result.title:
                raise bad_request("ARTICLE_TITLE_EMPTY")
            content = _written(result.input_message_content)
            preview = await _thumbnail(files, result.thumbnail_url)
            return Offer(shown | {"preview": preview}, content | extra)
        case InlineQueryResultCachedPhoto():
            sizes = _known(files, result.photo_file_id, "Photo")
            small = next((size for size in sizes if max(size.width, size.height) >= PREVIEW_SIDE), sizes[-1])
            content = _content(result, photo_sizes(files, sizes))
            return Offer(shown | {"preview": small.unique_id}, content | extra)
        case InlineQueryResultPhoto():
            if not result.thumbnail_url:
                raise bad_request("PHOTO_THUMB_URL_EMPTY")
            preview = await _thumbnail(files, result.thumbnail_url)
            content = _content(result, {})
            by_address = None if result.input_message_content else result.photo_url
            return Offer(shown | {"preview": preview}, content | extra, by_address)
        case InlineQueryResultCachedDocument():
            if not result.title:
                raise bad_request("FILE_TITLE_EMPTY")
            [document] = _known(files, result.document_file_id, "Document")
            thumbnail = next(iter(files.group(document, "Thumbnail")), None)
            content = _content(result, document_of(files, document))
            return Offer(shown | {"preview": thumbnail.unique_id if thumbnail else None}, content | extra)
    raise not_spoken(f"inline results of type {result.type}")


def _as_sent(result: Any) -> Json:
    sent: Json = _given(result.model_dump(exclude_none=True))
    return sent


def _given(value: Any) -> Any:
    """Without aiogram's placeholders for defaults, at any depth."""
    if isinstance(value, dict):
        return {name: _given(part) for name, part in value.items() if not isinstance(part, Default)}
    return [_given(part) for part in value] if isinstance(value, list) else value


def _known(files: FileStore, file_id: str, kind: str) -> list[StoredFile]:
    file = files.by_file_id(file_id)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind} as {kind}")
    return files.group(file, kind)


def _content(result: Any, media: Json) -> Json:
    """The media with its caption, unless the bot wants words to be sent in its place."""
    if result.input_message_content is not None:
        return _written(result.input_message_content)
    caption = format_caption(result.caption, result.parse_mode, result.caption_entities)
    fields = media | as_fields(caption, "caption", "caption_entities")
    if plain(getattr(result, "show_caption_above_media", None)):
        fields["show_caption_above_media"] = True
    return fields


def _written(content: Any) -> Json:
    if not isinstance(content, InputTextMessageContent):
        raise not_spoken("inline results that become anything but words, a photo or a document")
    formatted = format_text(content.message_text, content.parse_mode, content.entities)
    return as_fields(formatted, "text", "entities") | preview_options(content)


async def _thumbnail(files: FileStore, url: str | None) -> str | None:
    """The unique id of a picture that the client shows; a result whose picture cannot be had is shown without."""
    if not url:
        return None
    try:
        fetched = await fetch_photo(url)
        return (await add_photo(files, fetched.content))[-1].unique_id
    except Refused:
        return None
