"""A wish from its first search to its photo: asked in two languages, planned, answered, and told once."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace

from admin.wishes.answering import AnswerWishes
from admin.wishes.gathering import GatherWishes
from admin.wordings import ReadWordings
from bot.bank import Photobank
from bot.cli.demo_bank import received
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from engine.model import PhotoTag, Role
from engine.tagging.first_vocabulary import first_vocabulary
from tests.end_to_end.conftest import polling, scene_jpeg
from tests.end_to_end.test_alerts import LATER, looks
from tests.end_to_end.test_keeping import registers
from tests.end_to_end.test_requests import word
from tests.end_to_end.test_telling import known

METRO = next(tag for tag in first_vocabulary() if tag.slug == "metro")


async def looks_in_vain(person: SandboxPerson, *, opts_in: bool) -> None:
    await registers(person)
    await person.says(word(person, "#мост #метро", "#bridge #metro"))
    await person.sees(word(person, "Ничего не нашлось", "Nothing found"))
    if opts_in:
        await person.taps(word(person, "Сообщить, когда", "Tell me when"))
        await person.is_told(word(person, "Сохранено", "Saved"))


async def gathers(photobank: Photobank, at: dt.datetime) -> None:
    """What the bot's own job does some seconds later; two processes at once."""
    read = ReadWordings(
        begin=photobank.begin,
        texts=photobank.ground.texts,
        encoder=lambda: photobank.encoder,
        worker=photobank.images,
    )
    gather = GatherWishes(begin=photobank.database.begin, read=read, least_people=3, clock=lambda: at)
    await asyncio.gather(gather(), gather())


async def test_a_wish_of_several_people_in_two_languages_is_planned_answered_and_told_once(
    photobank: Photobank,
) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        russian, silent = await telegram.person("Гость"), await telegram.person("Гостья")
        english = await telegram.person("Guest", language="en")
        moderator = await telegram.person("Олег")
        await known(photobank, moderator, Role.MODERATOR)
        for person in (russian, english, silent):
            await looks_in_vain(person, opts_in=person is not silent)
        await asyncio.sleep(1.5)  # until events are written
        now = dt.datetime.now(dt.UTC)
        await gathers(photobank, now + dt.timedelta(minutes=1))

        await moderator.says("/wishes")
        listed = await moderator.sees("Пожелания")
        assert "3 человека · спросили 3 раза · по-русски 2, по-английски 1" in listed.text
        await moderator.taps("1", on=listed)
        opened = await moderator.sees("Спрашивали и так")
        assert "2 человека ждут вестей о таких фотографиях." in opened.text
        await moderator.taps("✎ В планы", on=opened)
        await moderator.sees("Состояние: в планах")

        photo = received(LATER[0], scene_jpeg(LATER[0]))
        await photobank.ingest_photo(replace(photo, tags=(*photo.tags, PhotoTag(tag=METRO))))
        while await photobank.index_pending():
            pass
        hour = dt.timedelta(hours=1)
        for hours in (1, 2, 3):
            await asyncio.gather(*(looks(running, photobank, now + hours * hour) for _ in range(2)))
        answer = AnswerWishes(
            begin=photobank.database.begin,
            search_photos=lambda: photobank.search_photos,
            least_people=3,
            clock=lambda: now + hour,
        )
        await answer()
        for person in (russian, english):
            await person.sees(word(person, "Новое по вашему", "New for your"), within=60)
        for person, times in ((russian, 1), (english, 1), (silent, 0)):
            heard = [s for s in await person.chat() if word(person, "Новое по вашему", "New for your") in s.text]
            assert len(heard) == times

        await moderator.says("/wishes")
        again = await moderator.sees("Пожелания · открыто")
        await moderator.taps("Исполнено · 1", on=again)
        done = await moderator.sees("Пожелания · исполнено")
        await moderator.taps("1", on=done)
        await moderator.sees("отвечает фото")
