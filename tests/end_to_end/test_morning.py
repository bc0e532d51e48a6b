"""A moderator's morning on the phone, with the taps counted; and what is withdrawn is called back from a visitor."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from statistics import median

import pytest

from bot.bank import Photobank
from bot.cli.demo_bank import received
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from engine.model import PhotoId, PhotoState, Role
from engine.training.demo_bank import demo_scenes
from tests.end_to_end.conftest import SCENES, scene_jpeg
from tests.end_to_end.test_asking import photos_on, speaks
from tests.end_to_end.test_telling import known

TO_REVIEW = 20


async def fills(photobank: Photobank, count: int) -> list[PhotoId]:
    """Photos that wait for review, once the running bot has indexed them."""
    scenes = demo_scenes()[len(SCENES) : len(SCENES) + count]
    ids = []
    for scene in scenes:
        taken = await photobank.ingest_photo(replace(received(scene, scene_jpeg(scene)), publish=False))
        ids.append(taken.photo_id)
    for _ in range(200):
        async with photobank.begin() as work:
            if await work.photos.count(PhotoState.IN_REVIEW) == count:
                return ids
        await asyncio.sleep(0.1)
    raise AssertionError("the photos were not indexed")


class Morning:
    """Taps of one moderator, photo by photo."""

    def __init__(self, person: SandboxPerson) -> None:
        self.person = person
        self.taps: list[int] = []
        self._now = 0

    async def presses(self, label: str) -> Seen:
        self._now += 1
        await self.person.taps(label)
        return await self.person.sees(lambda seen: seen.edited)

    def decided(self) -> None:
        self.taps.append(self._now)
        self._now = 0


async def test_twenty_photos_are_reviewed_with_two_taps_each_at_most(telegram: Sandbox, photobank: Photobank) -> None:
    ids = await fills(photobank, TO_REVIEW)
    person = await telegram.person("Модератор")
    await known(photobank, person, Role.MODERATOR)
    await person.says("/queue")
    assert f"Ждут проверки: {TO_REVIEW}" in (await person.sees("Ждут проверки")).text
    await person.says("/review")
    card = await person.sees(lambda seen: seen.has_photo)
    first = card
    morning = Morning(person)
    for number in range(TO_REVIEW):
        assert speaks_russian(card)
        if number in {3, 9}:
            await morning.presses("✕ Отклонить")
            card = await morning.presses("Нерезко или темно")
        elif number == 5:
            await morning.presses("Позже…")
            card = await morning.presses("Завтра в 9:00")
        elif number % 4 == 2:
            unwanted = next(label for label in card.buttons if label.startswith("✓ #"))
            await morning.presses(unwanted)
            card = await morning.presses("✓ Опубликовать")
        else:
            card = await morning.presses("✓ Опубликовать")
        morning.decided()
    assert card.id == first.id, "one message the whole morning"
    assert "Всё проверено" in card.text
    assert len(morning.taps) == TO_REVIEW
    assert median(morning.taps) <= 2
    assert max(morning.taps) <= 2
    async with photobank.begin() as work:
        photos = await work.photos.get(ids)
    states = [photos[photo_id].state for photo_id in ids]
    assert states.count(PhotoState.PUBLISHED) == TO_REVIEW - 3
    assert states.count(PhotoState.REJECTED) == 2
    await person.says(
        "/audit day " + photos[ids[0]].received_at.astimezone(photobank.settings.time_zone).date().isoformat()
    )
    log = await person.sees(lambda seen: "↶" in "".join(seen.buttons))
    await person.taps(next(label for label in log.buttons if label.startswith("↶")))
    assert "Отменено" in (await person.sees("Отменено")).text


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_withdrawn_photo_goes_from_the_pages_that_a_visitor_has_open(
    language: str, telegram: Sandbox, photobank: Photobank
) -> None:
    visitor = await telegram.person("Гость" if language == "ru" else "Guest", language=language)
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    photo = (await photos_on(photobank, sheet))[0]
    await visitor.says(f"/start p{photo.photo_id}")
    card = await visitor.sees(lambda seen: seen.has_photo)
    moderator = await telegram.person("Модератор" if language == "ru" else "Moderator", language=language)
    await known(photobank, moderator, Role.MODERATOR)
    await moderator.says(f"/withdraw {photo.photo_id} asked by its author")
    report = await moderator.sees(lambda seen: str(photo.photo_id) in seen.text)
    assert "2" in report.text
    changed = {seen.id: seen for seen in visitor.messages}
    gone = "Эта фотография снята с показа" if language == "ru" else "This photo was withdrawn"
    assert gone in changed[card.id].text
    assert changed[card.id].buttons == []
    assert speaks(visitor, changed[sheet.id])
    async with photobank.begin() as work:
        assert photo.photo_id not in await work.photos.published_among([photo.photo_id])
    await visitor.says("#bridge")
    again = await visitor.sees(lambda seen: seen.has_photo and not seen.edited)
    assert photo.photo_id not in {one.photo_id for one in await photos_on(photobank, again)}


def speaks_russian(card: Seen) -> bool:
    return card.text.startswith("Проверка")
