"""What is said, without anybody to say it to: limits and omissions."""

from __future__ import annotations

import pytest

from bot.locales import speak
from bot.presenters.markup import Html, clip, fill, join
from bot.presenters.photo import photo_of
from bot.presenters.sheet import cells_of, sheet_of
from bot.sandbox.entities import format_caption
from engine.model import (
    Band,
    Caption,
    Hit,
    HitPage,
    Language,
    Metadata,
    PhotoId,
    PhotoTag,
    Query,
    Reason,
    Rights,
    SearchId,
    SentSample,
    Tag,
)
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
        )
        for number in range(1, 10)
    )
    query = Query(
        words="<&>" * 166,
        tags=tuple(tag.slug for tag in tags),
        samples=(SentSample(content_hash=hits[0].photo.content_hash),),
    )  # type: ignore[union-attr]
    page = HitPage(
        search_id=SearchId(1), query=query, tags=tags, hits=hits, page=55, page_count=56, found=500, total=504
    )
    said = sheet_of(page, files, from_album=True)
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
    said = photo_of(known, files, search_id=SearchId(1), page=1)
    assert 500 < len(format_caption(said.caption, "HTML", None).text) <= 1024
    assert said.keyboard is not None
    copied = said.keyboard.inline_keyboard[0][1].copy_text
    assert copied is not None
    assert len(copied.text) <= 256


def test_what_is_not_known_about_a_photo_is_not_mentioned(files: FolderFiles) -> None:
    speak(Language.EN)
    bare = photo(1, captions=(), tags=(), metadata=Metadata(), rights=Rights())
    assert photo_of(bare, files, search_id=SearchId(1), page=1).caption == ""


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
