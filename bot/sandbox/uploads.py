"""What a bot names as a file: a part of its request, an id of a file that is known, or an address."""

from __future__ import annotations

import mimetypes
from typing import Any

from bot.sandbox.arguments import Upload
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.fetching import fetch_document, fetch_photo, is_address
from bot.sandbox.files import FileStore, StoredFile
from bot.sandbox.photos import add_document, add_photo

ATTACHED = "attach://"


async def photo_field(files: FileStore, uploads: dict[str, Upload], named: Any) -> Json:
    """The message's `photo` for what sendPhoto was given. Raises Refused."""
    source = await fetch_photo(named) if _by_address(named) else _resolve(files, uploads, named, "photo")
    if isinstance(source, Upload):
        return photo_sizes(files, await add_photo(files, _content(source)))
    if source.kind != "Photo":
        raise bad_request(f"can't use file of type {source.kind} as Photo")
    return photo_sizes(files, files.group(source, "Photo"))


async def document_field(files: FileStore, uploads: dict[str, Upload], named: Any) -> Json:
    """The message's `document`, with its thumbnail. Raises Refused."""
    source: Upload | StoredFile
    source = await fetch_document(named) if _by_address(named) else _resolve(files, uploads, named, "document")
    if isinstance(source, Upload):
        source = await add_document(files, _content(source), source.name, mime_of(source))
    elif source.kind != "Document":
        raise bad_request(f"can't use file of type {source.kind} as Document")
    return document_of(files, source)


def photo_sizes(files: FileStore, sizes: list[StoredFile]) -> Json:
    return {"photo": [files.photo_size(size) for size in sizes]}


def document_of(files: FileStore, document: StoredFile) -> Json:
    """The Bot API's Document under its field's name."""
    body = files.reference(document) | {"file_name": document.name, "mime_type": document.mime}
    for thumbnail in files.group(document, "Thumbnail"):
        body["thumbnail"] = files.photo_size(thumbnail)
    return {"document": body}


def mime_of(upload: Upload) -> str:
    """By the name, for aiogram names no type; else what the request says."""
    return mimetypes.guess_type(upload.name)[0] or upload.mime


def _by_address(named: Any) -> bool:
    return isinstance(named, str) and is_address(named.strip())


def _resolve(files: FileStore, uploads: dict[str, Upload], named: Any, what: str) -> Upload | StoredFile:
    name = str(named or "").strip()
    if name.startswith(ATTACHED):
        upload = uploads.get(name.removeprefix(ATTACHED))
        if upload is None:
            raise bad_request(f"there is no {what} in the request")
        return upload
    if not name:
        raise bad_request(f"there is no {what} in the request")
    return files.by_file_id(name)


def _content(upload: Upload) -> bytes:
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload.content
