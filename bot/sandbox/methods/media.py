"""Sending pictures and documents, alone or as an album, and fetching files."""

from __future__ import annotations

from typing import Any

from aiogram.methods import GetFile, SendDocument, SendMediaGroup, SendPhoto
from aiogram.types import InputMediaDocument, InputMediaPhoto

from bot.sandbox.entities import as_fields, format_caption
from bot.sandbox.errors import Json, Refused, bad_request, not_spoken
from bot.sandbox.methods.registry import Call, Handlers, plain
from bot.sandbox.sending import destination, send
from bot.sandbox.uploads import document_field, photo_field

MOST_IN_ALBUM = 10
KEPT_APART = frozenset({"document", "audio"})


async def send_photo(call: Call, method: SendPhoto) -> Json:
    caption = _caption(method)
    chat = destination(call.world, method.chat_id)
    content = await photo_field(call.world.files, call.uploads, method.photo)
    return send(call.world, chat, content | caption, method).body


async def send_document(call: Call, method: SendDocument) -> Json:
    caption = _caption(method)
    chat = destination(call.world, method.chat_id)
    content = await document_field(call.world.files, call.uploads, method.document)
    return send(call.world, chat, content | caption, method).body


async def send_media_group(call: Call, method: SendMediaGroup) -> list[Json]:
    if not method.media:
        raise bad_request("there are no messages to send")
    if len(method.media) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    kinds = {str(media.type) for media in method.media}
    for alone in KEPT_APART & kinds:
        if len(kinds) > 1:
            raise bad_request(f"{alone} can't be mixed with other media types")
    chat = destination(call.world, method.chat_id)
    contents = []
    for number, media in enumerate(method.media, start=1):
        try:
            contents.append(await media_content(call, media))
        except Refused as refused:
            if refused.code != 400:
                raise
            reason = refused.description.removeprefix("Bad Request: ")
            raise bad_request(f'failed to send message #{number} with the error message "{reason}"') from refused
    if len(contents) > 1:
        album = call.world.new_album()
        contents = [{"media_group_id": album, **content} for content in contents]
    return [send(call.world, chat, content, method).body for content in contents]


async def media_content(call: Call, media: Any) -> Json:
    """One InputMedia as the fields of a message. Raises Refused."""
    caption = _caption(media)
    files = call.world.files
    match media:
        case InputMediaPhoto():
            content = await photo_field(files, call.uploads, media.media)
        case InputMediaDocument():
            content = await document_field(files, call.uploads, media.media)
        case _:
            raise not_spoken(f"media of type {media.type}")
    if getattr(media, "has_spoiler", None):
        content["has_media_spoiler"] = True
    if plain(getattr(media, "show_caption_above_media", None)):
        content["show_caption_above_media"] = True
    return content | caption


async def get_file(call: Call, method: GetFile) -> Json:
    file = call.world.files.for_download(method.file_id)
    return {
        "file_id": method.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": call.world.files.open_link(file, call.world.clock()),
    }


def _caption(source: Any) -> Json:
    formatted = format_caption(source.caption, source.parse_mode, source.caption_entities)
    return as_fields(formatted, "caption", "caption_entities")


HANDLERS: Handlers = {
    SendPhoto: send_photo,
    SendDocument: send_document,
    SendMediaGroup: send_media_group,
    GetFile: get_file,
}
