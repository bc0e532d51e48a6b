"""What is said, without anybody to say it to: limits and omissions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.callbacks import Back
from bot.locales import speak
from bot.presenters.facts import name_of
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.nothing import nothing_to_show
from bot.presenters.photo import more_of, photo_of
from bot.presenters.sheet import cells_of, sheet_of
from bot.presenters.understood import slips, understood
from bot.sandbox.entities import format_caption
from engine.library.card import Numbers, PhotoCard
from engine.model import (
    Band,
    Caption,
    Hit,
    HitPage,
    Kind,
    Language,
    Metadata,
    PhotoId,
    PhotoTag,
    Query,
    Reason,
    Relaxation,
    Rights,
    SearchId,
    SentSample,
    Span,
    Tag,
)
from engine.search.fact_words import FACT_WORDS
from storage.files import FolderFiles
from tests.bot.fakes import photo


@pytest.mark.parametrize("language", Language)
def test_the_longest_page_fits_into_a_caption(language: Language, files: FolderFiles) -> None:
    speak(language)
    tags = tuple(Tag(slug=f"t{n}", ru=f"длинный тег {n}", en=f"long tag {n}") for n in range(250))
    hits = tuple(
        Hit(
            number=number,
            photo_id=PhotoId(number),
            photo=photo(number),
            score=1,
            band=list(Band)[number % 3],
            reason=Reason.WORDS,
            similar_count=99,
        )
        for number in range(1, 10)
    )
    query = Query(
        words="<&>" * 166,
        understood=tuple(
            Span(text=f"<&>{n}", kind=kind, value=value, hard=True, negated=n % 2 == 0, corrected="слово" * 9)
            for n in range(30)
            for kind, value in ((Kind.SEASON, "winter"), (Kind.PHOTOGRAPHER, f"<&>{n}"), (Kind.TAG, f"t{n}"))
        ),
        tags=tuple(tag.slug for tag in tags),
        samples=(SentSample(content_hash=hits[0].photo.content_hash),),
    )  # type: ignore[union-attr]
    page = HitPage(
        search_id=SearchId(1), query=query, tags=tags, hits=hits, page=55, page_count=56, found=500, total=504
    )
    said = sheet_of(page, files)
    assert 500 < len(format_caption(said.caption, "HTML", None).text) <= 1024


@pytest.mark.parametrize("language", Language)
def test_the_longest_photo_fits_into_a_caption_and_its_credit_into_a_button(
    language: Language, files: FolderFiles
) -> None:
    speak(language)
    known = photo(
        1,
        captions=(Caption(language=Language.RU, text="<&> " * 2000),),
        tags=tuple(PhotoTag(tag=Tag(slug=f"t{n}", ru=f"тег {n}", en=f"tag {n}")) for n in range(500)),
        metadata=Metadata(place="<Площадь> " * 300),
        rights=Rights(photographer="& " * 500, licence="CC " * 500),
    )
    numbers = Numbers(views=10**12, downloads=10**12, favourites=10**12)
    card = PhotoCard(photo=known, numbers=numbers)
    back = Back(search_id=1, page=1)
    assert 500 < len(format_caption(photo_of(card, files, back=back).caption, "HTML", None).text) <= 1024
    said = more_of(card, files, username="x" * 32, back=back)
    assert 500 < len(format_caption(said.caption, "HTML", None).text) <= 1024
    assert said.keyboard is not None
    copied = next(b.copy_text for row in said.keyboard.inline_keyboard for b in row if b.copy_text)
    assert copied is not None
    assert len(copied.text) <= 256


def test_what_is_not_known_about_a_photo_is_not_mentioned(files: FolderFiles) -> None:
    speak(Language.EN)
    bare = photo(1, captions=(), tags=(), metadata=Metadata(), rights=Rights())
    assert photo_of(PhotoCard(photo=bare), files).caption == ""


def test_only_numbers_above_zero_are_told(files: FolderFiles) -> None:
    speak(Language.EN)
    bare = photo(1, captions=(), tags=(), metadata=Metadata(), rights=Rights())
    seen = PhotoCard(photo=bare, numbers=Numbers(views=2))
    kept = PhotoCard(photo=bare, numbers=Numbers(views=2, favourites=1))
    assert [photo_of(card, files).caption for card in (seen, kept)] == ["Views: 2", "Views: 2 · Favourites: 1"]


def test_facts_are_escaped_once_and_templates_are_not() -> None:
    inner = fill("<i>{name}</i>", name="<A & B>")
    assert fill("<b>{inner}</b> {raw}", inner=inner, raw="<c>") == "<b><i>&lt;A &amp; B&gt;</i></b> &lt;c&gt;"


def test_a_fact_with_braces_is_no_template() -> None:
    assert fill("{words}", words="{secret.__class__}") == "{secret.__class__}"


def test_empty_parts_leave_no_separator() -> None:
    assert join(" · ", [Html("a"), Html(""), Html("b")]) == "a · b"


@pytest.mark.parametrize(("text", "clipped"), [("мост", "мост"), ("мосты", "мосты"), ("мост у реки", "мост…")])
def test_long_text_ends_in_an_ellipsis(text: str, clipped: str) -> None:
    assert clip(text, 6) == clipped


@pytest.mark.parametrize(
    "text", ["Вечер. Толпа", "Вечер, толпа", "Вечер…\nТолпа", "Вечер — толпа", "Вечер (толпа)", "Вечер «толпа»"]
)
def test_no_punctuation_stands_before_the_ellipsis(text: str) -> None:
    assert [clip(text, limit) for limit in (6, 7, 8)] == ["Вечер…"] * 3


@pytest.mark.parametrize(("count", "sharp"), [(1, True), (2, True), (3, False), (9, False)])
def test_one_or_two_hits_are_large_and_therefore_drawn_from_previews(
    count: int, sharp: bool, files: FolderFiles
) -> None:
    hits = [
        Hit(number=n, photo_id=PhotoId(n), photo=photo(n), score=1, band=Band.EXACT, reason=Reason.WORDS)
        for n in range(1, count + 1)
    ]
    path = files.preview_path if sharp else files.thumbnail_path
    assert [cell.copy for cell in cells_of(hits, files)] == [path(hit.photo.content_hash) for hit in hits if hit.photo]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.RU, "<b>зимний парк</b> · зима · без людей · не туман · #Набережная −трамвай"),
        (Language.EN, "<b>зимний парк</b> · winter · no people · not fog · #Embankment −трамвай"),
    ],
)
def test_a_page_says_how_the_query_was_understood(language: Language, line: str) -> None:
    speak(language)
    spans = (
        Span(text="зимний", kind=Kind.SEASON, value="winter", hard=True),
        Span(text="пакр", kind=Kind.WORDS, corrected="парк"),
        Span(text="без людей", kind=Kind.PEOPLE, value="0", hard=True),
        Span(text="не туман", kind=Kind.WEATHER, value="fog", hard=True, negated=True),
        Span(text="-трамвай", kind=Kind.TAG, value="tram", hard=True, negated=True),
    )
    page = page_about(Query(words="зимний парк", understood=spans))
    embankment = Tag(slug="embankment", ru="Набережная", en="Embankment")
    said = understood(replace(page, tags=(embankment,)))
    assert said == line.replace(" −", " · −")
    assert "пакр → парк" in slips(page)


@pytest.mark.parametrize(
    ("kind", "value", "ru", "en"),
    [
        (Kind.PEOPLE, "2", "2 человека", "2 people"),
        (Kind.PEOPLE, "3-5", "людей: 3–5", "people: 3–5"),
        (Kind.PEOPLE, "13-", "толпа", "a crowd"),
        (Kind.TAKEN, "2020-01-01/2023-12-31", "2020–2023", "2020–2023"),
        (Kind.TAKEN, "2024-05-09/2024-05-09", "2024-05-09", "2024-05-09"),
        (Kind.TAKEN, "2020-01-01/", "с 2020-01-01", "from 2020-01-01"),
        (Kind.SIZE, "3000", "от 3000 пикс.", "from 3000 px"),
        (Kind.PHOTOGRAPHER, "Анна Ветрова", "Анна Ветрова", "Анна Ветрова"),
    ],
)
def test_facts_have_names_in_both_languages(kind: Kind, value: str, ru: str, en: str) -> None:
    for language, name in ((Language.RU, ru), (Language.EN, en)):
        speak(language)
        assert name_of(Span(text="", kind=kind, value=value, hard=True)) == name


def test_every_fact_that_is_read_has_a_name() -> None:
    speak(Language.RU)
    for kind, value in FACT_WORDS:
        if kind is not Kind.SAME:
            assert name_of(Span(text="?", kind=kind, value=value, hard=True)) != "?"


def test_nothing_found_says_what_would_be() -> None:
    speak(Language.RU)
    winter = Span(text="зимой", kind=Kind.SEASON, value="winter", hard=True)
    page = replace(
        page_about(Query(words="мост")),
        relaxations=(Relaxation(dropped=winter, query=Query(words="мост"), found=12),),
    )
    said = nothing_to_show(page)
    assert "Если убрать что-то одно, найдётся:" in said.text
    assert said.keyboard is not None
    assert said.keyboard.inline_keyboard[0][0].text == "Без «зима» · 12 фото"


def page_about(query: Query) -> HitPage:
    return HitPage(search_id=SearchId(1), query=query, tags=(), hits=(), page=1, page_count=1, found=0, total=0)
