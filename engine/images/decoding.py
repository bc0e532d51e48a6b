"""From whatever bytes somebody sent to an upright RGB image, safely; or to one of four errors."""

from __future__ import annotations

import datetime as dt
import functools
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from engine.errors import BrokenImage, ImageTooLarge, ImageTooSmall, NotAnImage

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "GIF", "BMP")
"""What is opened at all (MPO comes as JPEG): nothing that runs another program, nothing exotic."""
MEGAPIXELS = 100
"""The largest image that is decoded; its RGB pixels take 300 MB."""

_TAKEN_AT = 0x9003  # DateTimeOriginal
_EXIF_IFD = 0x8769


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """What the header says: upright size in pixels; `taken_at` is the camera's clock, taken for UTC."""

    media_type: str
    width: int
    height: int
    taken_at: dt.datetime | None


def measure(content: bytes) -> ImageFacts:
    """Reads the header only. Raises NotAnImage, BrokenImage or ImageTooLarge."""
    with _opened(content) as image:
        exif = image.getexif()
        width, height = image.size
        if exif.get(0x0112, 1) in {5, 6, 7, 8}:
            width, height = height, width
        media_type = Image.MIME.get(image.format or "", "application/octet-stream")
        return ImageFacts(media_type=media_type, width=width, height=height, taken_at=_taken_at(exif))


def decode(content: bytes, *, longest: int | None = None, smallest: int = 1) -> Image.Image:
    """The first frame, upright by its EXIF orientation, in sRGB, alpha laid on white.

    With `longest`, scaled down (never up) to that many pixels on the longer side; a JPEG then is decoded at reduced
    size already (`Image.draft`), which is where most of the time goes. Raises NotAnImage, BrokenImage, ImageTooLarge
    beyond MEGAPIXELS, judged by the header before any pixel is decoded, and ImageTooSmall when the shorter side
    has fewer than `smallest` pixels.
    """
    with _opened(content) as image:
        if min(image.size) < smallest:
            raise ImageTooSmall(width=image.width, height=image.height)
        if longest is not None:
            # Twice the size asked for: what the decoder's coarse scaling leaves is then smoothed by the resize.
            image.draft(None, (longest * 2, longest * 2))
        image.seek(0)
        image.load()
        upright = ImageOps.exif_transpose(image) or image
        flat = _flat(upright, image.info.get("icc_profile"))
        if longest is not None:
            flat.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        return flat


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    _register_heif()
    try:
        with warnings.catch_warnings():
            # Pillow warns of bombs and odd metadata: the size is checked here, and odd metadata is no failure.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                width, height = image.size
                if width * height > MEGAPIXELS * 1_000_000:
                    raise ImageTooLarge(width=width, height=height, limit=MEGAPIXELS)
                yield image
    except UnidentifiedImageError:
        raise NotAnImage from None
    except Image.DecompressionBombError:
        raise ImageTooLarge(width="?", height="?", limit=MEGAPIXELS) from None
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, AttributeError, struct.error,
            MemoryError, OverflowError, RuntimeError, ZeroDivisionError) as error:  # fmt: skip
        # Decoders answer damaged files with any of these; the file is what is wrong, not the program.
        raise BrokenImage from error


@functools.cache
def _register_heif() -> None:
    import pillow_heif  # late: it loads a codec of several megabytes

    Image.init()  # `formats=` knows only the plugins that are loaded

    pillow_heif.register_heif_opener()


def _flat(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB on white, 16-bit depths scaled rather than clipped, colours brought to sRGB where a profile is embedded."""
    if image.mode in {"I;16", "I;16B", "I;16L", "I;16N", "I", "F"}:
        depth = np.asarray(image, dtype=np.float32)
        top = 255.0 if depth.size and depth.max() <= 255 else 65535.0
        return Image.fromarray((depth.clip(0, top) * (255.0 / top)).astype(np.uint8), "L").convert("RGB")
    image = _to_srgb(image, profile)
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, (255, 255, 255, 255))
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB") if image.mode != "RGB" else image.copy()


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or image.mode not in {"RGB", "CMYK"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile costs some colour, not the photo
    return converted if converted is not None else image


def _taken_at(exif: Image.Exif) -> dt.datetime | None:
    try:
        text = str(exif.get_ifd(_EXIF_IFD).get(_TAKEN_AT, ""))
        return dt.datetime.strptime(text.strip("\x00 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=dt.UTC)
    except (ValueError, KeyError, TypeError, struct.error):
        return None
