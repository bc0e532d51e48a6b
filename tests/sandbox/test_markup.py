"""Keyboards: what is no keyboard, and buttons that Telegram refuses."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        pytest.param("{", "can't parse reply keyboard markup JSON object", marks=pytest.mark.row(18), id="no JSON"),
        pytest.param([1], "object expected as reply markup", marks=pytest.mark.row(18), id="no object"),
        pytest.param(
            keyboard(text="x"),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            marks=pytest.mark.row(19),
            id="row 19",
        ),
        pytest.param(
            keyboard(text="x", callback_data="я" * 33), "BUTTON_DATA_INVALID", marks=pytest.mark.row(20), id="66 bytes"
        ),
        pytest.param(
            keyboard(text="x", callback_data=""), "BUTTON_DATA_INVALID", marks=pytest.mark.row(20), id="empty"
        ),
        pytest.param(
            keyboard(text=" ", callback_data="x"),
            "inline keyboard button text must be non-empty",
            marks=pytest.mark.row(21),
            id="row 21",
        ),
        pytest.param(
            keyboard(callback_data="x"), "can't parse inline keyboard button: Can't find field \"text\"", id="no text"
        ),
        pytest.param(
            keyboard(text=1, callback_data="x"),
            'can\'t parse inline keyboard button: Field "text" must be of type String',
            id="a number as text",
        ),
        pytest.param(
            {"inline_keyboard": [[7]]},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
            id="a number as button",
        ),
        pytest.param(
            {"inline_keyboard": [7]}, "can't parse inline keyboard: Array of Arrays expected", id="a number as row"
        ),
        pytest.param(
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13},
            "REPLY_MARKUP_TOO_LONG",
            marks=pytest.mark.row(79),
            id="more than 100 buttons",
        ),
        pytest.param(
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]},
            "REPLY_MARKUP_TOO_LONG",
            marks=pytest.mark.row(79),
            id="nine in a row",
        ),
        pytest.param(
            {"inline_keyboard": [[{"text": "я" * 60, "callback_data": "x"}]] * 80},
            "REPLY_MARKUP_TOO_LONG",
            marks=pytest.mark.row(79),
            id="more than 10 KB",
        ),
        pytest.param(
            keyboard(text="x", copy_text={"text": "я" * 257}),
            "BUTTON_COPY_TEXT_INVALID",
            marks=pytest.mark.row(80),
            id="copied text",
        ),
        pytest.param(
            keyboard(text="x", copy_text=5),
            'can\'t parse inline keyboard button: Field "copy_text" must be of type Object',
            id="a number as copied text",
        ),
        pytest.param(
            keyboard(text="x", url="nowhere"),
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
            id="an address that is none",
        ),
    ],
)
async def test_keyboards_that_are_refused(wire: Wire, anna: SandboxPerson, markup: Any, refusal: str) -> None:
    answer = await wire("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    assert answer.refusal == f"Bad Request: {refusal}"


@pytest.mark.row(20)
async def test_thirty_two_cyrillic_letters_fit(bot: Bot, anna: SandboxPerson) -> None:
    button = InlineKeyboardButton(text="x", callback_data="я" * 32)
    markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
    sent = await bot.send_message(anna.id, "x", reply_markup=markup)
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "я" * 32


@pytest.mark.row(79)
async def test_a_hundred_buttons_fit_in_rows_of_eight(wire: Wire, anna: SandboxPerson) -> None:
    buttons = [{"text": "x", "callback_data": "x"}] * 100
    rows = [buttons[at : at + 8] for at in range(0, 100, 8)]
    sent = (await wire("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows})).result
    assert [len(row) for row in sent["reply_markup"]["inline_keyboard"]] == [8] * 12 + [4]


@pytest.mark.row(81)
async def test_where_somebody_is_can_be_asked_in_private_only(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson
) -> None:
    asks = {"keyboard": [[{"text": "Где вы?", "request_location": True}]]}
    assert (await wire("sendMessage", chat_id=anna.id, text="x", reply_markup=asks)).status == 200
    editors = await telegram.gathering("Редакция")
    answer = await wire("sendMessage", chat_id=editors.id, text="x", reply_markup=asks)
    assert answer.refusal == "Bad Request: location can be requested in private chats only"


async def test_a_keyboard_without_buttons_is_none(bot: Bot, anna: SandboxPerson) -> None:
    message = await bot.send_message(anna.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[]]))
    assert message.reply_markup is None


async def test_what_concerns_the_input_is_shown_to_the_person_only(bot: Bot, anna: SandboxPerson) -> None:
    sent = await bot.send_message(anna.id, "x", reply_markup=ForceReply(input_field_placeholder="Слова"))
    assert sent.reply_markup is None
    seen = await anna.sees("x")
    assert seen.below == {"force_reply": True, "input_field_placeholder": "Слова"}
