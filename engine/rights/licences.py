"""Licences as people and programs write them, brought to one spelling; and who made a photo, beside one. Pure."""

from __future__ import annotations

import re

from engine.photo import Rights

_BESIDE = re.compile(
    r"(?:[,/;·|]|\s[-–—]\s|\s)\s*"
    r"((?:cc[ -]?0|cc[ -]by(?:-(?:nc|sa|nd))*|public domain|all rights reserved)(?:[ -]\d\.\d)?)\s*\.?\s*$",
    re.IGNORECASE,
)
_CC = re.compile(r"cc[ -]?(0|by(?:-(?:nc|sa|nd))*)(?:[ -](\d\.\d))?", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(by(?:-(?:nc|sa|nd))*)|publicdomain/(zero|mark))/(\d\.\d)/?.*",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"^\s*(?:copyright\b|©|\(c\)|\(с\)|photo(?:grapher|graph| by)?\s*:|фото(?:граф)?\s*:|автор\s*:)[\s:]*"
    r"(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?[\s,]+)?",
    re.IGNORECASE,
)
LONGEST = 200
"""Characters kept of a name or a licence."""


def standard_licence(text: str) -> str:
    """Creative Commons' own spelling, also of its addresses; anything else as it is."""
    licence = text.strip().rstrip(".")
    if address := _ADDRESS.fullmatch(licence):
        if address[1]:
            return f"CC {address[1].upper()} {address[3]}"
        return "CC0 1.0" if address[2].lower() == "zero" else "Public domain"
    match = _CC.fullmatch(licence)
    if match is None:
        return licence[:LONGEST]
    kind, version = match[1].upper(), match[2]
    if kind == "0":
        return "CC0 1.0"
    return f"CC {kind} {version or '4.0'}"


def split_credit(text: str) -> Rights:
    """`Anna Lee, CC BY 4.0` into the two; either may be missing."""
    name, licence = text.strip(), None
    if found := _BESIDE.search(" " + name):
        licence, name = standard_licence(found[1]), (" " + name)[: found.start()].strip(" ,/;·|-–—")
    return Rights(photographer=name[:LONGEST] or None, licence=licence)


def read_notice(text: str) -> Rights:
    """A copyright notice, `© 2026 Anna Lee`, or `Photo: Anna Lee`, likewise, without mark, word and year."""
    return split_credit(_MARKS.sub("", text))
