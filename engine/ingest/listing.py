"""What a CSV or JSON file says about the photos of a folder: captions, tags, whose they are, where and when. Pure."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import BadListing
from engine.model import Caption, Language, Rights
from engine.photo import Coordinates
from engine.rights.licences import LONGEST, split_credit, standard_licence
from engine.search.parsing import fold

COLUMNS: Mapping[str, frozenset[str]] = {
    "file": frozenset({"file", "filename", "name", "path", "photo", "файл", "имя файла", "имя", "фото"}),
    "caption": frozenset({"caption", "title", "description", "подпись", "название", "описание"}),
    "caption_ru": frozenset({"caption_ru", "ru", "подпись_ru", "подпись по-русски"}),
    "caption_en": frozenset({"caption_en", "en", "подпись_en", "подпись по-английски"}),
    "tags": frozenset({"tags", "keywords", "теги", "ключевые слова"}),
    "credit": frozenset({"credit", "author", "photographer", "автор", "фотограф", "кредит"}),
    "licence": frozenset({"licence", "license", "лицензия"}),
    "place": frozenset({"place", "location", "место"}),
    "date": frozenset({"date", "taken", "taken_at", "дата", "снято"}),
    "latitude": frozenset({"latitude", "lat", "широта"}),
    "longitude": frozenset({"longitude", "lon", "lng", "долгота"}),
}
"""What a column may be called, in either language and any case."""
_KNOWN = {name: column for column, names in COLUMNS.items() for name in names}
_DATES = ("%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y:%m:%d %H:%M:%S")
LONGEST_CAPTION = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row. `language` is None where the caption's own letters tell."""

    captions: tuple[Caption, ...] = ()
    unnamed_captions: tuple[str, ...] = ()
    """Whose language nobody wrote beside them."""
    tag_names: tuple[str, ...] = ()
    rights: Rights = field(default_factory=Rights)
    place: str | None = None
    taken_at: dt.datetime | None = None
    coordinates: Coordinates | None = None


def read_listing(content: bytes, *, is_json: bool) -> dict[str, Listed]:
    """By file, as the row names it: a path within the folder, or a bare name. Raises BadListing with the row."""
    text = _text(content)
    rows = _json_rows(text) if is_json else _csv_rows(text)
    listed: dict[str, Listed] = {}
    for number, row in rows:
        known = {_KNOWN[fold(name)]: value for name, value in row.items() if fold(name) in _KNOWN}
        file = str(known.get("file") or "").strip().replace("\\", "/").removeprefix("./")
        if not file:
            raise BadListing(row=number, reason="it names no file")
        try:
            listed[file] = _listed(known)
        except ValueError as error:
            raise BadListing(row=number, reason=str(error)) from None
    return listed


def _text(content: bytes) -> str:
    """Spreadsheets write UTF-8 with a mark, or what Windows has."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", "replace")


def _csv_rows(text: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """Commas, semicolons or tabs: whichever the head has most of. Rows are counted as a spreadsheet does."""
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey="", restval="")
    names = {fold(name) for name in reader.fieldnames or ()}
    if not names & COLUMNS["file"]:
        raise BadListing(row=1, reason="no column is called “file”")
    try:
        for number, row in enumerate(reader, start=2):
            if any(value for value in row.values()):
                yield number, row
    except csv.Error as error:
        raise BadListing(row=reader.line_num, reason=str(error)) from None


def _json_rows(text: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """A list of objects, or one object by file."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadListing(row=error.lineno, reason=error.msg) from None
    if isinstance(found, dict):
        found = [{"file": file, **row} if isinstance(row, dict) else row for file, row in found.items()]
    if not isinstance(found, list):
        raise BadListing(row=1, reason="it is neither a list nor an object")
    for number, row in enumerate(found, start=1):
        if not isinstance(row, dict):
            raise BadListing(row=number, reason="it is no object")
        yield number, row


def _listed(known: Mapping[str, Any]) -> Listed:
    """Raises ValueError for a date or a place on the map that is none."""
    named = ((Language.RU, known.get("caption_ru")), (Language.EN, known.get("caption_en")))
    caption = _line(known.get("caption"), LONGEST_CAPTION)
    credit = split_credit(_line(known.get("credit"), LONGEST) or "")
    licence = _line(known.get("licence"), LONGEST)
    return Listed(
        captions=tuple(
            Caption(language=language, text=text)
            for language, value in named
            if (text := _line(value, LONGEST_CAPTION)) is not None
        ),
        unnamed_captions=(caption,) if caption else (),
        tag_names=_tag_names(known.get("tags")),
        rights=Rights(
            photographer=credit.photographer,
            licence=standard_licence(licence) if licence else credit.licence,
        ),
        place=_line(known.get("place"), LONGEST),
        taken_at=_moment(_line(known.get("date"), 40)),
        coordinates=_coordinates(known.get("latitude"), known.get("longitude")),
    )


def _tag_names(value: Any) -> tuple[str, ...]:
    """A list, or words between commas, semicolons or `#`."""
    parts = value if isinstance(value, list) else str(value or "").replace("#", ",").replace(";", ",").split(",")
    names = (" ".join(str(part).lstrip("#").split()) for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))


def _line(value: Any, longest: int) -> str | None:
    if value is None or isinstance(value, (list, dict)):
        return None
    return " ".join(str(value).split())[:longest] or None


def _moment(text: str | None) -> dt.datetime | None:
    """ISO 8601 or `24.12.2026 18:30`; without a zone, UTC, as of a camera's clock. Raises ValueError."""
    if text is None:
        return None
    for form in _DATES:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC)
        except ValueError:
            continue
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is no date: 2026-12-24 or 24.12.2026 18:30 is") from None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def _coordinates(latitude: Any, longitude: Any) -> Coordinates | None:
    texts = [_line(value, 20) for value in (latitude, longitude)]
    if texts == [None, None]:
        return None
    try:
        north, east = (float((text or "").replace(",", ".")) for text in texts)
        return Coordinates(north, east)
    except ValueError:
        raise ValueError("latitude and longitude are no point on the earth") from None
