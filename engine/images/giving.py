"""The file that somebody takes away: as large as role and way allow, with its label and nothing else of its past."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from PIL import Image

from engine.images.decoding import decode, stored
from engine.images.labelling.containers import Malformed, labelled, media_type
from engine.images.labelling.label import Label
from engine.model import ContentHash

SCREEN_PIXELS = 1920
"""The longer side of a screen-size file: a full screen, and too few for print."""
_SCREEN_QUALITY, _BEST_QUALITY, _SMALLER_QUALITY = 88, 95, 92
_STEP = 0.85
"""A JPEG's bytes go about with its pixels: each step takes off a good quarter of them."""
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


class Size(StrEnum):
    """Which file of a photo is taken."""

    SCREEN = "screen"
    ORIGINAL = "original"


class Change(StrEnum):
    """How an original that is given out differs from the one received, beyond its label."""

    AS_JPEG = "as_jpeg"
    """Its own format cannot carry a label, or not everybody can open it."""
    REDUCED = "reduced"
    """It would not have gone through whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFile:
    """Bytes to hand over. `key` is their SHA-256; width and height are upright, in pixels."""

    content: bytes = field(repr=False)
    suffix: str
    width: int
    height: int
    key: ContentHash
    change: Change | None = None


def screen_file(original: Path, label: Label) -> GivenFile:
    """A JPEG of at most SCREEN_PIXELS. Raises BadImage's subclasses and OSError."""
    image = decode(original.read_bytes(), longest=SCREEN_PIXELS)
    return _given(_jpeg(image, label, _SCREEN_QUALITY), ".jpg", image.size)


def original_file(original: Path, label: Label, largest: int) -> GivenFile:
    """The original's own pixels where format and size allow, else the best JPEG of at most `largest` bytes.

    Raises BadImage's subclasses and OSError.
    """
    content = original.read_bytes()
    kind = media_type(content)
    if kind is not None:
        try:
            facts = stored(content)
            whole = labelled(content, label, orientation=facts.orientation, size=facts.size)
        except Malformed:
            kind = None  # decoders forgive more than we do
        else:
            if len(whole) <= largest:
                return _given(whole, _SUFFIXES[kind], facts.upright)
    image = decode(content)
    written = _jpeg(image, label, _BEST_QUALITY)
    change = Change.REDUCED if kind is not None or len(written) > largest else Change.AS_JPEG
    size = image.size
    while len(written) > largest:
        size = (max(1, round(size[0] * _STEP)), max(1, round(size[1] * _STEP)))
        image = image.resize(size, Image.Resampling.LANCZOS)
        written = _jpeg(image, label, _SMALLER_QUALITY)
    return _given(written, ".jpg", size, change)


def _jpeg(image: Image.Image, label: Label, quality: int) -> bytes:
    out = BytesIO()
    subsampling = 0 if quality >= _SMALLER_QUALITY else 2
    image.save(out, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
    return labelled(out.getvalue(), label, orientation=1, size=image.size)


def _given(content: bytes, suffix: str, size: tuple[int, int], change: Change | None = None) -> GivenFile:
    key = ContentHash(hashlib.sha256(content).hexdigest())
    return GivenFile(content=content, suffix=suffix, width=size[0], height=size[1], key=key, change=change)
