"""What a visitor does in the chat, told as stories, in both languages."""

from __future__ import annotations

import re

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from engine.model import Photo, PhotoId, TimeOfDay
from tests.end_to_end.conftest import SCENES, scene_jpeg

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


async def photos_on(photobank: Photobank, sheet: Seen) -> list[Photo]:
    """The photos behind a sheet's number buttons."""
    ids = [
        PhotoId(int((button.callback_data or "").split(":")[1]))
        for row in sheet.rows
        for button in row
        if button.text.isdigit()
    ]
    async with photobank.begin() as work:
        found = await work.photos.get(ids)
    return [found[photo_id] for photo_id in ids]


@pytest.fixture(params=["ru", "en"])
async def visitor(request: pytest.FixtureRequest, telegram: Sandbox) -> SandboxPerson:
    return await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)


def speaks(person: SandboxPerson, seen: Seen) -> bool:
    """Whether a message is in the person's language."""
    return bool(CYRILLIC.search(seen.text)) == (person.first_name == "Гость")


async def test_start_greets_in_the_persons_language_and_offers_examples(visitor: SandboxPerson) -> None:
    await visitor.says("/start")
    greeting = await visitor.sees()
    assert speaks(visitor, greeting)
    assert greeting.buttons
    await visitor.taps(1)
    assert (await visitor.sees(lambda seen: seen.has_photo)).has_photo


async def test_help_says_what_is_understood(visitor: SandboxPerson) -> None:
    await visitor.says("/help")
    assert speaks(visitor, await visitor.sees())


@pytest.mark.parametrize("words", ["ночной мост", "bridge at night"])
async def test_words_in_either_language_find_the_right_pictures(
    words: str, visitor: SandboxPerson, photobank: Photobank
) -> None:
    await visitor.says(words)
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    assert speaks(visitor, sheet) or visitor.first_name == "Guest"
    photos = await photos_on(photobank, sheet)
    right = [p for p in photos[:4] if p.metadata.sight == "bridge" and p.metadata.time_of_day is TimeOfDay.NIGHT]
    assert len(right) >= 3


async def test_tags_alone_and_with_words_are_hard_filters(visitor: SandboxPerson, photobank: Photobank) -> None:
    async with photobank.begin() as work:
        bridge = next(tag for tag in await work.tags.all() if tag.slug == "bridge")
    await visitor.says(f"#{bridge.ru.replace(' ', '_')}")
    photos = await photos_on(photobank, await visitor.sees(lambda seen: seen.has_photo))
    assert {photo.metadata.sight for photo in photos} == {"bridge"}
    await visitor.says(f"winter #{bridge.en}")
    photos = await photos_on(photobank, await visitor.sees(lambda seen: seen.has_photo))
    assert {photo.metadata.sight for photo in photos} == {"bridge"}
    await visitor.says("#дракон")
    assert "дракон" in (await visitor.sees(lambda seen: not seen.has_photo)).text


async def test_pages_turn_by_editing_one_message(visitor: SandboxPerson, photobank: Photobank) -> None:
    await visitor.says("#bridge")
    first = await visitor.sees(lambda seen: seen.has_photo)
    before = await photos_on(photobank, first)
    forward = next(text for text in first.buttons if "▶" in text)
    await visitor.taps(forward)
    second = await visitor.sees(lambda seen: seen.edited)
    assert second.id == first.id
    after = await photos_on(photobank, second)
    assert not {photo.photo_id for photo in before} & {photo.photo_id for photo in after}
    await visitor.taps(next(text for text in second.buttons if "◀" in text))
    again = await visitor.sees(lambda seen: seen.edited)
    assert await photos_on(photobank, again) == before


async def test_a_number_opens_the_photo_with_author_and_licence_and_back_leads_back(
    visitor: SandboxPerson, photobank: Photobank
) -> None:
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    photo = (await photos_on(photobank, sheet))[3]
    await visitor.taps("4")
    card = await visitor.sees(lambda seen: seen.edited)
    assert card.id == sheet.id
    assert photo.rights.licence is not None
    assert photo.rights.licence in card.text
    copied = [button.copy_text.text for row in card.rows for button in row if button.copy_text]
    assert photo.rights.licence in copied[0]
    back = card.buttons[-1]
    await visitor.taps(back)
    assert (await visitor.sees(lambda seen: seen.edited)).buttons == sheet.buttons


