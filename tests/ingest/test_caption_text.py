"""What is written under a photo that is sent in: caption, tags, credit, licence."""

from __future__ import annotations

import pytest

from engine.ingest.caption_text import language_of, read_caption, tags_named
from engine.model import Caption, Language, Rights, Tag

RU, EN = Language.RU, Language.EN
BRIDGE = Tag(slug="bridge", ru="мост", en="bridge", aliases=("мосты",))
RED_SQUARE = Tag(slug="red_square", ru="Красная площадь", en="Red Square")


@pytest.mark.parametrize(
    ("text", "caption", "tags", "photographer", "licence"),
    [
        ("", None, (), None, None),
        ("Ночной мост", "Ночной мост", (), None, None),
        ("Ночной мост #мост #зима", "Ночной мост", ("мост", "зима"), None, None),
        ("#мост #мост", None, ("мост",), None, None),
        ("Мост\n© Анна Ли, CC BY 4.0", "Мост", (), "Анна Ли", "CC BY 4.0"),
        ("Мост\n© Анна Ли, cc by", "Мост", (), "Анна Ли", "CC BY 4.0"),
        ("Фото: Иван Петров", None, (), "Иван Петров", None),
        ("Автор: Иван Петров / CC BY-SA 3.0", None, (), "Иван Петров", "CC BY-SA 3.0"),
        ("Photo by: Jane Roe — CC0", None, (), "Jane Roe", "CC0 1.0"),
        ("Bridge\nphoto: Jane Roe\nlicense: CC BY-NC-ND 2.0.", "Bridge", (), "Jane Roe", "CC BY-NC-ND 2.0"),
        ("Мост\nЛицензия: только для прессы", "Мост", (), None, "только для прессы"),
        ("(c) Anna Lee, All rights reserved", None, (), "Anna Lee", "All rights reserved"),
        ("фото на память у моста", "фото на память у моста", (), None, None),
        ("цена 5#7 и C#", "цена 5#7 и C#", (), None, None),
        ("Две\nстроки   подписи", "Две строки подписи", (), None, None),
    ],
)
def test_a_caption_is_read(
    text: str, caption: str | None, tags: tuple[str, ...], photographer: str | None, licence: str | None
) -> None:
    read = read_caption(text)
    assert [one.text for one in read.captions] == ([caption] if caption else [])
    assert read.tag_names == tags
    assert read.rights == Rights(photographer=photographer, licence=licence)


def test_its_language_is_that_of_most_letters() -> None:
    assert read_caption("Мост over the river у Кремля").captions == (
        Caption(language=EN, text="Мост over the river у Кремля"),
    )
    assert [language_of(text) for text in ("Ёлка", "Tree", "Ёлка tr", "123")] == [RU, EN, RU, RU]


def test_tags_are_found_by_any_of_their_names_and_the_others_are_named() -> None:
    tags, unknown = tags_named(["МОСТЫ", "bridge", "красная-площадь", "дракон"], [BRIDGE, RED_SQUARE])
    assert tags == [BRIDGE, RED_SQUARE]
    assert unknown == ["дракон"]
