"""From whatever bytes somebody sent to an upright RGB image, safely; or to one of four errors."""

from __future__ import annotations

import functools
import math
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms, UnidentifiedImageError

from engine.errors import BadImage, BrokenImage, ImageTooLarge, ImageTooSmall, NotAnImage

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "GIF", "BMP")
"""What is opened at all (MPO comes as JPEG): nothing that runs another program, nothing exotic."""
MEGAPIXELS = 100
"""The largest image that is decoded; its RGB pixels take 300 MB."""

SHRINKING = Image.Resampling.HAMMING
"""How pictures are made smaller: as sharp as bicubic there (Pillow's table of filters), in half of Lanczos's time."""

_ORIENTATION = 0x0112
_UPRIGHTING = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How each EXIF orientation is brought upright; from 5 on, width and height change places."""

_EXIF_IN_PNG = (b"eXIf", b"Raw profile type exif")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """What the header says: upright size in pixels."""

    media_type: str
    width: int
    height: int


def measure(content: bytes) -> ImageFacts:
    """Reads the header only. Raises NotAnImage, BrokenImage or ImageTooLarge."""
    with opened(content) as image:
        width, height = image.size
        if _orientation(image) >= 5:
            width, height = height, width
        # An MPO is a JPEG that carries a second picture, which nobody here looks at.
        kind = "JPEG" if image.format == "MPO" else image.format or ""
        return ImageFacts(media_type=Image.MIME[kind], width=width, height=height)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFacts:
    """How the pixels lie in the file: their size as stored, and EXIF's orientation, 1 to 8."""

    size: tuple[int, int]
    orientation: int

    @property
    def upright(self) -> tuple[int, int]:
        return self.size if self.orientation < 5 else (self.size[1], self.size[0])


def stored(content: bytes) -> StoredFacts:
    """Reads the header only. Raises NotAnImage, BrokenImage or ImageTooLarge."""
    with opened(content) as image:
        return StoredFacts(size=image.size, orientation=_orientation(image))


def decode(content: bytes, *, longest: int | None = None, smallest: int = 1) -> Image.Image:
    """The first frame, upright by its EXIF orientation, in sRGB, alpha laid on white.

    With `longest`, scaled down (never up) to that many pixels on the longer side; a JPEG then is decoded at reduced
    size already (`Image.draft`), which is where most of the time goes. Raises NotAnImage, BrokenImage, ImageTooLarge
    beyond MEGAPIXELS, judged by the header before any pixel is decoded, and ImageTooSmall when the shorter side
    has fewer than `smallest` pixels.
    """
    with opened(content) as image:
        if min(image.size) < smallest:
            raise ImageTooSmall(width=image.width, height=image.height)
        if longest is not None:
            # Asked for in the picture's own shape: a square would have to fit into the shorter side, and the decoder
            # would give twice or four times the pixels that are needed.
            image.draft(None, fitting(image.size, longest))
        image.seek(0)
        image.load()
        flat = _flat(image)
        if longest is not None:
            flat.thumbnail((longest, longest), SHRINKING)
        turn = _UPRIGHTING.get(_orientation(image))
        return flat if turn is None else flat.transpose(turn)


def fitting(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Width and height with the longer side at `longest`, rounded up; as they are where they are shorter."""
    share = min(1.0, longest / max(size))
    return math.ceil(size[0] * share), math.ceil(size[1] * share)


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """The picture with its header read and no pixel decoded. Raises NotAnImage, BrokenImage or ImageTooLarge."""
    _register_heif()
    try:
        with _quiet, _header_of(content) as image:
            width, height = image.size
            if width * height > MEGAPIXELS * 1_000_000:
                raise ImageTooLarge(width=width, height=height, limit=MEGAPIXELS)
            if image.format == "PNG" and not any(mark in content for mark in _EXIF_IN_PNG):
                # Pillow would decode every pixel to look for EXIF that follows them; here there is none.
                image.info.setdefault("exif", b"")
            yield image
    except BadImage:
        raise
    except UnidentifiedImageError:
        raise NotAnImage from None
    except Exception as error:
        # Decoders answer damaged files with errors of every kind; the file is what is wrong, not the program.
        raise BrokenImage from error


_opening = threading.Lock()


def _header_of(content: bytes) -> Image.Image:
    # Pillow's own limit would refuse a bomb without telling its size. It is a global: one thread at a time.
    with _opening:
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
        try:
            return Image.open(BytesIO(content), formats=FORMATS)
        finally:
            Image.MAX_IMAGE_PIXELS = limit


class _Quiet:
    """Silences Pillow, which warns of odd metadata: that is no failure. May be entered by several threads at once.

    `warnings.catch_warnings` alone may not: the filters that one thread puts back are those of another.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._filters = warnings.catch_warnings()

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._filters = warnings.catch_warnings()
                self._filters.__enter__()
                warnings.filterwarnings("ignore", module=r"PIL\.")
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._filters.__exit__(None, None, None)


_quiet = _Quiet()


@functools.cache
def _register_heif() -> None:
    import pillow_heif  # late: it loads a codec of several megabytes

    Image.init()  # `formats=` knows only the plugins that are loaded

    pillow_heif.register_heif_opener()


def _orientation(image: Image.Image) -> int:
    """1 to 8; unreadable metadata means 1, upright."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:
        return 1
    return value if value in _UPRIGHTING else 1


def _flat(image: Image.Image) -> Image.Image:
    """RGB on white, deep greys scaled rather than clipped, colours brought to sRGB where a profile is embedded."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":
        image = _shallow(image)
    elif image.has_transparency_data:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        image = Image.alpha_composite(paper, layered).convert("RGB")
    elif image.mode not in {"RGB", "CMYK", "L"}:
        image = image.convert("RGB")
    return _to_srgb(image, profile) if profile else image.convert("RGB")


def _shallow(image: Image.Image) -> Image.Image:
    """8 bits of grey. Modes "I" and "F" do not say what white is: the narrowest usual range that holds every pixel."""
    depth = np.nan_to_num(np.asarray(image, dtype=np.float64))
    brightest = float(depth.max())
    usual = {"I": (255.0, 65535.0), "F": (1.0, 255.0, 65535.0)}.get(image.mode, (65535.0,))
    white = next((top for top in usual if top >= brightest), brightest)
    return Image.fromarray((depth.clip(0, white) * (255 / white)).round().astype(np.uint8))


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = None  # a broken profile costs some colour, not the photo
    return converted or image.convert("RGB")
