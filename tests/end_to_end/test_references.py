"""Searching by pictures: one or several, sent in any way, answered with words, or pointed at by a link."""

from __future__ import annotations

import re

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.seen import Seen
from engine.model import Photo, TimeOfDay
from engine.training.scene import Scene
from tests.end_to_end.conftest import SCENES, scene_jpeg
from tests.end_to_end.talking import Talker
from tests.end_to_end.test_asking import CYRILLIC


@pytest.fixture(params=["ru", "en"])
async def talker(request: pytest.FixtureRequest, telegram: Sandbox, photobank: Photobank) -> Talker:
    person = await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)
    return Talker(person=person, telegram=telegram, photobank=photobank, language=request.param)


def scenes(sight: str, **facts: object) -> list[Scene]:
    return [s for s in SCENES if s.sight == sight and all(getattr(s, k) == v for k, v in facts.items())]


def is_sheet(seen: Seen) -> bool:
    return seen.has_photo and not seen.edited


def sights(photos: list[Photo]) -> list[str | None]:
    return [photo.metadata.sight for photo in photos]


async def test_a_photo_with_words_after_it_is_one_question(talker: Talker) -> None:
    day = scenes("cathedral", time_of_day=TimeOfDay.DAY)[0]
    async with talker.cheaply():
        await talker.person.sends_photo(scene_jpeg(day))
        sheet = await talker.person.sees(is_sheet)
    assert talker.word("Похожие на вашу фотографию", "Similar to your photograph") in sheet.text
    night = await talker.asks("то же, но ночью", "the same but at night")
    assert talker.word("Похожие на вашу фотографию", "Similar to your photograph") in night.text, (
        "it is still looked at"
    )
    photos = (await talker.photos(night))[:3]
    assert {photo.metadata.time_of_day for photo in photos} == {TimeOfDay.NIGHT}
    assert sights(photos).count("cathedral") >= 2


async def test_another_photo_of_the_same_joins_the_first_and_one_of_something_else_begins_anew(talker: Talker) -> None:
    wheel, other, *_ = scenes("ferris_wheel", time_of_day=TimeOfDay.DAY)
    await talker.person.sends_photo(scene_jpeg(wheel))
    await talker.person.sees(is_sheet)
    async with talker.cheaply():
        await talker.person.sends_photo(scene_jpeg(other))
        both = await talker.person.sees(is_sheet)
    assert talker.word("Похожие на 2 фотографии", "Similar to 2 photographs") in both.text
    assert sights(await talker.photos(both))[:3].count("ferris_wheel") >= 2
    await talker.person.sends_photo(scene_jpeg(scenes("metro")[0] if scenes("metro") else scenes("cathedral")[0]))
    anew = await talker.person.sees(is_sheet)
    assert talker.word("Похожие на вашу фотографию", "Similar to your photograph") in anew.text
    assert talker.word("Отменить", "Undo") not in anew.buttons


async def test_an_album_is_understood_together(talker: Talker) -> None:
    pictures = [scene_jpeg(scene) for scene in scenes("ferris_wheel")[:3]]
    await talker.person.sends_album(pictures)
    sheet = await talker.person.sees(is_sheet)
    assert talker.word("Похожие на 3 фотографии", "Similar to 3 photographs") in sheet.text
    assert sights(await talker.photos(sheet))[:3].count("ferris_wheel") >= 2
    assert len(await talker.telegram.calls("sendPhoto")) == 1


@pytest.mark.parametrize("way", ["photo", "document", "forwarded"])
async def test_the_same_frame_is_named_and_never_its_own_best_hit(way: str, talker: Talker) -> None:
    content = scene_jpeg(scenes("ferris_wheel")[1])
    if way == "document":
        await talker.person.sends_document(content, name="wheel.jpg", mime="image/jpeg")
    else:
        friend = await talker.telegram.person("Friend")
        sent = await (friend if way == "forwarded" else talker.person).sends_photo(content)
        if way == "forwarded":
            await friend.sees(is_sheet)
            await talker.person.forwards(sent)
    sheet = await talker.person.sees(is_sheet)
    assert talker.word("Эта фотография есть в фотобанке", "The bank has this very photo") in sheet.text
    card = await talker.presses("Открыть эту фотографию", "Open this very photo")
    assert card.id == sheet.id
    opened = next(b.callback_data or "" for row in card.rows for b in row if (b.callback_data or "").startswith("s:"))
    shown = int(opened.split(":")[1])
    assert shown not in {photo.photo_id for photo in await talker.photos(sheet)}
    assert sights(await talker.photos(sheet))[:4].count("ferris_wheel") >= 3


async def test_words_in_reply_to_a_card_are_about_its_photo(talker: Talker) -> None:
    sheet = await talker.asks("#cathedral", "#cathedral")
    chosen = (await talker.photos(sheet))[0]
    card = await talker.presses("1", "1")
    await talker.asks("колесо обозрения", "Ferris wheel")
    night = await talker.asks("такое же, но ночью", "the same at night", reply_to=card)
    assert talker.word("Похожие на выбранную фотографию", "Similar to the chosen photo") in night.text
    photos = await talker.photos(night)
    assert chosen.photo_id not in {photo.photo_id for photo in photos}
    assert {photo.metadata.time_of_day for photo in photos[:2]} == {TimeOfDay.NIGHT}


async def test_words_in_reply_to_ones_own_photo_are_about_it(talker: Talker) -> None:
    sent = await talker.person.sends_photo(scene_jpeg(scenes("cathedral", time_of_day=TimeOfDay.DAY)[0]))
    await talker.person.sees(is_sheet)
    await talker.asks("колесо обозрения", "Ferris wheel")
    night = await talker.asks("ночью", "at night", reply_to=sent)
    photos = (await talker.photos(night))[:3]
    assert {photo.metadata.time_of_day for photo in photos} == {TimeOfDay.NIGHT}
    assert sights(photos).count("cathedral") >= 2


async def test_a_link_to_a_photo_of_the_bank_stands_for_the_photo(talker: Talker) -> None:
    sheet = await talker.asks("#ferris_wheel", "#ferris_wheel")
    chosen = (await talker.photos(sheet))[0]
    card = await talker.presses("1", "1")
    card = await talker.presses("Ещё…", "More…", on=card)
    link = next(b.copy_text.text for row in card.rows for b in row if b.copy_text and "t.me" in b.copy_text.text)
    similar = await talker.asks(f"{link} зимой", f"{link} in winter")
    assert talker.word("Похожие на выбранную фотографию", "Similar to the chosen photo") in similar.text
    assert re.search(talker.word("зима", "winter"), similar.text)
    assert chosen.photo_id not in {photo.photo_id for photo in await talker.photos(similar)}


async def test_a_link_to_elsewhere_is_not_opened_but_answered(talker: Talker) -> None:
    async with talker.cheaply():
        await talker.person.says("https://example.org/wheel.jpg")
        answer = await talker.person.sees(lambda seen: not seen.has_photo)
    assert bool(CYRILLIC.search(answer.text)) == (talker.language == "ru")
