"""What grows old: taps, links to files, messages that may be deleted, updates, and the clock that ages them."""

from __future__ import annotations

import datetime as dt

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import Clock
from tests.sandbox.wire import Wire

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="1", callback_data="x")]])


async def test_the_clock_goes_ahead_and_never_back(telegram: Sandbox, clock: Clock) -> None:
    await telegram.clock.forward(90, minutes=2, hours=1)
    told = await telegram.get("clock")
    assert (told["ahead_s"], await telegram.clock.ahead()) == (3810, 3810)
    assert dt.datetime.fromisoformat(told["now"]).timestamp() == clock.now + 3810
    for wrong in (-1, "1", None, True):
        with pytest.raises(ControlRefused, match="forward_s must be a number of seconds"):
            await telegram.post("clock", {"forward_s": wrong})


async def test_settings_are_switched_by_name(telegram: Sandbox) -> None:
    assert await telegram.get("settings") == {"inline_feedback": False, "privacy": True, "flood_limits": False}
    await telegram.switches(privacy=False)
    assert (await telegram.get("settings"))["privacy"] is False
    for wrong in ({"colour": True}, {"privacy": 1}):
        with pytest.raises(ControlRefused, match="a setting is one of"):
            await telegram.post("settings", wrong)


@pytest.mark.row(22)
async def test_a_tap_is_answered_within_its_time(telegram: Sandbox, bot: Bot, wire: Wire, anna: SandboxPerson) -> None:
    """Fifteen seconds: observed by others, assumed."""
    await bot.send_message(anna.id, "лист", reply_markup=KEYBOARD)
    await anna.sees("лист")
    in_time, late = await anna.taps("1"), await anna.taps("1")
    await telegram.clock.forward(14)
    assert await bot.answer_callback_query(in_time["callback_query_id"])
    await telegram.clock.forward(2)
    answer = await wire("answerCallbackQuery", callback_query_id=late["callback_query_id"])
    assert answer.refusal == ("Bad Request: query is too old and response timeout expired or query ID is invalid")


@pytest.mark.row(31)
async def test_messages_are_deleted_within_48_hours(
    telegram: Sandbox, bot: Bot, wire: Wire, anna: SandboxPerson
) -> None:
    young, old = await bot.send_message(anna.id, "x"), await bot.send_message(anna.id, "x")
    await telegram.clock.forward(hours=47)
    assert await bot.delete_message(anna.id, young.message_id)
    await telegram.clock.forward(hours=1)
    refused = await wire("deleteMessage", chat_id=anna.id, message_id=old.message_id)
    assert refused.refusal.startswith("Bad Request: message can't be deleted")


@pytest.mark.row(45)
async def test_a_link_to_a_file_is_good_for_an_hour(telegram: Sandbox, wire: Wire, anna: SandboxPerson) -> None:
    async def fetched(path: str) -> int:
        async with wire.session.get(f"{wire.url}/file/bot{wire.token}/{path}") as answer:
            return answer.status

    document = (await wire("sendDocument", chat_id=anna.id, document=b"x")).result["document"]
    assert await fetched("documents/file_0.jpg") == 404, "a path is good only when getFile has named it"
    path = (await wire("getFile", file_id=document["file_id"])).result["file_path"]
    await telegram.clock.forward(minutes=59)
    assert await fetched(path) == 200
    await telegram.clock.forward(minutes=1)
    assert await fetched(path) == 404
    assert (await wire("getFile", file_id=document["file_id"])).result["file_path"] == path
    assert await fetched(path) == 200


@pytest.mark.row(53)
async def test_updates_wait_for_a_day(telegram: Sandbox, wire: Wire, anna: SandboxPerson) -> None:
    await anna.says("мост")
    await telegram.clock.forward(hours=23)
    assert len((await wire("getUpdates")).result) == 1
    await telegram.clock.forward(hours=1)
    assert (await wire("getUpdates")).result == []
