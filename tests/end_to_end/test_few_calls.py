"""Whatever somebody does takes two calls to Telegram at most: keeping searches, looking around, offers, a group."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.end_to_end.test_keeping import registers
from tests.end_to_end.test_near import BRIDGE

NOT_ACTING = {"getUpdates", "sendChatAction", "download", "setMyCommands"}
"""A file is fetched by its address, which is no method of the Bot API; menus are set by a job of their own."""


class Counted:
    """Tells how many calls something takes: a person's next message is worked on when the one before is done with."""

    def __init__(self, telegram: Sandbox, person: SandboxPerson) -> None:
        self._telegram = telegram
        self._person = person

    @asynccontextmanager
    async def at_most_two(self, what: str) -> AsyncIterator[None]:
        before = (await self._telegram.calls())[-1]["seq"]
        yield
        await self._person.says("/help")
        await self._person.sees("/register — ")
        made: list[dict[str, Any]] = await self._telegram.calls(since=before)
        acting = [call["method"] for call in made if call["method"] not in NOT_ACTING]
        assert acting.pop() == "sendMessage", "the answer to /help"
        assert len(acting) <= 2, f"{what}: {acting}"


@pytest.fixture
async def visitor(telegram: Sandbox) -> SandboxPerson:
    return await telegram.person("Гость")


@pytest.fixture
def counted(telegram: Sandbox, visitor: SandboxPerson) -> Counted:
    return Counted(telegram, visitor)


async def test_looking_around_takes_two_calls_at_most(visitor: SandboxPerson, counted: Counted) -> None:
    async with counted.at_most_two("a location"):
        await visitor.sends_location(BRIDGE.latitude, BRIDGE.longitude)
        sheet = await visitor.sees(lambda seen: seen.has_photo)
    async with counted.at_most_two("a venue"):
        await visitor.sends_venue(BRIDGE.latitude, BRIDGE.longitude, "Мост")
        await visitor.sees(lambda seen: seen.has_photo)
    async with counted.at_most_two("a page of what is around"):
        await visitor.taps("Страница 2", on=sheet)
        sheet = await visitor.sees(lambda seen: seen.edited)
    async with counted.at_most_two("a card"):
        await visitor.taps(sheet.buttons[0], on=sheet)
        card = await visitor.sees(lambda seen: seen.edited and "Ещё…" in seen.buttons)
    async with counted.at_most_two("more of a card"):
        await visitor.taps("Ещё…", on=card)
        more = await visitor.sees(lambda seen: seen.edited)
    async with counted.at_most_two("on the map"):
        await visitor.taps("На карте", on=more)
        await visitor.sees(lambda seen: seen.message.venue is not None)
    async with counted.at_most_two("what else is near"):
        await visitor.taps("Что рядом", on=more)
        await visitor.sees(lambda seen: seen.edited and "Рядом" in seen.text)


async def test_keeping_searches_takes_two_calls_at_most(visitor: SandboxPerson, counted: Counted) -> None:
    await registers(visitor)
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    await visitor.taps("Уточнить", on=sheet)
    panel = await visitor.sees(lambda seen: seen.edited)
    async with counted.at_most_two("to save"):
        await visitor.taps("Сохранить", on=panel)
        await visitor.is_told("Сохранено")
    async with counted.at_most_two("the list"):
        await visitor.says("/alerts")
        kept = await visitor.sees("сразу")
    async with counted.at_most_two("another way of alerts"):
        await visitor.taps("1: сразу", on=kept)
        kept = await visitor.sees("раз в день")
    async with counted.at_most_two("asked again"):
        await visitor.taps("▶ 1", on=kept)
        await visitor.sees(lambda seen: seen.has_photo)
    async with counted.at_most_two("deleted"):
        await visitor.taps("✕ 1", on=kept)
        await visitor.sees("пока нет")


async def test_offers_and_a_groups_personal_command_take_two_calls_at_most(
    telegram: Sandbox, visitor: SandboxPerson, counted: Counted
) -> None:
    await visitor.says("#bridge")
    sheet = await visitor.sees(lambda seen: seen.has_photo)
    await visitor.taps("1", on=sheet)
    await visitor.sees(lambda seen: seen.edited)
    async with counted.at_most_two("offers"):
        offers = await visitor.asks_inline("#bridge")
        assert offers.results
    async with counted.at_most_two("a chosen one"):
        await offers.chooses(0)
        await visitor.sees(lambda seen: seen.has_photo and "1" in seen.buttons)
    group = visitor.in_chat(await telegram.gathering("Прогулки", visitor))
    async with counted.at_most_two("a personal command in a group"):
        await group.says("/history")
        await group.sees(lambda seen: not seen.has_photo)
