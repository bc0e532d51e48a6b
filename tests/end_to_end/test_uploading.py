"""Moderators send photos in: albums, files, archives; every file gets an outcome, and none is lost or doubled."""

from __future__ import annotations

import asyncio
import datetime as dt
from io import BytesIO

import pytest
from PIL import Image

from bot.app import RunningBot
from bot.bank import Photobank, utc_now
from bot.resuming_uploads import ResumeUploads
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from engine.ingest.upload_files import NewFile
from engine.model import Actor, Language, PhotoState, Role
from tests.end_to_end.conftest import SCENES, polling, scene_jpeg
from tests.end_to_end.test_telling import known
from tests.ingest.test_archives import zipped


def picture(number: int) -> bytes:
    """A small picture like no other, large enough to be taken in."""
    image = Image.effect_noise((96, 64), 40).convert("RGB")
    image.paste((number % 256, number // 256, 77), (0, 0, 32, 32))
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


@pytest.fixture
async def moderator(telegram: Sandbox, photobank: Photobank) -> SandboxPerson:
    person = await telegram.person("Олег")
    await known(photobank, person, Role.MODERATOR)
    return person


async def begins(person: SandboxPerson) -> None:
    await person.says("/upload")
    await person.sees("/done")


async def count(photobank: Photobank) -> int:
    async with photobank.begin() as work:
        return sum([1 async for _ in ids(work)])


async def ids(work):  # type: ignore[no-untyped-def]
    for number in range(1, 1000):
        for photo in (await work.photos.get([number])).values():
            yield photo


async def test_an_album_is_taken_in_with_its_caption_tags_and_credit_and_waits_for_review(
    moderator: SandboxPerson, photobank: Photobank
) -> None:
    await begins(moderator)
    before = len(await moderator.chat())
    await moderator.sends_album(
        [picture(1), picture(2), picture(3)], "Ночной мост #мост #такоготеганет\n© Анна Ли, CC BY"
    )
    told = await moderator.sees("принято: 3")
    assert len(await moderator.chat()) == before + 3 + 1, "one answer for the whole album"
    numbers = [int(line.split()[1]) for line in told.text.splitlines() if line.startswith("✓")]
    async with photobank.begin() as work:
        photos = await work.photos.get(numbers)
    for photo in photos.values():
        assert photo.caption(Language.RU) == "Ночной мост"
        assert [one.tag.slug for one in photo.tags] == ["bridge"]
        assert (photo.rights.photographer, photo.rights.licence) == ("Анна Ли", "CC BY 4.0")
        assert photo.state is not PhotoState.PUBLISHED
    await moderator.says("/done")
    await moderator.sees("/review")
    await moderator.sends_photo(scene_jpeg(SCENES[0]))
    await moderator.sees(lambda seen: seen.has_photo)


async def test_a_picture_that_the_bank_has_already_in_another_file_is_said_to_be_like_it(
    moderator: SandboxPerson,
) -> None:
    await begins(moderator)
    original = scene_jpeg(SCENES[0])
    out = BytesIO()
    with Image.open(BytesIO(original)) as image:
        image.save(out, "JPEG", quality=40)
    await moderator.sends_document(out.getvalue(), "again.jpg", "image/jpeg")
    told = await moderator.sees("принято: 1")
    assert "again.jpg: похожа на 1" in told.text


async def test_each_file_of_an_archive_has_an_outcome(moderator: SandboxPerson) -> None:
    await begins(moderator)
    one = picture(4)
    archive = zipped(("a/мост.jpg", one), ("b/мост.jpg", one), ("broken.jpg", b"nothing"), ("notes.txt", b"x"))
    await moderator.sends_document(archive, "photos.zip", "application/zip")
    told = await moderator.sees("принято: 1")
    assert "уже есть: 1" in told.text
    assert "отказано: 1" in told.text
    assert "✕ broken.jpg" in told.text


async def test_what_cannot_be_taken_in_is_said_in_one_sentence(moderator: SandboxPerson) -> None:
    await begins(moderator)
    await moderator.sends_document(b"no picture at all", "broken.jpg", "image/jpeg")
    assert "✕ broken.jpg" in (await moderator.sees("отказано: 1")).text
    await moderator.sends_document(b"PK nothing", "empty.zip", "application/zip")
    assert "архиве" in (await moderator.sees("отказано: 1")).text
    await moderator.says("/done")
    await moderator.sees("отказано: 2")


async def test_a_visitor_uploads_nothing_and_a_moderator_without_upload_searches(
    telegram: Sandbox, moderator: SandboxPerson
) -> None:
    visitor = await telegram.person("Гость")
    await visitor.says("/upload")
    await visitor.sees()
    for person in (visitor, moderator):
        await person.sends_photo(scene_jpeg(SCENES[0]))
        await person.sees(lambda seen: seen.has_photo)
    await moderator.says("/done")
    await moderator.sees("/upload")


async def test_two_moderators_send_a_hundred_photos_each_while_telegram_stumbles(
    telegram: Sandbox, photobank: Photobank, moderator: SandboxPerson
) -> None:
    other = await telegram.person("Вторая")
    await known(photobank, other, Role.MODERATOR)
    before = await count(photobank)

    async def sends(person: SandboxPerson, first: int) -> int:
        await begins(person)
        taken = 0
        for album in range(10):
            await person.sends_album([picture(first + 10 * album + k) for k in range(10)])
            told = await person.sees("принято: ", within=120)
            taken += int(told.text.splitlines()[0].split("принято: ")[1].split(",")[0])
        return taken

    await telegram.switches(flood_limits=False)
    await telegram.fails("getFile", "500", times=3)
    await telegram.fails("download", "drop", times=2)
    taken = await asyncio.gather(sends(moderator, 1000), sends(other, 5000))
    assert sum(taken) == 200
    assert await count(photobank) == before + 200


async def test_what_a_killed_process_had_noted_is_taken_in_by_the_next_one(photobank: Photobank) -> None:
    async with Sandbox.started() as telegram, polling(photobank, telegram) as running:
        person = await telegram.person("Олег")
        person_id = await known(photobank, person, Role.MODERATOR)
        await person.sends_photo(picture(9))
        await person.sees()
        acts = running.dispatcher
        actor = Actor(person_id=person_id, role=Role.MODERATOR, language=Language.RU)
        await acts["begin_upload"](actor)
        (own,) = [seen.message.photo for seen in await person.chat() if seen.message.photo and not seen.by_bot]
        await acts["note_files"](actor, [NewFile(key=own[-1].file_id, name=None, caption="Мост")])
        resume = resuming(running)
        assert await resume()
        await person.sees("принято: 1")
        assert not await resume()


def resuming(running: RunningBot) -> ResumeUploads:
    return ResumeUploads(
        bot=running.bot,
        sender=running.dispatcher["sender"],
        take_files=running.dispatcher["take_files"],
        teller=running.dispatcher["teller"],
        clock=lambda: utc_now() + dt.timedelta(hours=1),
    )
