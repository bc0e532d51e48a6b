"""The owner's offers, in the chat."""

from __future__ import annotations

import pytest

from bot.callbacks import LARGEST_ID
from bot.callbacks.offers import OfferAct, OffersTap, OfferTap, OwnOfferTap
from engine.model import Role
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.test_library import registers
from tests.bot.test_partners import is_now

TEXT = {"text": "Предложения", "photo": None}


async def begun(chat: Chat, bank: Bank) -> None:
    """The owner has one offer, worded in both languages and switched on."""
    chat.person["id"] = 1005
    await chat.types("/start")
    await is_now(chat, bank, Role.OWNER)
    (listed,) = await chat.types("/offers")
    _answered, made = await chat.presses(listed.data("Добавить предложение"), **TEXT)
    assert made.text.splitlines()[:2] == ["Предложение 1", "Выключено. Показано: 0 · нажато: 0"]
    (refused,) = await chat.presses(made.data("Включить"), **TEXT)
    assert refused.text.startswith("Напишите, пожалуйста, текст")
    await chat.types("/offer_1_ru Открытки <с мостами> https://example.org/ru")
    (worded,) = await chat.types("/offer_1_en Postcards https://example.org/en")
    _answered, on = await chat.presses(worded.data("Включить"), **TEXT)
    assert on.data("Выключить")
    assert "Открытки <с мостами>" in on.text
    chat.person["id"] = 1001


async def test_the_owner_words_an_offer_and_a_member_meets_it_once_a_day_and_follows_it(
    at_home: Chat, bank: Bank
) -> None:
    await begun(at_home, bank)
    (photo_id,) = await bank.take("red")
    (greeting,) = await at_home.types("/start")
    assert "От владельца фотобанка" not in greeting.text, "a visitor"
    await registers(at_home)
    _answered, file = await at_home.presses(f"d:{photo_id}:0")
    assert file.kind == "SendDocument"
    assert file.text.splitlines()[-1] == "От владельца фотобанка: Открытки <с мостами>"
    (greeting,) = await at_home.types("/start")
    assert "От владельца фотобанка" not in greeting.text, "once a day"
    _answered, followed = await at_home.presses(file.data("Подробнее"), **TEXT)
    assert followed.text == "Открытки <с мостами>"
    assert [button.url for row in followed.buttons for button in row] == ["https://example.org/ru"]
    at_home.person["id"] = 1005
    (listed,) = await at_home.types("/offers")
    assert "1. включено, показано 1, нажато 1: Открытки <с мостами>" in listed.text


async def test_a_greeting_carries_an_offer_in_the_members_language(at_home: Chat, bank: Bank) -> None:
    await begun(at_home, bank)
    await registers(at_home)
    at_home.speaks("en")
    (greeting,) = await at_home.types("/start")
    assert greeting.text.splitlines()[-1] == "From the bank's owner: Postcards"
    assert greeting.labels()[-1] == ["Tell me more"]


async def test_nobody_but_the_owner_edits_offers_whatever_they_forge(at_home: Chat, bank: Bank) -> None:
    await begun(at_home, bank)
    await registers(at_home)
    for command in ("/offers", "/offer_1_ru Моё https://example.com"):
        assert [said.text for said in await at_home.types(command)] == ["Это для вас закрыто."]
    for data in ("oe:1:0", "oe:1:1", "oe:1:2", "ol:0", "ol:1"):
        assert [said.text for said in await at_home.presses(data, **TEXT)] == ["Это для вас закрыто."]


@pytest.mark.parametrize("data", ["oc:0", "oc:", "oe:1:3", "oe:1:-1", "ol:maybe"])
async def test_what_no_button_carries_gets_a_toast(at_home: Chat, data: str) -> None:
    (toast,) = await at_home.presses(data)
    assert toast.text == "Эта кнопка больше не работает. Спросите, пожалуйста, заново."


@pytest.mark.parametrize("text", ["/offer_1", "/offer_1_de Karten https://example.org", "/offer_x_ru Открытки"])
async def test_a_wording_that_is_none_is_asked_for_again(at_home: Chat, text: str) -> None:
    (said,) = await at_home.types(text)
    assert said.text.startswith("Напишите, пожалуйста, текст не длиннее 300 знаков")


@pytest.mark.parametrize(
    "tap", [OfferTap(offer_id=LARGEST_ID), OwnOfferTap(offer_id=LARGEST_ID, act=OfferAct.OFF), OffersTap(adds=True)]
)
def test_callback_data_fits_with_the_largest_ids(tap: OfferTap | OwnOfferTap | OffersTap) -> None:
    assert len(tap.pack().encode()) <= 64
    assert type(tap).unpack(tap.pack()) == tap
