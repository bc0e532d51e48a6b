"""The bot's name in any chat offers photos: at once, with credit, and none that was withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from admin.publication import WithdrawPhotos
from bot.bank import Photobank, utc_now
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.settings import Settings
from engine.model import Actor, Language, PersonId, PhotoId, Role
from tests.end_to_end.conftest import SCENES, polling


@pytest.fixture
async def telegram(photobank: Photobank) -> AsyncIterator[Sandbox]:
    """A stand-in whose store has every preview; the owner's private chat stands for the one that nobody reads."""
    async with Sandbox.started() as sandbox:
        owner = await sandbox.person("Owner")
        stored = photobank.settings.model_copy(update={"storage_chat_id": owner.id})
        async with polling(photobank, sandbox, stored):
            await owner.says("/start")
            await owner.sees()
            async with asyncio.timeout(60):
                while len(await sandbox.calls("sendPhoto")) < len(SCENES):  # noqa: ASYNC110 - nobody tells of the last one
                    await asyncio.sleep(0.2)
            yield sandbox


def photo_id(result: dict[str, object]) -> PhotoId:
    return PhotoId(int(str(result["id"]).partition("-")[0]))


async def test_photos_are_offered_chosen_and_lead_back(telegram: Sandbox, photobank: Photobank) -> None:
    for language, words in (("ru", "ночь"), ("en", "night")):
        person = await telegram.person("Гость " + language, language=language)
        offers = await person.asks_inline(words)
        assert len(offers.results) == 24
        assert offers.next_offset
        async with photobank.begin() as work:
            photos = await work.photos.get([photo_id(result) for result in offers.results])
        assert {photo.metadata.time_of_day for photo in list(photos.values())[:9]} == {"night"}
        more = await offers.turns_page()
        assert {result["id"] for result in more.results} & {result["id"] for result in offers.results} == set()
        sent = await offers.chooses(0)
        first = photos[photo_id(offers.results[0])]
        assert first.rights.photographer is not None
        assert first.rights.photographer in sent.text
        assert first.caption(Language(language)) in sent.text
        assert sent.has_photo


async def test_every_preview_is_stored_once_and_nothing_is_uploaded_to_answer(telegram: Sandbox) -> None:
    person = await telegram.person("Гость")
    before = (await telegram.calls())[-1]["seq"]
    await person.asks_inline("зимний Кремль")
    await person.asks_inline("")
    made = [call["method"] for call in await telegram.calls(since=before) if call["method"] != "getUpdates"]
    assert made == ["answerInlineQuery", "answerInlineQuery"]
    assert len(await telegram.calls("sendPhoto")) == len(SCENES)


async def test_a_withdrawn_photo_is_offered_no_more(telegram: Sandbox, photobank: Photobank) -> None:
    person = await telegram.person("Гость")
    first = photo_id((await person.asks_inline("ночной мост")).results[0])
    moderator = Actor(person_id=PersonId(1), role=Role.MODERATOR, language=Language.RU)
    await WithdrawPhotos(begin=photobank.begin, events=photobank.ground.events, clock=utc_now)(moderator, [first])
    again = await person.asks_inline("ночной мост ")
    assert first not in {photo_id(result) for result in again.results}
    assert (await person.asks_inline(f"p{first}")).results == []


async def test_one_photo_is_handed_on_by_its_number(telegram: Sandbox, photobank: Photobank) -> None:
    person = await telegram.person("Гость")
    known = photo_id((await person.asks_inline("мост")).results[0])
    (only,) = (await person.asks_inline(f"p{known}")).results
    assert photo_id(only) == known


@pytest.mark.parametrize("words", ["#", "#такоготеганет", "p999999999999"])
async def test_what_finds_nothing_leads_to_the_private_chat(telegram: Sandbox, words: str) -> None:
    person = await telegram.person("Гость")
    offers = await person.asks_inline(words)
    assert offers.results == []
    assert offers.button is not None


async def test_forged_offsets_give_nothing(telegram: Sandbox) -> None:
    person, other = await telegram.person("Гость"), await telegram.person("Другой")
    theirs = (await other.asks_inline("")).next_offset
    assert theirs
    for offset in (theirs, "1:99999", "-1:0", "abc", "9" * 40):
        assert (await person.asks_inline("мост", offset=offset)).results == []


async def test_without_a_store_what_chats_were_shown_is_offered(photobank: Photobank, settings: Settings) -> None:
    async with Sandbox.started() as sandbox, polling(photobank, sandbox):
        person: SandboxPerson = await sandbox.person("Гость")
        assert (await person.asks_inline("ночной мост")).results == []
        await person.says("ночной мост")
        await person.sees(lambda seen: seen.has_photo)
        await person.taps("1")
        await person.sees(lambda seen: seen.edited)
        assert len((await person.asks_inline("ночной мост ")).results) == 1


async def test_previews_that_telegram_has_lost_are_stored_again(telegram: Sandbox, photobank: Photobank) -> None:
    person = await telegram.person("Гость")
    known = photo_id((await person.asks_inline("мост")).results[0])
    async with photobank.database.writing.begin() as connection:
        await connection.execute(text("UPDATE file_ids SET file_id = 'lost' WHERE key LIKE 'preview:%'"))
    offers = await person.asks_inline(f"p{known}")
    assert offers.results == []
    assert offers.button is not None
    await telegram.sees_call("sendPhoto")
    async with asyncio.timeout(30):
        while not (await person.asks_inline(f"p{known}" + " " * (len(await telegram.calls()) % 7))).results:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
