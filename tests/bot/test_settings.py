"""Language, privacy, export and being forgotten, in the chat."""

from __future__ import annotations

import json

from aiogram.types import BufferedInputFile

from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.telegram import Said


def exported(said: Said) -> dict[str, object]:
    assert isinstance(said.photo, BufferedInputFile)
    told: dict[str, object] = json.loads(said.photo.data)
    return told


async def test_the_chosen_language_wins_over_the_clients(at_home: Chat) -> None:
    (settings,) = await at_home.types("/settings")
    assert settings.labels() == [["Русский", "English"]]
    _answered, said = await at_home.presses(settings.data("English"), text="Настройки", photo=None)
    assert said.text == "I answer in English from now on."
    (answer,) = await at_home.types("/settings")
    assert "You are here as: visitor." in answer.text


async def test_the_export_tells_what_was_accepted_taken_and_asked(at_home: Chat, bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    (terms,) = await at_home.types("/register")
    await at_home.presses(terms.data("Принимаю и регистрируюсь"))
    await at_home.presses(f"d:{photo_id}:1")
    await at_home.types("red")
    (file,) = await at_home.types("/export_me")
    told = exported(file)
    assert (told["role"], told["acceptances"]) == (
        "member",
        [{"version": 1, "accepted_at": "2026-05-01T12:00:00+00:00"}],
    )
    assert [one["photo_id"] for one in told["downloads"]] == [photo_id]  # type: ignore[attr-defined]
    assert [one["query"]["words"] for one in told["searches"]] == ["red"]  # type: ignore[attr-defined]


async def test_whoever_is_forgotten_comes_back_as_a_stranger_and_downloads_still_count(
    at_home: Chat, bank: Bank
) -> None:
    (photo_id,) = await bank.take("red")
    (terms,) = await at_home.types("/register")
    await at_home.presses(terms.data("Принимаю и регистрируюсь"))
    await at_home.presses(f"d:{photo_id}:1")
    (asked,) = await at_home.types("/forget_me")
    _answered, kept = await at_home.presses(asked.data("Оставить всё"), text="Забыть?", photo=None)
    assert kept.text == "Всё остаётся как есть."
    _answered, gone = await at_home.presses(asked.data("Забыть меня"), text="Забыть?", photo=None)
    assert gone.text.startswith("Вы забыты")
    (file,) = await at_home.types("/export_me")
    told = exported(file)
    assert (told["role"], told["downloads"], told["acceptances"]) == ("visitor", [], [])
    async with bank.database.begin() as work:
        assert await work.downloads.count(photo_id) == 1


async def test_a_group_learns_nothing_about_anybody(at_home: Chat) -> None:
    at_home.group = {"id": -5, "type": "group", "title": "Редакция"}
    (said,) = await at_home.types("/export_me")
    assert said.text == "Это личное: спросите меня, пожалуйста, в личном чате."
