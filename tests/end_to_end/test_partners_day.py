"""A partner's day in fourteen steps, from asking for access to taking a link back, in both languages."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO, StringIO

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from bot.sandbox.seen import Seen
from engine.model import Role, Season
from tests.end_to_end.talking import Talker
from tests.end_to_end.test_keeping import registers
from tests.end_to_end.test_telling import known


def is_file(seen: Seen) -> bool:
    return seen.message.document is not None


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_partners_day(language: str, telegram: Sandbox, photobank: Photobank) -> None:
    moderator = await telegram.person("Олег")
    await known(photobank, moderator, Role.MODERATOR)
    person = await telegram.person("Редактор" if language == "ru" else "Editor", language=language)
    talker = Talker(person=person, telegram=telegram, photobank=photobank, language=language)
    word = talker.word

    async def table(report: Seen) -> list[list[str]]:
        return list(csv.reader(StringIO((await telegram.picture(report)).decode("utf-8-sig"))))

    async def photos_in(part: Seen) -> list[int]:
        names = zipfile.ZipFile(BytesIO(await telegram.picture(part))).namelist()
        assert names[-1] == "credits.txt"
        return [int(name.split("-")[2].partition(".")[0]) for name in names[:-1]]

    # 1. Registers, and asks for a partner's access.
    await registers(person)
    await person.says("/usage")
    await person.sees(word("закрыто", "not open"))
    await person.says("/partner City News")
    await person.sees("City News")
    # 2. A moderator grants it, and the partner hears of it.
    await moderator.taps("Открыть доступ", on=await moderator.sees("City News"))
    await person.sees(word("теперь партнёр", "is a partner now"))
    # 3. Searches.
    sheet = await talker.asks("собор", "cathedral")
    # 4. Narrows.
    sheet = await talker.asks("зимой", "in winter")
    photos = await talker.photos(sheet)
    assert photos[0].metadata.season is Season.WINTER
    # 5. Opens the first and looks at its last thirty days.
    card = await talker.presses("1", "1", on=sheet)
    more = await talker.presses("Ещё…", "More…", on=card)
    days = await talker.presses("30 дней", "30 days", on=more)
    assert word("Просмотры", "Views") in days.text
    card = await talker.presses("↩", "↩", on=days)
    # 6. Puts it into a new collection.
    await person.taps(word("В подборку", "To a collection"), on=card)
    choice = await person.sees(lambda seen: not seen.has_photo)
    collection = await talker.presses("Новая подборка", "New collection", on=choice)
    # 7. And the second one after it.
    sheet = await talker.presses("↩", "↩", on=card)
    card = await talker.presses("2", "2", on=sheet)
    await person.taps(word("В подборку", "To a collection"), on=card)
    choice = await person.sees(lambda seen: not seen.has_photo and seen.id != collection.id)
    collection = await talker.presses(choice.buttons[0], choice.buttons[0], on=choice)
    # 8. Puts the second first and gives it all a name.
    collection = await talker.presses("⤒ 2", "⤒ 2", on=collection)
    number = collection.text.rpartition("/rename_")[2].split()[0]
    await person.says(f"/rename_{number} City News")
    collection = await person.sees(lambda seen: seen.text.startswith("City News"))
    # 9. Takes the collection, in its order.
    await person.taps(word("Скачать как ZIP", "Download as ZIP"), on=collection)
    collected = await photos_in(await person.sees(is_file))
    assert collected == [photos[1].photo_id, photos[0].photo_id]
    # 10. Takes all that the search found.
    sheet = await talker.asks("#ferris_wheel", "#ferris_wheel")
    panel = await talker.presses("Уточнить", "Refine", on=sheet)
    await person.taps(word("Скачать найденное", "Download what was found"), on=panel)
    found = await photos_in(await person.sees(is_file))
    assert {photo.photo_id for photo in await talker.photos(sheet)} <= set(found)
    # 11. Reads what was used, file by file.
    await person.says("/usage")
    heads, *rows = await table(await person.sees(is_file))
    assert heads[0] == word("Когда, часы: Москва", "When, clocks: Moscow")
    assert [int(row[1]) for row in rows] == [*collected, *found]
    assert all(row[7] for row in rows), "each has its licence"
    # 12. And what of it stands in the collection.
    await person.taps(word("Отчёт, CSV", "Usage, CSV"), on=collection)
    _heads, *rows = await table(await person.sees(is_file))
    assert [int(row[1]) for row in rows] == collected
    # 13. Hands the collection on to a colleague.
    await person.taps(word("Поделиться", "Share"), on=collection)
    link = (await person.sees("start=c")).text.partition("start=")[2].strip()
    colleague = await telegram.person("Коллега" if language == "ru" else "Colleague", language=language)
    await colleague.says(f"/start {link}")
    shared = await colleague.sees(lambda seen: seen.has_photo)
    assert [photo.photo_id for photo in await talker.photos(shared)] == collected
    # 14. And takes the link back.
    await person.taps(word("Закрыть ссылки", "End links"), on=collection)
    await person.is_told(word("больше не действуют", "any more"))
    await colleague.says(f"/start {link}")
    await colleague.sees(word("больше не действует", "leads nowhere"))
