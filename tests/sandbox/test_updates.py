"""getUpdates: offsets, the held poll, what is wanted, and how long an update is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import Clock
from tests.sandbox.wire import Wire

Texts = Callable[..., Awaitable[list[str]]]


@pytest.fixture
def texts(wire: Wire, clock: Clock) -> Texts:
    """What a poller gets that is in no hurry."""

    async def asked(**parameters: Any) -> list[str]:
        clock.passes(4)
        updates = (await wire("getUpdates", **parameters)).result
        return [update["message"]["text"] for update in updates]

    return asked


@pytest.mark.row(53)
@pytest.mark.row(53)
async def test_an_offset_confirms_what_is_lower_and_the_rest_comes_again(
    wire: Wire, anna: SandboxPerson, texts: Texts
) -> None:
    for text in "абв":
        await anna.says(text)
    first = (await wire("getUpdates")).result[0]["update_id"]
    assert await texts() == ["а", "б", "в"]
    assert await texts(offset=first + 1) == ["б", "в"]
    assert await texts(offset=0) == ["б", "в"]
    assert await texts(limit=1) == ["б"]
    assert await texts(offset=-1) == ["в"]
    assert await texts() == ["в"]
    assert await texts(offset=first + 3) == []


@pytest.mark.row(53)
@pytest.mark.row(53)
async def test_at_most_a_hundred_come_at_once(wire: Wire, anna: SandboxPerson, texts: Texts) -> None:
    for number in range(101):
        await anna.says(str(number))
    assert len(await texts(limit=500)) == 100
    assert len(await texts(limit=0)) == 1


async def test_a_held_poll_is_answered_when_something_comes(bot: Bot, anna: SandboxPerson) -> None:
    held = asyncio.ensure_future(bot.get_updates(timeout=50))
    await asyncio.sleep(0.05)
    assert not held.done()
    await anna.says("мост")
    (update,) = await held
    assert update.message is not None
    assert update.message.text == "мост"


async def test_a_held_poll_ends_with_its_time(wire: Wire) -> None:
    assert (await wire("getUpdates", timeout=1)).result == []


@pytest.mark.row(54)
@pytest.mark.row(54)
async def test_the_held_poller_is_told_of_the_conflict(bot: Bot, wire: Wire, clock: Clock) -> None:
    held = asyncio.ensure_future(bot.get_updates(timeout=50))
    await asyncio.sleep(0.05)
    clock.passes(4)
    assert (await wire("getUpdates")).result == []
    with pytest.raises(TelegramConflictError) as caught:
        await held
    assert caught.value.message == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_a_poller_that_went_away_does_not_hold(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, texts: Texts
) -> None:
    held = asyncio.ensure_future(wire("getUpdates", timeout=50))
    await telegram.sees_bot()
    held.cancel()
    await asyncio.gather(held, return_exceptions=True)
    await telegram.sees_call("getUpdates", status=0)
    assert not telegram.world.updates.is_held
    await anna.says("мост")
    assert await texts() == ["мост"]


@pytest.mark.row(57)
@pytest.mark.row(57)
async def test_only_wanted_kinds_are_queued_and_the_wish_is_remembered(
    wire: Wire, anna: SandboxPerson, texts: Texts
) -> None:
    await wire("getUpdates", allowed_updates=["callback_query"])
    await anna.says("неслышно")
    await wire("getUpdates", allowed_updates=["message", "nonsense"])
    await anna.says("слышно")
    assert await texts() == ["слышно"]
    assert (await wire("getWebhookInfo")).result["allowed_updates"] == ["message"]


@pytest.mark.row(57)
@pytest.mark.parametrize(
    "wish",
    [
        pytest.param([], marks=pytest.mark.row(57), id="empty"),
        pytest.param(["nonsense"], marks=pytest.mark.row(57), id="only unknown names"),
        pytest.param("{", marks=pytest.mark.row(57), id="bad JSON is ignored"),
    ],
)
async def test_no_clear_wish_means_the_default(wire: Wire, anna: SandboxPerson, wish: Any, texts: Texts) -> None:
    await wire("getUpdates", allowed_updates=wish)
    await anna.says("слышно")
    assert await texts() == ["слышно"]


@pytest.mark.row(57)
@pytest.mark.row(57)
async def test_membership_of_others_is_not_in_the_default(telegram: Sandbox) -> None:
    assert "my_chat_member" in telegram.world.updates.allowed
    assert not telegram.world.updates.allowed & {"chat_member", "message_reaction", "message_reaction_count"}


@pytest.mark.row(58)
@pytest.mark.row(58)
async def test_updates_grow_old(wire: Wire, bot: Bot, anna: SandboxPerson, clock: Clock) -> None:
    button = InlineKeyboardButton(text="1", callback_data="x")
    await bot.send_message(anna.id, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    await anna.sees("x")
    await anna.taps("1")
    await anna.says("мост")

    async def kinds() -> list[str]:
        updates = (await wire("getUpdates")).result
        return [kind for update in updates for kind in update if kind != "update_id"]

    clock.passes(149)
    assert await kinds() == ["callback_query", "message"]
    clock.passes(2)
    assert await kinds() == ["message"]
    clock.passes(24 * 3600 - 152)
    assert await kinds() == ["message"]
    clock.passes(4)
    assert await kinds() == []


@pytest.mark.row(56)
async def test_who_asks_the_same_again_within_3_seconds_is_held_for_3(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, clock: Clock
) -> None:
    assert (await wire("getUpdates", offset=7)).result == []
    clock.passes(2.9)
    held = asyncio.ensure_future(wire("getUpdates", offset=7, timeout=2))
    await telegram.sees_bot()
    await asyncio.sleep(0.2)
    assert not held.done()
    await telegram.clock.forward(2.9)
    assert not held.done()
    await telegram.clock.forward(0.2)
    assert (await held).result == []
    clock.passes(3)
    assert (await wire("getUpdates", offset=7)).result == []


@pytest.mark.row(56)
async def test_who_asks_the_same_again_within_half_a_second_gets_one_update(
    wire: Wire, anna: SandboxPerson, clock: Clock
) -> None:
    for text in "аб":
        await anna.says(text)

    async def count(offset: int) -> int:
        return len((await wire("getUpdates", offset=offset)).result)

    assert await count(0) == 2
    clock.passes(0.4)
    assert await count(0) == 1
    clock.passes(0.6)
    assert await count(0) == 2
    assert await count(1) == 2, "another offset is another question"


@pytest.mark.row(58)
async def test_an_edited_message_is_kept_for_a_day_from_its_edit(telegram: Sandbox, anna: SandboxPerson) -> None:
    now = int(telegram.world.clock())
    said = (await anna.says("мост")).message.model_dump(mode="json", exclude_none=True, by_alias=True)
    telegram.world.updates.forget()
    old = said | {"date": now - 90_000}
    telegram.world.updates.put("message", old, anna.id)
    telegram.world.updates.put("edited_message", old | {"edit_date": now}, anna.id)
    [waiting] = telegram.world.updates.pending()
    assert "edited_message" in waiting.body
