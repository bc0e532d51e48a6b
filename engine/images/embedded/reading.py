"""One answer from the three places in which a file may describe itself: XMP before IPTC before EXIF."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from PIL import Image

from engine.images.decoding import opened
from engine.images.embedded.exif import read_exif
from engine.images.embedded.iptc import read_iptc
from engine.images.embedded.said import Said
from engine.images.embedded.xmp import read_xmp
from engine.photo import Coordinates

_READERS: tuple[Callable[[Image.Image], Said], ...] = (read_xmp, read_iptc, read_exif)
_CAMERAS = re.compile(
    r"(?:img|dsc[nf]?|pict|gopr|pxl|mvi|photo|image|фото|p)?[\W_]*\d[\d\W_]*(?:\.\w{3,4})?"
    r"|olympus digital camera|sony dsc|samsung camera pictures|kodak.*camera|minolta digital camera|dcim.*|default"
    r"|untitled|screenshot.*|без имени",
    re.IGNORECASE,
)
"""What cameras and programs write where a title belongs."""
LONGEST_TEXT = 300
LONGEST_NAME = 200
MOST_KEYWORDS = 50

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """None and empty where nothing is said. `captions` are titles, or descriptions where there is no title, each once;
    `notice` is the copyright notice; `taken_at` is the camera's clock, taken for UTC where it names no zone."""

    captions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    author: str | None = None
    notice: str | None = None
    licence: str | None = None
    """Terms of use in words, or a licence's address."""
    place: str | None = None
    taken_at: dt.datetime | None = None
    coordinates: Coordinates | None = None


def read_embedded(content: bytes) -> Embedded:
    """Reads the header only; whatever is in disorder is left out. Raises BadImage's subclasses for no picture."""
    with opened(content) as image:
        found = [_read(reader, image) for reader in _READERS]
    titles = _first(_sentences(one.titles) for one in found)
    captions = titles or _first(_sentences(one.descriptions) for one in found) or ()
    keywords = (_line(word, LONGEST_NAME) for one in found for word in one.keywords)
    return Embedded(
        captions=captions,
        keywords=tuple(dict.fromkeys(word for word in keywords if word))[:MOST_KEYWORDS],
        author=_first(_line(one.author, LONGEST_NAME) for one in found),
        notice=_first(_line(one.notice, LONGEST_NAME) for one in found),
        licence=_first(_line(one.licence, LONGEST_NAME) for one in found),
        place=_first(_line(one.place, LONGEST_NAME) for one in found),
        taken_at=_first(one.taken_at for one in reversed(found)),
        coordinates=_first(one.coordinates for one in reversed(found)),
    )


def _read(reader: Callable[[Image.Image], Said], image: Image.Image) -> Said:
    try:
        return reader(image)
    except Exception:
        return Said()  # metadata in disorder: the picture is none the worse for it


def _first(values: Iterable[_Value | None]) -> _Value | None:
    return next((value for value in values if value), None)


def _sentences(texts: Iterable[str]) -> tuple[str, ...]:
    lines = (_line(text, LONGEST_TEXT) for text in texts)
    return tuple(dict.fromkeys(line for line in lines if line and not _CAMERAS.fullmatch(line)))


def _line(text: str | None, longest: int) -> str | None:
    """One line of what can be printed, clipped; None where nothing is left."""
    printable = "".join(character if character.isprintable() else " " for character in text or "")
    return " ".join(printable.replace("\N{REPLACEMENT CHARACTER}", " ").split())[:longest].strip() or None
