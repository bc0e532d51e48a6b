"""Taps: the query that the bot gets, and the answer that ends the spinner."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    CopyTextButton,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    SwitchInlineQueryChosenChat,
)

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from tests.sandbox.conftest import Clock
from tests.sandbox.wire import Wire

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="1", callback_data="open:1"),
            InlineKeyboardButton(text="10", callback_data="open:10"),
        ],
        [
            InlineKeyboardButton(text="▶ дальше", callback_data="page:2"),
            InlineKeyboardButton(text="Сайт", url="https://example.org"),
            InlineKeyboardButton(text="Копия", copy_text=CopyTextButton(text="мост")),
        ],
        [
            InlineKeyboardButton(text="Уточнить", switch_inline_query_current_chat="мост "),
            InlineKeyboardButton(text="Поделиться", switch_inline_query="мост"),
            InlineKeyboardButton(
                text="Выбрать чат", switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat(query="мост")
            ),
        ],
    ]
)


@pytest.fixture
async def sheet(bot: Bot, anna: SandboxPerson) -> Seen:
    await bot.send_message(anna.id, "лист", reply_markup=KEYBOARD)
    return await anna.sees("лист")


@pytest.mark.parametrize(
    ("button", "data"), [("1", "open:1"), (2, "open:10"), ("10", "open:10"), ("▶", "page:2"), (3, "page:2")]
)
async def test_a_button_is_found_by_words_beginning_or_number(
    bot: Bot, anna: SandboxPerson, sheet: Seen, button: str | int, data: str
) -> None:
    await anna.taps(button)
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == (data, anna.id)
    assert isinstance(query.message, Message)
    assert query.message.message_id == sheet.id


async def test_address_and_copy_buttons_stay_with_the_client(bot: Bot, anna: SandboxPerson, sheet: Seen) -> None:
    assert await anna.taps("Сайт") == {"url": "https://example.org"}
    assert await anna.taps("Копия") == {"copied": "мост"}
    assert await anna.taps("Уточнить") == {"inline": "мост ", "here": True}
    assert await anna.taps("Поделиться") == {"inline": "мост", "here": False}
    assert await anna.taps("Выбрать чат") == {"inline": "мост", "here": False}
    assert await bot.get_updates() == []


async def test_an_answer_ends_the_spinner_with_a_toast(
    bot: Bot, telegram: Sandbox, anna: SandboxPerson, sheet: Seen
) -> None:
    tapped = await anna.taps("1")
    await bot.answer_callback_query(tapped["callback_query_id"], "Вот она", show_alert=True)
    await anna.is_told("Вот")
    answer = await anna.is_answered(tapped)
    assert (answer["text"], answer["show_alert"], answer["chat_id"]) == ("Вот она", True, anna.id)


@pytest.mark.row(22)
async def test_a_query_is_answered_once_in_time(wire: Wire, anna: SandboxPerson, sheet: Seen, clock: Clock) -> None:
    async def answer(tapped: dict[str, Any]) -> Any:
        return await wire("answerCallbackQuery", callback_query_id=tapped["callback_query_id"])

    once = await anna.taps("1")
    assert (await answer(once)).result is True
    assert (await answer(once)).refusal == TOO_OLD
    assert (await answer({"callback_query_id": "1"})).refusal == TOO_OLD
    assert (await wire("answerCallbackQuery")).refusal == TOO_OLD
    late = await anna.taps("1")
    clock.passes(16)
    assert (await answer(late)).refusal == TOO_OLD


@pytest.mark.row(23)
async def test_a_toast_has_at_most_200_letters(wire: Wire, anna: SandboxPerson, sheet: Seen) -> None:
    query = (await anna.taps("1"))["callback_query_id"]
    assert (await wire("answerCallbackQuery", callback_query_id=query, text="я" * 201)).status == 400
    assert (await wire("answerCallbackQuery", callback_query_id=query, text="я" * 200)).result is True


async def test_an_answer_cannot_lead_to_any_address(wire: Wire, anna: SandboxPerson, sheet: Seen) -> None:
    query = (await anna.taps("1"))["callback_query_id"]
    refused = await wire("answerCallbackQuery", callback_query_id=query, url="https://example.org")
    assert refused.refusal == "Bad Request: URL_INVALID"
    own = "https://t.me/local_photobank_bot?start=x"
    assert (await wire("answerCallbackQuery", callback_query_id=query, url=own)).result is True


@pytest.mark.row(76)
async def test_a_tap_on_a_deleted_message_has_only_its_id(bot: Bot, anna: SandboxPerson, sheet: Seen) -> None:
    await bot.delete_message(anna.id, sheet.id)
    await anna.taps_data("open:1", on=sheet)
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, InaccessibleMessage)
    assert (update.callback_query.message.message_id, update.callback_query.message.date) == (sheet.id, 0)


async def test_data_can_be_forged_but_not_beyond_64_bytes(bot: Bot, anna: SandboxPerson, sheet: Seen) -> None:
    await anna.taps_data("я" * 32)
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.data == "я" * 32
    with pytest.raises(ControlRefused, match="1 to 64 bytes"):
        await anna.taps_data("я" * 33)


async def test_a_tap_beside_every_button_is_a_tests_mistake(anna: SandboxPerson, sheet: Seen) -> None:
    with pytest.raises(AssertionError, match="no button 'Купить' among"):
        await anna.taps("Купить")
    for place in ({"row": 5, "column": 0}, {"row": -1, "column": 0}):
        with pytest.raises(ControlRefused, match="there is no button"):
            await anna._tap({"message_id": sheet.id, **place})
    with pytest.raises(ControlRefused, match="has no message 99999"):
        await anna._tap({"message_id": 99999, "data": "x"})
