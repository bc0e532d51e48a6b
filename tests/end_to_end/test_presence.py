"""People shut the bot out and let it in again, and groups grow: the whole bot follows, and stays silent about it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.bank import Photobank
from bot.sandbox.client import Sandbox

PATIENCE_S = 30.0


async def becomes(wanted: object, look: Callable[[], Awaitable[object]]) -> None:
    """Waits until a look at the bank shows this."""
    async with asyncio.timeout(PATIENCE_S):
        while await look() != wanted:  # noqa: ASYNC110 - the bank tells nobody that it changed
            await asyncio.sleep(0.02)


async def test_who_blocks_the_bot_is_not_written_to_until_they_come_back(
    telegram: Sandbox, photobank: Photobank
) -> None:
    anna = await telegram.person("Анна")

    async def is_reachable() -> bool:
        async with photobank.begin() as work:
            person = await work.people.by_telegram_id(anna.id)
            assert person is not None
            return person.person_id in await work.presence.reachable([person.person_id])

    await anna.says("/start")
    await anna.sees()
    assert await is_reachable()
    said = len(await anna.chat())
    await anna.blocks()
    await becomes(False, is_reachable)
    await anna.unblocks()
    await becomes(True, is_reachable)
    assert len(await anna.chat()) == said, "no word about it"
    assert [call for call in await telegram.calls() if call["status"] == 403] == []


async def test_a_group_is_followed_from_joining_through_growing_to_the_end(
    telegram: Sandbox, photobank: Photobank
) -> None:
    async def known() -> list[int]:
        async with photobank.begin() as work:
            return [group.chat_id for group in await work.presence.groups()]

    marina = await telegram.person("Marina")
    guides = await telegram.gathering("Гиды", marina, kind="group")
    await becomes([guides.id], known)
    old = await guides.upgrades()
    assert old != guides.id
    await becomes([guides.id], known)
    await marina.in_chat(guides).says("/help@local_photobank_bot")
    await marina.in_chat(guides).sees()
    await guides.has_bot_as("kicked")
    await becomes([], known)
