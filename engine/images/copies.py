"""The copies of a photo that leave the bank: clean, small, and within Telegram's limits for photos."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from engine.images.decoding import SHRINKING

PREVIEW_PIXELS = 1280
THUMBNAIL_PIXELS = 400
WIDEST = 19
"""Telegram refuses photos whose sides differ more than twentyfold; such a strip is cut to its middle.

Cut, not padded: bars would be taken for part of the photo, and at 64 pixels of height nothing could be seen beside
them. The original stays whole. 19 leaves room for rounding.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """JPEG bytes without any metadata: no EXIF, GPS, XMP, IPTC, comment or profile (colours are sRGB)."""

    preview: bytes
    thumbnail: bytes


def make_copies(image: Image.Image) -> Copies:
    """From an upright RGB image; never scaled up."""
    whole = _within_ratio(image)
    preview = _fitted(whole, PREVIEW_PIXELS)
    return Copies(preview=_jpeg(preview, quality=85), thumbnail=_jpeg(_fitted(preview, THUMBNAIL_PIXELS), quality=82))


def _within_ratio(image: Image.Image) -> Image.Image:
    width, height = image.size
    if width > height * WIDEST:
        left = (width - height * WIDEST) // 2
        return image.crop((left, 0, left + height * WIDEST, height))
    if height > width * WIDEST:
        top = (height - width * WIDEST) // 2
        return image.crop((0, top, width, top + width * WIDEST))
    return image


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    if max(image.size) <= longest:
        return image
    small = image.copy()
    small.thumbnail((longest, longest), SHRINKING)
    return small


def _jpeg(image: Image.Image, quality: int) -> bytes:
    bare = Image.new("RGB", image.size)
    bare.paste(image)  # a new image carries nothing but pixels
    out = BytesIO()
    # Not progressive: it saves 3 % of the bytes and costs 8 ms here and 5 ms whenever somebody reads the copy.
    bare.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
