"""Saved searches: kept by a tap, asked again, and telling of new photos once."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from bot.alerting import TellAlerts
from bot.app import RunningBot
from bot.bank import Photobank
from bot.cli.demo_bank import received
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from engine.library.alerts import LookForNew
from engine.model import TimeOfDay
from engine.training.demo_bank import demo_scenes
from engine.training.scene import Scene, Sight
from tests.end_to_end.conftest import SCENES, polling, scene_jpeg
from tests.end_to_end.test_keeping import registers
from tests.end_to_end.test_requests import word

LATER = [scene for scene in demo_scenes()[len(SCENES) :] if scene.sight is Sight.BRIDGE]


@pytest.fixture(params=["ru", "en"])
async def visitor(request: pytest.FixtureRequest, telegram: Sandbox) -> SandboxPerson:
    return await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)


async def publishes(photobank: Photobank, *scenes: Scene) -> None:
    for scene in scenes:
        await photobank.ingest_photo(received(scene, scene_jpeg(scene)))


async def saves(person: SandboxPerson, words: str) -> None:
    await person.says(words)
    await person.sees(lambda seen: seen.has_photo)
    await person.taps(word(person, "Уточнить", "Refine"))
    await person.sees(lambda seen: seen.edited)
    await person.taps(word(person, "Сохранить", "Save"))
    await person.is_told(word(person, "Сохранено", "Saved"))


async def test_a_saved_search_tells_of_new_photos_once_and_is_switched_and_deleted(
    visitor: SandboxPerson, photobank: Photobank
) -> None:
    await registers(visitor)
    await saves(visitor, "#bridge")
    await publishes(photobank, LATER[0])
    alert = await visitor.sees(word(visitor, "Новое по вашему", "New for your"), within=60)
    assert alert.has_photo
    assert word(visitor, "Найдено 1", "1 photo found")[:5] in alert.text or "1" in alert.text
    await visitor.taps(word(visitor, "Раз в день", "Once a day"), on=alert)
    await visitor.is_told(word(visitor, "раз в день", "once a day"))
    await visitor.says("/alerts")
    kept = await visitor.sees("#")
    assert word(visitor, "раз в день", "once a day") in kept.text
    await visitor.taps("▶ 1", on=kept)
    await visitor.sees(lambda seen: seen.has_photo)
    await visitor.taps("✕ 1", on=kept)
    await visitor.sees(word(visitor, "пока нет", "no searches yet"))


async def test_where_nothing_is_found_one_tap_asks_to_be_told(visitor: SandboxPerson) -> None:
    await registers(visitor)
    await visitor.says("#bridge #metro")
    await visitor.sees(word(visitor, "Ничего не нашлось", "Nothing found"))
    await visitor.taps(word(visitor, "Сообщить, когда", "Tell me when"))
    await visitor.is_told(word(visitor, "Сохранено", "Saved"))
    await visitor.says("/alerts")
    await visitor.sees(word(visitor, "сразу", "at once"))


async def test_a_visitor_is_told_how_to_register_and_a_sent_picture_is_not_kept(
    visitor: SandboxPerson, photobank: Photobank
) -> None:
    await visitor.says("#bridge")
    await visitor.sees(lambda seen: seen.has_photo)
    await visitor.taps(word(visitor, "Уточнить", "Refine"))
    await visitor.sees(lambda seen: seen.edited)
    await visitor.taps(word(visitor, "Сохранить", "Save"))
    await visitor.is_told("/register")
    await registers(visitor)
    await visitor.sends_photo(scene_jpeg(LATER[0]))
    await visitor.sees(lambda seen: seen.has_photo)
    await visitor.taps(word(visitor, "Уточнить", "Refine"))
    await visitor.sees(lambda seen: seen.edited)
    await visitor.taps(word(visitor, "Сохранить", "Save"))
    await visitor.is_told(word(visitor, "сохранить нельзя", "cannot be kept"))


async def test_each_photo_is_told_once_whoever_looks_and_however_often(photobank: Photobank) -> None:
    """Two processes look at the same time, hour after hour; one day later the daily one is told as well."""
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        at_once, daily = await telegram.person("Гость"), await telegram.person("Гость дня")
        for person in (at_once, daily):
            await registers(person)
            await saves(person, "#bridge")
        await daily.says("/alerts")
        await daily.sees("#")
        await daily.taps("1: сразу")
        await daily.sees("раз в день")
        now = dt.datetime.now(dt.UTC)
        for scene in LATER[:3]:
            await publishes(photobank, scene)
            while await photobank.index_pending():
                pass
        for hours in (1, 2, 30):
            await asyncio.gather(*(looks(running, photobank, now + dt.timedelta(hours=hours)) for _ in range(2)))
        for person in (at_once, daily):
            alerts = [seen for seen in await person.chat() if "Новое по вашему" in seen.text]
            told = sum(len([text for text in seen.buttons if text.isdigit()]) for seen in alerts)
            assert told == 3


async def looks(running: RunningBot, photobank: Photobank, at: dt.datetime) -> None:
    tell = TellAlerts(
        look_for_new=LookForNew(begin=photobank.begin, clock=lambda: at, search_photos=lambda: photobank.search_photos),
        teller=running.dispatcher["teller"],
        files=photobank.files,
    )
    while await tell():
        pass


async def test_who_could_not_be_told_is_told_later(photobank: Photobank) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        person = await telegram.person("Гость")
        await registers(person)
        await saves(person, "#bridge")
        await telegram.fails("sendPhoto", "500", times=3)
        await publishes(photobank, LATER[0])
        while await photobank.index_pending():
            pass
        now = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
        await looks(running, photobank, now)
        await looks(running, photobank, now + dt.timedelta(hours=2))
        await person.sees("Новое по вашему", within=60)
        alerts = [seen for seen in await person.chat() if "Новое по вашему" in seen.text]
        assert len(alerts) == 1


async def test_one_who_cannot_be_told_keeps_no_alert_from_others_and_two_searches_tell_of_a_photo_once(
    photobank: Photobank,
) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        people = [await telegram.person("Гость"), await telegram.person("Гостья")]
        for person in people:
            await registers(person)
            await saves(person, "#bridge")
        await people[1].says("/new")
        await people[1].sees()
        await saves(people[1], "#bridge #night")
        await telegram.fails("sendPhoto", "500", times=3)
        await publishes(photobank, *[scene for scene in LATER if scene.time_of_day is TimeOfDay.NIGHT][:2])
        while await photobank.index_pending():
            pass
        now = dt.datetime.now(dt.UTC)
        for hours in (1, 2, 3):
            await looks(running, photobank, now + dt.timedelta(hours=hours))
        for person in people:
            alerts = [seen for seen in await person.chat() if "Новое по вашему" in seen.text]
            assert sum(len([text for text in seen.buttons if text.isdigit()]) for seen in alerts) == 2
