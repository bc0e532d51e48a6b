"""What Telegram makes of a picture: a ladder of re-encoded JPEG sizes for a photo, a thumbnail for a document.

The size limits are documented; the steps of the ladder were read off real answers (90, 320, 800, then the whole
picture up to 1280). The JPEG quality, what shrinks them, and that nothing larger than 1280 is kept, are assumed.
"""

from __future__ import annotations

import asyncio
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.sandbox.errors import bad_request
from bot.sandbox.files import FileStore, StoredFile

MOST_BYTES = 10 * 1024 * 1024
MOST_SIDES = 10_000
MOST_RATIO = 20
STEPS = (90, 320, 800)
LARGEST = 1280
THUMBNAIL = 320
QUALITY = 87

_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_NOT_A_PICTURE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)

Size = tuple[bytes, int, int]
"""JPEG bytes, width and height in pixels."""


async def add_photo(files: FileStore, content: bytes) -> list[StoredFile]:
    """Keeps the ladder of a photo, smallest first. Raises Refused for what Telegram takes for no photo."""
    if len(content) > MOST_BYTES:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MOST_BYTES} bytes"
        )
    sizes = await asyncio.to_thread(ladder, content)
    group = files.new_group()
    return [
        files.add("Photo", jpeg, group, mime="image/jpeg", width=width, height=height) for jpeg, width, height in sizes
    ]


async def add_document(files: FileStore, content: bytes, name: str, mime: str) -> StoredFile:
    """Keeps a document byte for byte, with a thumbnail if it is a picture."""
    group = files.new_group()
    document = files.add("Document", content, group, mime=mime, name=name)
    if mime.startswith("image/") and (made := await asyncio.to_thread(thumbnail, content)):
        jpeg, width, height = made
        files.add("Thumbnail", jpeg, group, mime="image/jpeg", width=width, height=height)
    return document


def ladder(content: bytes) -> list[Size]:
    """The sizes that a photo is kept in, smallest first. Raises Refused."""
    image = _decode(content)
    whole, longest = image.size, max(image.size)
    steps = [step for step in STEPS if step < longest] + [min(longest, LARGEST)]
    sizes = []
    for step in reversed(steps):
        # Each is made of the one above it, not of the whole picture: the smallest would cost as much as the largest.
        image = _shrunk(image, _within(whole, step))
        sizes.append(_encoded(image))
    return sizes[::-1]


def thumbnail(content: bytes) -> Size | None:
    """A small JPEG, or None for what cannot be decoded: a document is taken all the same."""
    try:
        with Image.open(BytesIO(content)) as opened:
            image = _upright(opened)
    except (*_NOT_A_PICTURE, *_TOO_LARGE):
        return None
    return _encoded(_shrunk(image, _within(image.size, min(max(image.size), THUMBNAIL))))


def _decode(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content)) as opened:
            width, height = opened.size
            if width + height > MOST_SIDES or max(width, height) > MOST_RATIO * min(width, height):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
            return _upright(opened)
    except _TOO_LARGE:
        raise bad_request("PHOTO_INVALID_DIMENSIONS") from None
    except _NOT_A_PICTURE:
        raise bad_request("IMAGE_PROCESS_FAILED") from None


def _upright(image: Image.Image) -> Image.Image:
    """RGB, on white where the picture is transparent: a JPEG has no holes."""
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        image = ground
    image = image.convert("RGB") if image.mode != "RGB" else image
    image.load()
    image.info = {}  # a comment would be written into the copies
    return image


def _within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Fitted into a square of `longest` pixels; sides are cut down, not rounded, as Telegram does."""
    width, height = (max(1, side * longest // max(size)) for side in size)
    return width, height


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.HAMMING)


def _encoded(image: Image.Image) -> Size:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue(), image.width, image.height
