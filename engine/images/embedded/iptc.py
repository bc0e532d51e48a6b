"""IPTC-IIM 4.2, record 2: object name, keywords, by-line, city, copyright notice, caption."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageFile, IptcImagePlugin

from engine.images.embedded.said import Said

TITLE, KEYWORDS, DATE, TIME, AUTHOR, SUBLOCATION, CITY, NOTICE, CAPTION = 5, 25, 55, 60, 80, 92, 90, 116, 120
_CHARSET = (1, 90)
_UTF8 = b"\x1b%G"
_CYRILLIC = re.compile(rb"[\xc0-\xff]{3}")


def read_iptc(image: Image.Image) -> Said:
    if not isinstance(image, ImageFile.ImageFile):
        return Said()
    records: Mapping[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(image) or {}
    is_utf8 = records.get(_CHARSET) == _UTF8

    def texts(number: int) -> tuple[str, ...]:
        value = records.get((2, number), ())
        values = value if isinstance(value, list) else [value] if value else []
        return tuple(_text(one, is_utf8) for one in values)

    def text(number: int) -> str | None:
        return next(iter(texts(number)), None)

    return Said(
        titles=texts(TITLE),
        descriptions=texts(CAPTION),
        keywords=texts(KEYWORDS),
        author=text(AUTHOR),
        notice=text(NOTICE),
        place=", ".join(dict.fromkeys(part for part in (text(SUBLOCATION), text(CITY)) if part)) or None,
        taken_at=_taken_at(text(DATE), text(TIME)),
    )


def _text(value: bytes, is_utf8: bool) -> str:
    """Files that name no character set are in UTF-8 today; older ones in what Windows had: Cyrillic comes in words."""
    if is_utf8:
        return value.decode("utf-8", "ignore")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1251" if _CYRILLIC.search(value) else "cp1252", "replace")


def _taken_at(date: str | None, time: str | None) -> dt.datetime | None:
    """`20260714` and `183000+0300`."""
    text = f"{date}{(time or '')[:6] or '000000'}"
    try:
        return dt.datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
