"""The wish-list in the chat: one message that turns its pages, opens a wish and says what is to become of it."""

from __future__ import annotations

import pytest

from bot.callbacks import LARGEST_ID
from bot.callbacks.wishes import STATES
from engine.model import Language, Role
from tests.admin.wishing import asks, gathering, people
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.test_review import becomes

TEXT = {"text": "x", "photo": None}
RU, EN = Language.RU, Language.EN
MISSING = ["верблюд", "жираф", "кенгуру", "пингвин", "страус", "тюлень"]


@pytest.fixture
async def moderator(at_home: Chat, bank: Bank) -> Chat:
    """Six wishes of three people each, one of them in two languages, and one of a single person."""
    found = await people(bank, RU, RU, EN)
    for number, animal in enumerate(MISSING):
        for person in found:
            for _ in range(len(MISSING) - number):
                await asks(bank, person, animal)
    await asks(bank, found[2], "camel")
    for person, words in zip(found, ["мост ночью", "ночной мост", "bridge at night"], strict=True):
        await asks(bank, person, words)
    await gathering(bank)()
    await becomes(at_home, bank, Role.MODERATOR)
    return at_home


async def test_pages_states_and_back_are_all_in_one_message(moderator: Chat) -> None:
    (listed,) = await moderator.types("/wishes")
    assert listed.text.startswith("Пожелания · открыто, страница 1 из 2")
    assert "«верблюд»\n3 человека · спросили 18 раз · по-русски 2, по-английски 1" in listed.text
    assert "Ещё 1 пожелание разделяют меньше 3 человек; его слов не видит никто." in listed.text
    assert "camel" not in listed.text
    assert listed.labels()[-1] == ["В планах · 0", "Исполнено · 0", "Не наше · 0"]
    _answered, second = await moderator.presses(listed.data("Страница 2 ▶"), **TEXT)
    assert second.kind == "EditMessageText"
    assert "тюлень" in second.text or "мост" in second.text
    _answered, opened = await moderator.presses(second.data("2"), **TEXT)
    assert opened.labels() == [["✎ В планы", "✓ Исполнено", "✕ Не наше"], ["↩ К пожеланиям"]]
    _answered, planned = await moderator.presses(opened.data("✎ В планы"), **TEXT)
    assert "Состояние: в планах" in planned.text
    assert planned.labels()[0] == ["Открыть снова", "✓ Исполнено", "✕ Не наше"]
    _answered, back = await moderator.presses(planned.data("↩ К пожеланиям"), **TEXT)
    assert back.text.startswith("Пожелания · в планах\n")
    (audit,) = await moderator.types("/audit day 2026-05-01")
    assert "пожелание" in audit.text
    assert "открыто → в планах" in audit.text
    assert "мост" not in audit.text


async def test_it_speaks_english_too(moderator: Chat) -> None:
    moderator.speaks("en")
    (listed,) = await moderator.types("/wishes")
    assert listed.text.startswith("Wishes · open, page 1 of 2")
    assert "3 people · asked 18 times · in Russian 2, in English 1 · last on May 1, 2026" in listed.text
    assert "1 more wish is shared by fewer than 3 people; its words are shown to nobody." in listed.text
    _answered, opened = await moderator.presses(listed.data("1"), **TEXT)
    assert "Nobody waits to be told." in opened.text
    _answered, done = await moderator.presses(opened.data("✓ Done"), **TEXT)
    assert "State: done" in done.text


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
@pytest.mark.parametrize("forged", ["w:0:1", "wo:1:1", "ws:1:1"])
async def test_nobody_else_reads_a_word_of_it(at_home: Chat, bank: Bank, role: Role, forged: str) -> None:
    for person in await people(bank, RU, RU, EN):
        await asks(bank, person, "верблюд")
    await gathering(bank)()
    await becomes(at_home, bank, role)
    said = [*await at_home.types("/wishes"), *await at_home.presses(forged, **TEXT)]
    assert len(said) == 2
    assert "верблюд" not in "".join(one.text for one in said)
    async with bank.database.begin() as work:
        assert len((await work.wishes.counts(1))[0]) == 1


@pytest.mark.parametrize(
    "forged", [f"w:{len(STATES)}:1", "w:0:99", f"wo:{LARGEST_ID}:1", f"ws:{LARGEST_ID}:1", "ws:1:9", "wo:-1:1", "ws:1:"]
)
async def test_forged_buttons_change_nothing_and_show_nothing(moderator: Chat, bank: Bank, forged: str) -> None:
    said = await moderator.presses(forged, **TEXT)
    assert all("верблюд" not in one.text for one in said)
    async with bank.database.begin() as work:
        counts, _hidden = await work.wishes.counts(1)
    assert set(counts) == {STATES[0]}
