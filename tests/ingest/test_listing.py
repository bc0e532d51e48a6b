"""A table that says something about photos: whatever a spreadsheet or a program makes of it."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from engine.errors import BadListing
from engine.ingest.known import captions_listed
from engine.ingest.listing import Listed, read_listing
from engine.model import Caption, Language, Rights
from engine.photo import Coordinates

EXPECTED = Listed(
    captions=(Caption(language=Language.EN, text="Bridge at night"),),
    unnamed_captions=("Ночной мост",),
    tag_names=("мост", "зимний вечер"),
    rights=Rights(photographer="Анна Ли", licence="CC BY 4.0"),
    place="Набережная",
    taken_at=dt.datetime(2026, 12, 24, 18, 30, tzinfo=dt.UTC),
    coordinates=Coordinates(55.75, 37.61),
)
HEAD = ["file", "caption", "caption_en", "tags", "author", "license", "place", "date", "lat", "lon"]
ROW = ["мосты/ночь.jpg", "Ночной мост", "Bridge at night", "#мост, зимний вечер", "Анна Ли", "cc by", "Набережная"]
ROW += ["24.12.2026 18:30", "55.75", "37.61"]


def csv_of(separator: str, encoding: str, head: list[str] | None = None) -> bytes:
    lines = [separator.join(f'"{cell}"' for cell in row) for row in (head or HEAD, ROW)]
    return "\r\n".join(lines).encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_spreadsheets_csv_is_read_whatever_separates_and_encodes_it(separator: str, encoding: str) -> None:
    assert read_listing(csv_of(separator, encoding), is_json=False) == {"мосты/ночь.jpg": EXPECTED}


def test_columns_may_be_called_in_russian_and_in_any_case() -> None:
    head = ["Файл", "ПОДПИСЬ", "подпись_en", "Теги", "Автор", "Лицензия", "Место", "Дата", "Широта", "Долгота"]
    assert read_listing(csv_of(";", "cp1251", head), is_json=False) == {"мосты/ночь.jpg": EXPECTED}


def test_json_is_a_list_or_an_object_by_file() -> None:
    row = {name: value for name, value in zip(HEAD, ROW, strict=True) if name != "file"}
    row |= {"tags": ["мост", "зимний вечер"], "date": "2026-12-24T21:30:00+03:00"}  # type: ignore[dict-item]
    by_file, listed = {ROW[0]: row}, [{"file": ROW[0], **row}]
    for said in (by_file, listed):
        assert read_listing(json.dumps(said).encode(), is_json=True) == {ROW[0]: EXPECTED}


def test_captions_without_a_language_get_that_of_their_letters_and_take_no_others_place() -> None:
    assert [(one.language, one.text) for one in captions_listed(EXPECTED)] == [
        (Language.EN, "Bridge at night"),
        (Language.RU, "Ночной мост"),
    ]
    other = Listed(captions=EXPECTED.captions, unnamed_captions=("A bridge",))
    assert captions_listed(other) == EXPECTED.captions


@pytest.mark.parametrize(
    ("content", "is_json", "row"),
    [
        ("имя,подпись\n,Мост", False, 2),
        ("caption\nМост", False, 1),
        ("file,date\na.jpg,2026-12-24\nb.jpg,вчера", False, 3),
        ("file,lat,lon\na.jpg,95,0", False, 2),
        ("file,lat\na.jpg,5", False, 2),
        ("[1]", True, 1),
        ("[{}\n,", True, 2),
        ('"a"', True, 1),
    ],
)
def test_what_cannot_be_used_is_told_with_its_row(content: str, is_json: bool, row: int) -> None:
    with pytest.raises(BadListing) as caught:
        read_listing(content.encode(), is_json=is_json)
    assert caught.value.facts["row"] == row
    assert str(caught.value).startswith(f"Row {row} of that file cannot be used: ")


def test_empty_rows_and_cells_say_nothing() -> None:
    assert read_listing(b"file,caption,date\n\n,,\na.jpg,,\n", is_json=False) == {"a.jpg": Listed()}
