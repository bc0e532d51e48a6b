"""What a person's client sends: a file as the fields of a message."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

from PIL import Image

from bot.sandbox.arguments import Upload
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.files import FileStore
from bot.sandbox.photos import add_document, add_photo
from bot.sandbox.uploads import document_of, mime_of, photo_sizes

PLACES = ("location", "venue")
STICKER_SIDE = 512
VOICE_BYTES_A_SECOND = 4000
MOST_LATITUDE = 90.0
MOST_LONGITUDE = 180.0


async def content_of(files: FileStore, kind: str, upload: Upload) -> Json:
    """`kind` is photo, document, sticker or voice. Raises Refused for what no client would send."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    match kind:
        case "photo":
            return photo_sizes(files, await add_photo(files, upload.content))
        case "document":
            return document_of(files, await add_document(files, upload.content, upload.name, mime_of(upload)))
        case "sticker":
            return await asyncio.to_thread(_sticker, files, upload.content)
        case "voice":
            return _voice(files, upload.content)
    raise bad_request("kind must be photo, document, sticker or voice")


def place_of(kind: str, source: Any) -> Json:
    """A place on the map from `latitude` and `longitude` in degrees; a venue has a `title` and an `address` too.

    Raises Refused for what is no place on Earth.
    """
    try:
        latitude, longitude = (float(source.get(name)) for name in ("latitude", "longitude"))
    except (TypeError, ValueError):
        raise bad_request("latitude and longitude must be numbers of degrees") from None
    if not (abs(latitude) <= MOST_LATITUDE and abs(longitude) <= MOST_LONGITUDE):
        raise bad_request("there is no such place")
    location = {"latitude": latitude, "longitude": longitude}
    if kind == "location":
        return {"location": location}
    title, address = str(source.get("title") or ""), str(source.get("address") or "")
    if not title:
        raise bad_request("a venue has a title")
    return {"venue": {"location": location, "title": title, "address": address}, "location": location}


def _sticker(files: FileStore, content: bytes) -> Json:
    """Any picture becomes a WebP of sticker size."""
    try:
        with Image.open(BytesIO(content)) as opened:
            image = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    image.thumbnail((STICKER_SIDE, STICKER_SIDE))
    buffer = BytesIO()
    image.save(buffer, "WEBP")
    group = files.new_group()
    file = files.add("Sticker", buffer.getvalue(), group, mime="image/webp", width=image.width, height=image.height)
    shape = {"width": file.width, "height": file.height, "type": "regular", "is_animated": False, "is_video": False}
    return {"sticker": files.reference(file) | shape | {"emoji": "🙂"}}


def _voice(files: FileStore, content: bytes) -> Json:
    """The bytes as they are; the length in seconds is guessed from their number."""
    file = files.add("VoiceNote", content, files.new_group(), mime="audio/ogg")
    duration = max(1, len(content) // VOICE_BYTES_A_SECOND)
    return {"voice": files.reference(file) | {"duration": duration, "mime_type": "audio/ogg"}}
