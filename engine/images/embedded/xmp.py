"""XMP (ISO 16684-1): Dublin Core, Photoshop's, IPTC Core's and Creative Commons' properties of a packet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from PIL import Image

from engine.images.embedded.said import Said, point
from engine.photo import Coordinates

LONGEST_PACKET = 512 * 1024
"""Bytes; a packet of titles and names has a few thousand."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_IPTC = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_CC = "{http://creativecommons.org/ns#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DEGREES = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])")

_Properties = dict[str, tuple[str, ...]]


def read_xmp(image: Image.Image) -> Said:
    found = _properties(_packet(image))

    def all_of(*names: str) -> tuple[str, ...]:
        return next((found[name] for name in names if found.get(name)), ())

    def first(*names: str) -> str | None:
        return next(iter(all_of(*names)), None)

    statement = first(_RIGHTS + "WebStatement") or ""
    location, city = first(_IPTC + "Location"), first(_PHOTOSHOP + "City")
    return Said(
        titles=all_of(_DC + "title", _PHOTOSHOP + "Headline"),
        descriptions=all_of(_DC + "description"),
        keywords=all_of(_DC + "subject"),
        author=first(_DC + "creator", _CC + "attributionName"),
        notice=first(_DC + "rights", _PHOTOSHOP + "Credit"),
        # A page about rights is terms only where it is one of the well-known licences.
        licence=first(_CC + "license", _RIGHTS + "UsageTerms")
        or (statement if "creativecommons.org" in statement else None),
        place=", ".join(dict.fromkeys(part for part in (location, city) if part)) or None,
        taken_at=_moment(first(_EXIF + "DateTimeOriginal", _PHOTOSHOP + "DateCreated")),
        coordinates=_coordinates(first(_EXIF + "GPSLatitude"), first(_EXIF + "GPSLongitude")),
    )


def _packet(image: Image.Image) -> str:
    """JPEG, WebP, AVIF, HEIF and TIFF keep it under one name, PNG under another. Empty where it is not to be trusted.

    No packet needs a document type, and with one a few bytes could become gigabytes.
    """
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    text = raw.decode("utf-8", "ignore") if isinstance(raw, bytes) else str(raw)
    if len(text) > LONGEST_PACKET or "<!" in text.replace("<!--", ""):
        return ""
    return text.strip("\0\ufeff \r\n\t")


def _properties(packet: str) -> _Properties:
    """By qualified name: the words of an attribute or element, or each item of a list."""
    if not packet:
        return {}
    found: _Properties = {}
    for described in ET.fromstring(packet).iter(_RDF + "Description"):
        for name, value in described.attrib.items():
            found.setdefault(name, (value,))
        for child in described:
            found.setdefault(child.tag, tuple(_values(child)))
    return found


def _values(element: ET.Element) -> Iterator[str]:
    items: Sequence[ET.Element] = list(element.iter(_RDF + "li"))
    # Of the same text in several languages, the default one comes first.
    for item in sorted(items, key=lambda one: one.get(_LANGUAGE) != "x-default"):
        if item.text and item.text.strip():
            yield item.text.strip()
    if items:
        return
    text = (element.text or "").strip() or element.get(_RDF + "resource", "")
    if text:
        yield text


def _moment(text: str | None) -> dt.datetime | None:
    """ISO 8601, with or without a time and a zone."""
    try:
        moment = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def _coordinates(latitude: str | None, longitude: str | None) -> Coordinates | None:
    """`55,45.21N` or `55,45,12N`."""
    found = [_DEGREES.fullmatch(text or "") for text in (latitude, longitude)]
    if found[0] is None or found[1] is None:
        return None
    return point(*(_degrees(match) for match in found if match is not None))


def _degrees(match: re.Match[str]) -> float:
    value = float(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    return -value if match[4] in "SW" else value
