"""What a searcher keeps and takes, told as stories, in both languages."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.end_to_end.test_asking import photos_on, speaks


@pytest.fixture(params=["ru", "en"])
async def visitor(request: pytest.FixtureRequest, telegram: Sandbox) -> SandboxPerson:
    return await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)


async def registers(person: SandboxPerson) -> None:
    await person.says("/register")
    await person.sees(lambda seen: len(seen.buttons) == 2)
    await person.taps(1)
    await person.sees(lambda seen: seen.edited)


async def test_a_visitor_registers_with_one_tap_and_is_not_asked_again(visitor: SandboxPerson) -> None:
    await visitor.says("/terms")
    terms = await visitor.sees()
    assert speaks(visitor, terms)
    assert len(terms.buttons) == 2
    await visitor.taps(1)
    welcome = await visitor.sees(lambda seen: seen.edited)
    assert (welcome.id, welcome.buttons, speaks(visitor, welcome)) == (terms.id, [], True)
    await visitor.says("/register")
    assert (await visitor.sees()).buttons == []


async def test_a_file_is_taken_with_credit_and_without_a_trace_of_the_camera(
    visitor: SandboxPerson, telegram: Sandbox, photobank: Photobank
) -> None:
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    photo = (await photos_on(photobank, sheet))[0]
    await visitor.taps("1")
    card = await visitor.sees(lambda seen: seen.edited)
    original = next(text for text in card.buttons if "оригинал" in text or "original" in text)
    await visitor.taps(original)
    terms = await visitor.sees(lambda seen: len(seen.buttons) == 1)
    assert speaks(visitor, terms)
    await visitor.taps(1, on=terms)
    await visitor.sees(lambda seen: seen.edited and seen.buttons == [original])
    await visitor.taps(1)
    file = await visitor.sees(lambda seen: seen.message.document is not None)
    assert photo.rights.licence is not None
    assert photo.rights.licence in file.text
    content = await telegram.picture(file)
    image = Image.open(BytesIO(content))
    assert image.size == (photo.width, photo.height)
    assert photo.rights.licence.encode() in image.info["xmp"]
    assert not image.getexif()
    document = file.message.document
    assert document is not None
    assert document.file_name == f"photobank-{photo.photo_id}.jpg"
    async with photobank.begin() as work:
        assert await work.downloads.count(photo.photo_id) == 1


async def test_language_export_and_being_forgotten(visitor: SandboxPerson, telegram: Sandbox) -> None:
    await visitor.says("/privacy")
    assert speaks(visitor, await visitor.sees())
    await visitor.says("/settings")
    await visitor.sees(lambda seen: "English" in seen.buttons)
    await visitor.taps("English" if visitor.first_name == "Гость" else "Русский")
    assert not speaks(visitor, await visitor.sees(lambda seen: seen.edited))
    await visitor.says("/export_me")
    file = await visitor.sees(lambda seen: seen.message.document is not None)
    told = json.loads(await telegram.picture(file))
    assert told["language"] == ("en" if visitor.first_name == "Гость" else "ru")
    await visitor.says("/forget_me")
    await visitor.sees(lambda seen: len(seen.buttons) == 2)
    await visitor.taps(1)
    await visitor.sees(lambda seen: seen.edited)
    await visitor.says("/privacy")
    assert speaks(visitor, await visitor.sees()), "a stranger again, in the client's language"


async def test_a_favourite_is_marked_found_again_and_handed_on(visitor: SandboxPerson, photobank: Photobank) -> None:
    await registers(visitor)
    await visitor.says("/fresh")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    assert speaks(visitor, sheet)
    photo = (await photos_on(photobank, sheet))[1]
    await visitor.taps("2")
    card = await visitor.sees(lambda seen: seen.edited)
    await visitor.taps("☆")
    marked = await visitor.sees(lambda seen: any("★" in text for text in seen.buttons))
    assert speaks(visitor, marked) or visitor.first_name == "Guest"
    await visitor.says("/favourites")
    assert await photos_on(photobank, await visitor.sees(lambda seen: seen.has_photo)) == [photo]
    await visitor.taps("More…" if visitor.first_name == "Guest" else "Ещё…", on=card)
    card = await visitor.sees(lambda seen: any(button.copy_text for row in seen.rows for button in row))
    links = [b.copy_text.text for row in card.rows for b in row if b.copy_text and "t.me" in b.copy_text.text]
    await visitor.says(f"/start {links[0].partition('start=')[2]}")
    again = await visitor.sees(lambda seen: seen.has_photo)
    assert again.text.splitlines()[0] == card.text.splitlines()[0]


async def test_the_history_is_asked_again_and_deleted(visitor: SandboxPerson) -> None:
    await registers(visitor)
    await visitor.says("#bridge")
    await visitor.sees(lambda seen: seen.has_photo)
    await visitor.says("/history")
    history = await visitor.sees(lambda seen: "#bridge" in seen.text)
    assert speaks(visitor, history)
    await visitor.taps("1", on=history)
    await visitor.sees(lambda seen: seen.has_photo)
    await visitor.taps("✕", on=history)
    assert (await visitor.sees(lambda seen: seen.edited)).buttons == []


async def test_a_collection_is_filled_shared_and_taken(visitor: SandboxPerson, telegram: Sandbox) -> None:
    await registers(visitor)
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    await visitor.taps("3", on=sheet)
    card = await visitor.sees(lambda seen: seen.edited)
    await visitor.taps("To a collection" if visitor.first_name == "Guest" else "В подборку", on=card)
    choice = await visitor.sees(lambda seen: not seen.has_photo)
    await visitor.taps(1, on=choice)
    collection = await visitor.sees(lambda seen: seen.edited)
    assert speaks(visitor, collection) or visitor.first_name == "Guest"
    await visitor.taps("Share" if visitor.first_name == "Guest" else "Поделиться", on=collection)
    shared = await visitor.sees(lambda seen: "start=c" in seen.text)
    guest = await telegram.person("Коллега" if visitor.first_name == "Гость" else "Colleague")
    await guest.says("/start " + shared.text.partition("start=")[2].strip())
    assert (await guest.sees(lambda seen: seen.has_photo)).buttons == ["1"]
    await visitor.taps("Download as ZIP" if visitor.first_name == "Guest" else "Скачать как ZIP", on=collection)
    file = await visitor.sees(lambda seen: seen.message.document is not None)
    archive = zipfile.ZipFile(BytesIO(await telegram.picture(file)))
    assert len(archive.namelist()) == 2
    assert archive.namelist()[-1] == "credits.txt"
