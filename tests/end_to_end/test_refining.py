"""A conversation is a query: what is said, pressed and taken back changes it, in both languages."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.bank import Photobank
from bot.callbacks.refining import ChipTap, LikeTap, PanelTap, UndoTap
from bot.sandbox.client import Sandbox
from bot.sandbox.seen import Seen
from engine.model import Season, TimeOfDay
from tests.end_to_end.talking import Talker
from tests.end_to_end.test_asking import CYRILLIC


@pytest.fixture(params=["ru", "en"])
async def talker(request: pytest.FixtureRequest, telegram: Sandbox, photobank: Photobank) -> Talker:
    person = await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)
    return Talker(person=person, telegram=telegram, photobank=photobank, language=request.param)


def search_on(sheet: Seen) -> int:
    """The search that a sheet shows."""
    data = next(b.callback_data for row in sheet.rows for b in row if (b.callback_data or "").startswith("q:"))
    return PanelTap.unpack(data or "").search_id


async def test_each_message_changes_the_query_until_another_subject_comes(talker: Talker) -> None:
    first = await talker.asks("мост", "bridge")
    winter = await talker.asks("а теперь зимой", "now in winter")
    assert winter.id != first.id, "a typed refinement answers below"
    assert {photo.metadata.season for photo in (await talker.photos(winter))[:4]} == {Season.WINTER}
    night = await talker.asks("ночью", "at night")
    photos = (await talker.photos(night))[:3]
    assert photos[0].metadata.sight == "bridge"
    assert {photo.metadata.season for photo in photos} == {Season.WINTER}
    assert {photo.metadata.time_of_day for photo in photos} == {TimeOfDay.NIGHT}
    alone = await talker.asks("без людей", "without people")
    assert talker.word("без людей", "no people") in alone.text
    assert talker.word("зима", "winter") in alone.text
    assert {photo.metadata.people_count for photo in (await talker.photos(alone))[:3]} == {0}
    summer = await talker.asks("летом", "in summer")
    assert talker.word("зима", "winter") not in summer.text, "a photo has one season"
    other = await talker.asks("колесо обозрения", "Ferris wheel")
    assert talker.word("Отменить", "Undo") not in other.buttons
    assert {photo.metadata.sight for photo in (await talker.photos(other))[:4]} == {"ferris_wheel"}


async def test_another_subject_may_take_the_place_of_the_first_and_keep_the_conditions(talker: Talker) -> None:
    await talker.asks("мост зимой", "bridge in winter")
    cathedral = (await talker.photos(await talker.asks("а теперь собор", "now a cathedral")))[:3]
    assert {photo.metadata.sight for photo in cathedral} == {"cathedral"}
    assert {photo.metadata.season for photo in cathedral} == {Season.WINTER}


async def test_a_new_search_may_be_asked_for_in_the_same_breath(talker: Talker) -> None:
    await talker.asks("мост зимой", "bridge in winter")
    night = await talker.asks("новый поиск: ночью", "new search: at night")
    assert talker.word("зима", "winter") not in night.text
    assert talker.word("Отменить", "Undo") not in night.buttons


@pytest.mark.parametrize("way", ["words", "command", "button"])
async def test_a_new_search_forgets_what_was_asked(way: str, talker: Talker) -> None:
    await talker.asks("мост", "bridge")
    await talker.asks("зимой", "in winter")
    async with talker.cheaply():
        if way == "button":
            await talker.person.taps(talker.word("Новый поиск", "New search"))
        else:
            await talker.person.says(talker.word("Новый поиск", "new search") if way == "words" else "/new")
        begun = await talker.person.sees(lambda seen: not seen.has_photo)
    assert bool(CYRILLIC.search(begun.text)) == (talker.language == "ru")
    night = await talker.asks("ночью", "at night")
    assert talker.word("мост", "bridge") not in night.text
    assert talker.word("зима", "winter") not in night.text


async def test_an_undo_leads_back_step_by_step_and_the_conversation_goes_on_from_there(talker: Talker) -> None:
    first = await talker.asks("мост", "bridge")
    assert talker.word("Отменить", "Undo") not in first.buttons
    await talker.asks("зимой", "in winter")
    await talker.asks("ночью", "at night")
    back = await talker.presses("Отменить", "Undo")
    assert talker.word("ночь", "night") not in back.text
    assert talker.word("зима", "winter") in back.text
    back = await talker.presses("Отменить", "Undo", on=back)
    assert await talker.photos(back) == await talker.photos(first)
    day = await talker.asks("вечером", "in the evening")
    assert talker.word("зима", "winter") not in day.text
    assert talker.word("вечер", "evening") in day.text


async def test_chips_show_the_query_as_understood_and_each_is_dropped_or_turned_round(talker: Talker) -> None:
    sheet = await talker.asks("мост зимой #bridge", "bridge in winter #мост")
    panel = await talker.presses("Уточнить", "Refine")
    assert panel.id == sheet.id
    assert bool(CYRILLIC.search(panel.text)) == (talker.language == "ru") or talker.language == "en"
    assert {talker.word("зима", "winter"), talker.word("#мост", "#bridge"), "✕"} <= set(panel.buttons)
    flipped = await talker.presses("зима", "winter", on=panel)
    assert talker.word("не зима", "not winter") in flipped.text
    assert Season.WINTER not in {photo.metadata.season for photo in await talker.photos(flipped)}
    again = await talker.presses("Уточнить", "Refine", on=flipped)
    dropping = 2 + 2 * [text for text in again.buttons if text != "✕"].index(talker.word("не зима", "not winter"))
    async with talker.cheaply():
        await talker.person.taps_data(data_of(again, dropping - 1), on=again)
        dropped = await talker.person.sees(lambda seen: seen.edited)
    assert talker.word("зима", "winter") not in dropped.text.splitlines()[0]
    undone = await talker.presses("Отменить", "Undo", on=dropped)
    assert talker.word("не зима", "not winter") in undone.text


def data_of(seen: Seen, place: int) -> str:
    return [button.callback_data or "" for row in seen.rows for button in row][place]


async def test_the_last_condition_is_not_dropped_but_answered_with_a_sentence(talker: Talker) -> None:
    await talker.asks("#bridge", "#bridge")
    panel = await talker.presses("Уточнить", "Refine")
    tapped = await talker.person.taps("✕", on=panel)
    assert "/new" in await sentence_after(talker, tapped)


async def test_a_facet_narrows_to_as_many_as_it_said(talker: Talker) -> None:
    await talker.asks("#bridge", "#bridge")
    panel = await talker.presses("Уточнить", "Refine")
    values = await talker.presses("Время года", "Season", on=panel)
    label = next(text for text in values.buttons if text.startswith(talker.word("зима", "winter")))
    narrowed = await talker.presses(label, label, on=values)
    count = label.rpartition("· ")[2]
    assert count in re.findall(r"\d+", narrowed.text)
    assert {photo.metadata.season for photo in await talker.photos(narrowed)} == {Season.WINTER}
    back = await talker.presses("Отменить", "Undo", on=narrowed)
    assert talker.word("зима", "winter") not in back.text


async def test_nothing_found_is_said_and_what_would_be_is_a_tap_away(talker: Talker) -> None:
    async with talker.cheaply():
        await talker.person.says("#bridge #cathedral")
        nothing = await talker.person.sees(lambda seen: not seen.has_photo)
    assert talker.word("Ничего не нашлось", "Nothing found") in nothing.text
    label = next(text for text in nothing.buttons if text.startswith(talker.word("Без «#мост»", "Without “#bridge”")))
    sheet = await talker.presses(label, label, on=nothing)
    assert label.rpartition("· ")[2].split()[0] in re.findall(r"\d+", sheet.text)
    assert talker.word("Отменить", "Undo") in sheet.buttons
    back = await talker.presses("Отменить", "Undo", on=sheet)
    assert label in back.buttons, "as it was answered first"


async def test_more_and_less_like_a_photo_change_the_search_in_place(talker: Talker) -> None:
    sheet = await talker.asks("ночь", "night")
    chosen = (await talker.photos(sheet))[0]
    card = await talker.presses("1", "1")
    card = await talker.presses("Ещё…", "More…", on=card)
    more = await talker.presses("Больше таких", "More like this", on=card)
    assert more.id == sheet.id
    photos = await talker.photos(more)
    assert chosen.photo_id not in {photo.photo_id for photo in photos}
    assert [photo.metadata.sight for photo in photos[:3]].count(chosen.metadata.sight) >= 2
    card = await talker.presses("1", "1", on=more)
    card = await talker.presses("Ещё…", "More…", on=card)
    less = await talker.presses("Меньше таких", "Less like this", on=card)
    assert talker.word("не похожие на 1 фотографию", "not similar to 1 photograph") in less.text
    assert photos[0].photo_id not in {photo.photo_id for photo in await talker.photos(less)}


async def test_a_word_on_a_hit_is_kept_and_thanked_for(talker: Talker, photobank: Photobank) -> None:
    sheet = await talker.asks("#bridge", "#bridge")
    photo = (await talker.photos(sheet))[1]
    card = await talker.presses("2", "2")
    async with talker.cheaply():
        tapped = await talker.person.taps("👍", on=card)
        answer = await talker.person.is_answered(tapped)
    assert bool(CYRILLIC.search(answer["text"])) == (talker.language == "ru")
    await talker.person.is_answered(await talker.person.taps("👎", on=card))
    for _ in range(50):
        judged = await judgements(photobank, talker.person.id)
        if len(judged) == 2:
            break
        await asyncio.sleep(0.2)
    told = [(one["photo_id"], one["fits"], one["place"]) for one in judged]
    assert told == [(photo.photo_id, True, 2), (photo.photo_id, False, 2)]


async def judgements(photobank: Photobank, telegram_id: int) -> list[dict[str, Any]]:
    async with photobank.begin() as work:
        person = await work.people.by_telegram_id(telegram_id)
        assert person is not None
        kept = await work.people.kept(person.person_id)
    return [event["facts"] for event in kept.tables["events"] if event["kind"] == "judged"]


async def test_back_leads_to_the_sheet_that_the_photo_was_opened_from(talker: Talker) -> None:
    await talker.asks("мост", "bridge")
    sheet = await talker.asks("зимой", "in winter")
    card = await talker.presses("3", "3")
    tags = await talker.presses("Теги", "Tags", on=card)
    tag = next(text for text in tags.buttons if text.startswith("#"))
    tagged = await talker.presses(tag, tag, on=tags)
    assert tagged.id == sheet.id
    assert tag.removeprefix("#").replace(" ", "_") in tagged.text
    back = await talker.presses("Отменить", "Undo", on=tagged)
    assert await talker.photos(back) == await talker.photos(sheet)
    card = await talker.presses("2", "2", on=back)
    assert (await talker.presses("↩", "↩", on=card)).buttons == back.buttons


async def test_a_reply_to_a_sheet_changes_that_search_whatever_was_asked_since(talker: Talker) -> None:
    bridge = await talker.asks("мост", "bridge")
    await talker.asks("колесо обозрения", "Ferris wheel")
    lights = await talker.asks("собор", "cathedral", reply_to=bridge)
    assert talker.word("мост", "bridge") in lights.text.splitlines()[0]


async def test_stale_and_forged_buttons_get_a_sentence_and_change_nothing(talker: Talker, telegram: Sandbox) -> None:
    sheet = await talker.asks("мост зимой", "bridge in winter")
    mine = search_on(sheet)
    stranger = await telegram.person("Other", language="en")
    await stranger.says("bridge")
    theirs = search_on(await stranger.sees(lambda seen: seen.has_photo))
    forged = [
        PanelTap(search_id=theirs, page=1).pack(),
        ChipTap(search_id=theirs, chip=0, act=1).pack(),
        ChipTap(search_id=mine, chip=99, act=0).pack(),
        UndoTap(search_id=mine).pack(),
        LikeTap(search_id=theirs, photo_id=1, wanted=True).pack(),
        LikeTap(search_id=mine, photo_id=10**15, wanted=True).pack(),
        f"qn:{mine}:12345",
        f"qr:{mine}:7",
        f"qj:{theirs}:1:1",
        "t:12345:0:",
        "tp:999",
        "qc:1:x:y",
        "q",
    ]
    for data in forged:
        tapped = await talker.person.taps_data(data, on=sheet)
        said = await sentence_after(talker, tapped)
        assert bool(CYRILLIC.search(said)) == (talker.language == "ru"), data
    assert next(seen.text for seen in await talker.person.chat() if seen.id == sheet.id) == sheet.text


async def sentence_after(talker: Talker, tapped: dict[str, Any]) -> str:
    """A toast; on a busy machine the press was answered before there was anything to say, and it stands below."""
    toast: str | None = (await talker.person.is_answered(tapped))["text"]
    return toast or (await talker.person.sees(lambda seen: not seen.edited)).text
