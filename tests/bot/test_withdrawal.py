"""Withdrawing in the chat: what was shown is called back."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, EditMessageMedia, SendPhoto

from engine.model import Role
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.test_review import becomes

TEXT = {"text": "x", "photo": None}


async def test_what_a_visitor_was_shown_is_edited_when_the_photo_is_withdrawn(at_home: Chat, bank: Bank) -> None:
    red, _green = await bank.take("red", "green")
    at_home.speaks("en")
    (sheet,) = await at_home.types("red")
    assert isinstance(sheet.method, SendPhoto)
    (card,) = await at_home.types(f"/start p{red}")
    _answered, more = await at_home.presses(card.data("More…"))
    assert "Withdraw the photo" not in [label for row in more.labels() for label in row]
    at_home.person["id"] = 1002
    at_home.speaks("ru")
    await becomes(at_home, bank, Role.MODERATOR)
    (own,) = await at_home.types(f"/start p{red}")
    _answered, own = await at_home.presses(own.data("Ещё…"))
    _answered, why = await at_home.presses(own.data("Снять с публикации"))
    assert why.text.startswith(f"Почему снимаем фотографию № {red}?")
    at_home.most_calls = 5  # every message that shows the photo is changed
    said = await at_home.presses(why.data("Неясны права"), **TEXT)
    edits = [one for one in said if isinstance(one.method, EditMessageMedia)]
    texts = [one.text for one in edits]
    assert len(edits) == 5, "the sheet, both cards, and the two messages whose buttons were pressed"
    assert "Эта фотография снята с показа" in texts
    assert "This photo was withdrawn" in texts
    report = said[-1].text
    assert "Отозвано в чатах: 5" in report
    at_home.person["id"] = 1001
    (gone,) = await at_home.types(f"/start p{red}")
    assert "no longer" in gone.text or "больше нет" in gone.text


async def test_what_telegram_does_not_let_edit_is_said(at_home: Chat, bank: Bank) -> None:
    (red,) = await bank.take("red")
    await at_home.types(f"/start p{red}")
    await becomes(at_home, bank, Role.MODERATOR)
    refusal = TelegramBadRequest(AnswerCallbackQuery(callback_query_id="1"), "message can't be edited")
    at_home.telegram.faults["EditMessageMedia"] = [refusal]
    said = (await at_home.types(f"/withdraw {red} Просил владелец"))[-1]
    assert "Telegram не дал изменить: 1" in said.text
    (again,) = await at_home.types(f"/withdraw_{red} Просил владелец")
    assert again.text == f"Фотография № {red} не опубликована."
    (asked,) = await at_home.types(f"/withdraw {red}")
    assert asked.labels()


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
async def test_nobody_below_a_moderator_withdraws_whatever_they_forge(at_home: Chat, bank: Bank, role: Role) -> None:
    (red,) = await bank.take("red")
    await becomes(at_home, bank, role)
    for data in (f"rw:{red}:", f"rw:{red}:0"):
        assert [one.text for one in await at_home.presses(data)] == ["Это для вас закрыто."]
    assert [one.text for one in await at_home.types(f"/withdraw {red} да")] == ["Это для вас закрыто."]
    async with bank.database.begin() as work:
        assert (await work.photos.get([red]))[red].state == "published"
