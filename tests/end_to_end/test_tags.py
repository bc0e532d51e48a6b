"""Tags: leafing through them with counts, searching by their letters, and searching photos by one tap."""

from __future__ import annotations

import pytest

from bot.bank import Photobank
from bot.sandbox.client import Sandbox
from tests.end_to_end.talking import Talker
from tests.end_to_end.test_asking import CYRILLIC


@pytest.fixture(params=["ru", "en"])
async def talker(request: pytest.FixtureRequest, telegram: Sandbox, photobank: Photobank) -> Talker:
    person = await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)
    return Talker(person=person, telegram=telegram, photobank=photobank, language=request.param)


def count_of(label: str) -> int:
    return int(label.rpartition("· ")[2])


async def test_tags_are_leafed_through_the_commonest_first(talker: Talker) -> None:
    async with talker.cheaply():
        await talker.person.says("/tags")
        first = await talker.person.sees()
    labels = [text for text in first.buttons if text.startswith("#")]
    counts = [count_of(text) for text in labels]
    assert counts == sorted(counts, reverse=True)
    assert all(bool(CYRILLIC.search(text)) == (talker.language == "ru") for text in labels)
    second = await talker.presses("Страница 2 ▶", "Page 2 ▶")
    assert second.id == first.id
    assert not set(labels) & set(second.buttons)
    assert counts[-1] >= count_of(second.buttons[0])


async def test_letters_find_tags_in_either_language(talker: Talker) -> None:
    for letters in ("мо", "bri", "МОСТ"):
        await talker.person.says(f"/tags {letters}")
        found = await talker.person.sees()
        assert any(text.startswith(talker.word("#мост · ", "#bridge · ")) for text in found.buttons), letters
    await talker.person.says("/tags щщщ")
    nothing = await talker.person.sees()
    assert "щщщ" in nothing.text
    assert nothing.buttons == []


async def test_a_tap_on_a_tag_finds_as_many_photos_as_it_said(talker: Talker) -> None:
    await talker.person.says(talker.word("/tags мост", "/tags bridge"))
    label = (await talker.person.sees()).buttons[0]
    async with talker.cheaply():
        await talker.person.taps(label)
        sheet = await talker.person.sees(lambda seen: seen.has_photo)
    assert str(count_of(label)) in sheet.text
    assert {photo.metadata.sight for photo in await talker.photos(sheet)} == {"bridge"}


async def test_every_tag_of_a_card_is_a_tap_away_and_so_is_the_card_again(talker: Talker) -> None:
    sheet = await talker.asks("#bridge", "#bridge")
    photo = (await talker.photos(sheet))[0]
    card = await talker.presses("1", "1")
    assert len(card.rows) <= 5
    panel = await talker.presses("Теги", "Tags", on=card)
    assert len([text for text in panel.buttons if text.startswith("#")]) == len(photo.tags)
    again = await talker.presses("↩", "↩", on=panel)
    assert (again.text.splitlines()[0], again.buttons) == (card.text.splitlines()[0], card.buttons)
    panel = await talker.presses("Теги", "Tags", on=again)
    last = [text for text in panel.buttons if text.startswith("#")][-1]
    found = await talker.presses(last, last, on=panel)
    assert last.removeprefix("#").replace(" ", "_") in found.text
