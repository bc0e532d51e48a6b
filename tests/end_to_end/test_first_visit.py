"""A first visit in fifteen steps, as a tourist makes it, in both languages."""

from __future__ import annotations

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from engine.model import Season, TimeOfDay
from tests.end_to_end.conftest import SCENES, scene_jpeg
from tests.end_to_end.talking import Talker
from tests.end_to_end.test_asking import CYRILLIC


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_first_visit_as_a_tourist(language: str, telegram: Sandbox, photobank: Photobank) -> None:
    person = await telegram.person("Гость" if language == "ru" else "Guest", language=language)
    talker = Talker(person=person, telegram=telegram, photobank=photobank, language=language)

    # 1. The tourist comes by, and is greeted with something to press.
    await person.says("/start")
    greeting = await person.sees()
    assert bool(CYRILLIC.search(greeting.text)) == (language == "ru")
    # 2. Presses the first example.
    async with talker.cheaply():
        await person.taps(1, on=greeting)
        assert (await person.sees(lambda seen: seen.has_photo)).has_photo
    # 3. Asks in their own words.
    sheet = await talker.asks("собор", "cathedral")
    assert (await talker.photos(sheet))[0].metadata.sight == "cathedral"
    # 4. It should be winter.
    sheet = await talker.asks("а зимой?", "now in winter")
    assert (await talker.photos(sheet))[0].metadata.season is Season.WINTER
    # 5. And nobody in the picture.
    sheet = await talker.asks("без людей", "without people")
    assert (await talker.photos(sheet))[0].metadata.people_count == 0
    # 6. Winter was too much: the step is undone twice, in the same message.
    back = await talker.presses("Отменить", "Undo")
    back = await talker.presses("Отменить", "Undo", on=back)
    assert back.id == sheet.id
    # 7. Looks behind Refine, where the hours stand with their counts.
    panel = await talker.presses("Уточнить", "Refine", on=back)
    hours = await talker.presses("Время суток", "Hour", on=panel)
    # 8. Takes the night.
    night = next(text for text in hours.buttons if text.startswith(talker.word("ночь", "night")))
    sheet = await talker.presses(night, night, on=hours)
    assert {photo.metadata.time_of_day for photo in await talker.photos(sheet)} == {TimeOfDay.NIGHT}
    # 9. Opens the first photo.
    photo = (await talker.photos(sheet))[0]
    card = await talker.presses("1", "1", on=sheet)
    assert photo.rights.licence is not None
    assert photo.rights.licence in card.text
    # 10. Wants more like it.
    card = await talker.presses("Ещё…", "More…", on=card)
    sheet = await talker.presses("Больше таких", "More like this", on=card)
    assert photo.photo_id not in {one.photo_id for one in await talker.photos(sheet)}
    # 11. Opens one and goes back to where they were.
    card = await talker.presses("1", "1", on=sheet)
    assert (await talker.presses("↩", "↩", on=card)).buttons == sheet.buttons
    # 12. Sends a photograph of their own.
    wheel = next(scene for scene in SCENES if scene.sight == "ferris_wheel")
    async with talker.cheaply():
        await person.sends_photo(scene_jpeg(wheel))
        sheet = await person.sees(lambda seen: seen.has_photo and not seen.edited)
    assert (await talker.photos(sheet))[0].metadata.sight == "ferris_wheel"
    # 13. Leafs through the tags and takes one.
    await person.says("/tags")
    tags = await person.sees(lambda seen: not seen.has_photo)
    async with talker.cheaply():
        await person.taps("#", on=tags)
        sheet = await person.sees(lambda seen: seen.has_photo)
    # 14. Asks for what there is not, is told so, and takes the way out that is offered.
    await person.says("#bridge #cathedral")
    nothing = await person.sees(lambda seen: not seen.has_photo)
    way = next(text for text in nothing.buttons if text.startswith(talker.word("Без", "Without")))
    assert (await talker.presses(way, way, on=nothing)).has_photo
    # 15. Begins anew and is asked what for.
    async with talker.cheaply():
        await person.taps(talker.word("Новый поиск", "New search"))
        assert (await person.sees(lambda seen: not seen.has_photo)).buttons == greeting.buttons
