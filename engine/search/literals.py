"""Parts of a text that are written rather than worded: years, dates and sizes in pixels."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from engine.query import Kind

_YEAR = r"((?:19|20)\d\d)"
_OF_YEAR = r"(?:\s*(?:г\.|гг\.|год\w*)(?!\w))?"
_MONTHS = (
    "январ|янв|january|jan", "феврал|фев|february|feb", "март|march|mar", "апрел|апр|april|apr", "ма[йяе]|may",
    "июн|june|jun", "июл|july|jul", "август|авг|august|aug", "сентябр|сен|september|sep", "октябр|окт|october|oct",
    "ноябр|ноя|november|nov", "декабр|дек|december|dec",
)  # fmt: skip
_SEASONS = (
    *("зимой", "весной", "летом", "осенью", "зима", "весна", "лето", "осень"),
    *("winter", "spring", "summer", "autumn"),
)
_MONTH = "(" + "|".join(_MONTHS) + r")[а-я]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """`text[start:end]` means this value of this kind."""

    start: int
    end: int
    kind: Kind
    value: str


def literals(text: str) -> list[Literal]:
    """In the order of the text, none overlapping; where two would, the earlier rule wins."""
    found: list[Literal] = []
    for pattern, kind, read in _RULES:
        for match in pattern.finditer(text):
            taken = any(match.start() < other.end and other.start < match.end() for other in found)
            if not taken and (value := read(match)) is not None:
                found.append(Literal(start=match.start(), end=match.end(), kind=kind, value=value))
    return sorted(found, key=lambda literal: literal.start)


def days_of(value: str) -> tuple[dt.date | None, dt.date | None]:
    """The ends of `2024-01-01/2024-12-31`, either of which may be missing."""
    first, _, last = value.partition("/")
    return (dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None)


def years_of(value: str) -> range:
    """The years that `2020-01-01/2023-12-31` holds whole and nothing beside them; none for any other time."""
    first, last = days_of(value)
    if first is None or last is None or (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return range(0)
    return range(first.year, last.year + 1)


def _day(match: re.Match[str]) -> str | None:
    try:
        day = dt.date.fromisoformat(match[1])
    except ValueError:
        return None
    return f"{day}/{day}"


def _years(match: re.Match[str]) -> str | None:
    return f"{match[1]}-01-01/{match[2]}-12-31" if match[1] <= match[2] else None


def _month(match: re.Match[str]) -> str:
    written = match[1].casefold()
    month = next(number for number, names in enumerate(_MONTHS, start=1) if re.fullmatch(names, written))
    year = int(match[2])
    return f"{year}-{month:02}-01/{year}-{month:02}-{calendar.monthrange(year, month)[1]}"


def _rules() -> Iterator[tuple[str, Kind, Callable[[re.Match[str]], str | None]]]:
    yield r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)", Kind.TAKEN, _day
    joint = r"\s*(?:-|–|—|\s(?:по|до|to|and|и)\s)\s*"
    yield rf"(?:\b(?:с|from|between|между|за|в|in)\s+)?\b{_YEAR}{joint}{_YEAR}\b{_OF_YEAR}", Kind.TAKEN, _years
    yield rf"(?:\b(?:в|за|in)\s+)?\b{_MONTH}\s+{_YEAR}\b{_OF_YEAR}", Kind.TAKEN, _month
    yield rf"\b(?:с|начиная с|since|from)\s+{_YEAR}\b{_OF_YEAR}", Kind.TAKEN, lambda m: f"{m[1]}-01-01/"
    yield rf"\b(?:после|after)\s+{_YEAR}\b{_OF_YEAR}", Kind.TAKEN, lambda m: f"{int(m[1]) + 1}-01-01/"
    yield rf"\b(?:до|before)\s+{_YEAR}\b{_OF_YEAR}", Kind.TAKEN, lambda m: f"/{int(m[1]) - 1}-12-31"
    whole = lambda m: f"{m[1]}-01-01/{m[1]}-12-31"  # noqa: E731 - said twice below
    yield rf"\b(?:в|за|in|during)\s+{_YEAR}\b{_OF_YEAR}", Kind.TAKEN, whole
    after_season = "|".join(rf"(?<=\b{season}\s)" for season in _SEASONS)
    yield rf"(?:{after_season}){_YEAR}\b{_OF_YEAR}", Kind.TAKEN, whole
    yield rf"\b{_YEAR}\s*(?:г\.|год\w*)(?!\w)", Kind.TAKEN, whole
    least = r"(?:\b(?:от|не меньше|минимум|больше|более|свыше|at least|more than|over|min)\s+|>=?\s*)?"
    yield (
        rf"{least}\b(\d{{3,5}})\s*(?:px|пикс\w*|pixels?)\b(?:\s+(?:wide|в ширину))?",
        Kind.SIZE,
        lambda m: str(int(m[1])),
    )


_RULES = [(re.compile(pattern, re.IGNORECASE), kind, read) for pattern, kind, read in _rules()]
