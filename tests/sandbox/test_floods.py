"""Flood limits, on demand: round numbers of Telegram's guide; how it counts bursts is assumed."""

from __future__ import annotations

import pytest

from bot.sandbox.client import Sandbox
from bot.sandbox.errors import Refused
from bot.sandbox.floods import Floods
from bot.sandbox.people import Chat
from bot.sandbox.person import SandboxPerson
from bot.sandbox.server import DEFAULT_TOKEN
from bot.sandbox.world import World
from tests.sandbox.conftest import Clock, picture
from tests.sandbox.wire import Wire

pytestmark = pytest.mark.row(65)


async def test_one_message_a_second_after_a_burst(
    telegram: Sandbox, wire: Wire, anna: SandboxPerson, clock: Clock
) -> None:
    async def send() -> int:
        return (await wire("sendMessage", chat_id=anna.id, text="x")).status

    await telegram.switches(flood_limits=True)
    assert [await send() for _ in range(6)] == [200] * 5 + [429]
    refused = await wire("sendMessage", chat_id=anna.id, text="x")
    assert (refused.refusal, refused.headers["Retry-After"]) == ("Too Many Requests: retry after 1", "1")
    assert refused.body["parameters"] == {"retry_after": 1}
    assert (await wire("sendChatAction", chat_id=anna.id, action="typing")).result is True
    await telegram.clock.forward(1)
    assert [await send(), await send()] == [200, 429]


async def test_nothing_is_limited_unless_somebody_switches_it_on(wire: Wire, anna: SandboxPerson) -> None:
    answers = [await wire("sendMessage", chat_id=anna.id, text="x") for _ in range(8)]
    assert {answer.status for answer in answers} == {200}


async def test_an_album_counts_each_item(telegram: Sandbox, wire: Wire, anna: SandboxPerson) -> None:
    await telegram.switches(flood_limits=True)
    file_id = (await wire("sendPhoto", chat_id=anna.id, photo=picture())).result["photo"][-1]["file_id"]
    album = [{"type": "photo", "media": file_id}] * 10
    assert len((await wire("sendMediaGroup", chat_id=anna.id, media=album)).result) == 10
    answer = await wire("sendMessage", chat_id=anna.id, text="x")
    assert answer.refusal == "Too Many Requests: retry after 7"
    await telegram.clock.forward(7)
    assert (await wire("sendMessage", chat_id=anna.id, text="x")).status == 200


def _waits(floods: Floods, chat: Chat) -> int:
    """Seconds that a message to the chat would have to wait; zero for one that goes through."""
    try:
        floods.spend(chat, 1)
    except Refused as refused:
        return int((refused.parameters or {})["retry_after"])
    return 0


@pytest.mark.parametrize("chat_type", ["group", "supergroup", "channel"])
def test_twenty_a_minute_in_a_group(clock: Clock, chat_type: str) -> None:
    world = World(DEFAULT_TOKEN, clock)
    chat = Chat(id=-100, type=chat_type)
    for _ in range(20):
        assert _waits(world.floods, chat) == 0
        clock.passes(1)
    assert _waits(world.floods, chat) == 40
    assert _waits(world.floods, Chat(id=-101, type=chat_type)) == 0
    clock.passes(40)
    assert _waits(world.floods, chat) == 0


def test_thirty_a_second_in_all(clock: Clock) -> None:
    world = World(DEFAULT_TOKEN, clock)
    assert [_waits(world.floods, Chat(id=number, type="private")) for number in range(1, 32)] == [0] * 30 + [1]
    clock.passes(1)
    assert [_waits(world.floods, Chat(id=number, type="private")) for number in range(31, 62)] == [0] * 30 + [1]