async def test_similar_shows_photos_of_the_same_sight(visitor: SandboxPerson, photobank: Photobank) -> None:
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    chosen = (await photos_on(photobank, sheet))[0]
    await visitor.taps("1")
    card = await visitor.sees(lambda seen: seen.edited)
    await visitor.taps(card.buttons[0])
    similar = await photos_on(photobank, await visitor.sees(lambda seen: seen.edited))
    assert chosen.photo_id not in {photo.photo_id for photo in similar}
    assert [photo.metadata.sight for photo in similar[:4]].count("bridge") >= 3


@pytest.mark.parametrize("way", ["photo", "document", "forwarded"])
async def test_a_photograph_finds_photographs_like_it(way: str, visitor: SandboxPerson, photobank: Photobank) -> None:
    scene = next(scene for scene in SCENES if scene.sight == "ferris_wheel")
    if way == "document":
        await visitor.sends_document(scene_jpeg(scene), name="wheel.jpg", mime="image/jpeg")
    else:
        sent = await visitor.sends_photo(scene_jpeg(scene))
    if way == "forwarded":
        await visitor.sees(lambda seen: seen.has_photo)
        await visitor.forwards(sent)
    photos = await photos_on(photobank, await visitor.sees(lambda seen: seen.has_photo))
    assert [photo.metadata.sight for photo in photos[:5]].count("ferris_wheel") >= 4


async def test_a_caption_narrows_a_photograph(visitor: SandboxPerson, photobank: Photobank) -> None:
    scene = next(s for s in SCENES if s.sight == "cathedral" and s.time_of_day is TimeOfDay.DAY)
    await visitor.sends_photo(scene_jpeg(scene), caption="ночью")
    photos = await photos_on(photobank, await visitor.sees(lambda seen: seen.has_photo))
    first = photos[:3]
    assert all(photo.metadata.sight == "cathedral" for photo in first)
    assert all(photo.metadata.time_of_day is TimeOfDay.NIGHT for photo in first)


async def test_an_album_is_answered_once(visitor: SandboxPerson, telegram: Sandbox) -> None:
    await visitor.sends_album([scene_jpeg(scene) for scene in SCENES[:3]])
    await visitor.sees(lambda seen: seen.has_photo)
    await visitor.says("/help")
    await visitor.sees(lambda seen: not seen.has_photo)
    assert len(await telegram.calls("sendPhoto")) == 1


async def test_what_was_shown_before_is_not_uploaded_again(visitor: SandboxPerson, telegram: Sandbox) -> None:
    for _ in range(2):
        await visitor.says("#bridge")
        await visitor.sees(lambda seen: seen.has_photo)
    first, second = await telegram.calls("sendPhoto")
    assert isinstance(second["params"]["photo"], str)
    assert second["params"]["photo"] != first["params"]["photo"]


async def test_no_action_takes_more_than_two_calls(visitor: SandboxPerson, telegram: Sandbox) -> None:
    await visitor.says("#bridge")
    await visitor.sees(lambda seen: seen.has_photo)
    for button in ("1", "↩", "2"):
        seen_before = (await telegram.calls())[-1]["seq"]
        await visitor.taps(button)
        await visitor.sees(lambda seen: seen.edited)
        made = await telegram.calls(since=seen_before)
        acting = [call["method"] for call in made if call["method"] not in {"getUpdates", "sendChatAction"}]
        assert len(acting) <= 2, acting


async def test_commands_are_in_the_menu_in_both_languages(visitor: SandboxPerson) -> None:
    menus = {language: await visitor.menu(language) for language in ("ru", "en")}
    assert {entry["command"] for entry in menus["ru"]} >= {"start", "help"}
    assert CYRILLIC.search(menus["ru"][0]["description"])
    assert not CYRILLIC.search(menus["en"][0]["description"])
