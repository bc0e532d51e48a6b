"""EXIF 2.32: description, artist, copyright, the time of taking and where that was; Windows' own title and keywords."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from engine.images.embedded.said import Said, point
from engine.photo import Coordinates


def read_exif(image: Image.Image) -> Said:
    exif = image.getexif()
    return Said(
        titles=tuple(filter(None, [_wide(exif.get(Base.XPTitle))])),
        descriptions=tuple(filter(None, [_text(exif.get(Base.ImageDescription))])),
        keywords=tuple(word.strip() for word in (_wide(exif.get(Base.XPKeywords)) or "").split(";") if word.strip()),
        author=_text(exif.get(Base.Artist)) or _wide(exif.get(Base.XPAuthor)),
        notice=_text(exif.get(Base.Copyright)),
        taken_at=_taken_at(exif.get_ifd(IFD.Exif)),
        coordinates=_coordinates(exif.get_ifd(IFD.GPSInfo)),
    )


def _text(value: object) -> str | None:
    """EXIF knows ASCII only; what is written there is UTF-8, or Windows' Cyrillic, which Pillow reads as Latin."""
    if not isinstance(value, str):
        return None
    text = value.strip("\0 ")
    for encoding in ("utf-8", "cp1251"):
        try:
            raw = text.encode("latin-1")
            return text if raw.isascii() else raw.decode(encoding)
        except UnicodeError:
            continue
    return text


def _wide(value: object) -> str | None:
    """Windows' properties are UTF-16."""
    if isinstance(value, tuple):
        value = bytes(value)
    return value.decode("utf-16-le", "ignore").strip("\0 ") if isinstance(value, bytes) else None


def _taken_at(exif: Mapping[int, Any]) -> dt.datetime | None:
    text = str(exif.get(Base.DateTimeOriginal, "")).strip("\0 ")
    try:
        return dt.datetime.strptime(text, "%Y:%m:%d %H:%M:%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _coordinates(gps: Mapping[int, Any]) -> Coordinates | None:
    try:
        latitude = _degrees(gps[GPS.GPSLatitude], gps.get(GPS.GPSLatitudeRef) in {"S", b"S"})
        longitude = _degrees(gps[GPS.GPSLongitude], gps.get(GPS.GPSLongitudeRef) in {"W", b"W"})
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return point(latitude, longitude)


def _degrees(parts: Any, negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    if seconds != seconds:
        seconds = 0.0  # some devices write 0/0 seconds beside minutes with a fraction
    value = degrees + minutes / 60 + seconds / 3600
    return -value if negative else value
