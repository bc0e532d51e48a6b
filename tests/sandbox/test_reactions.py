"""Reactions: whom the bot hears, and what it may give itself."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import MessageReactionUpdated, ReactionTypeEmoji

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire

THUMB = ReactionTypeEmoji(emoji="👍")


@pytest.mark.row(57)
async def test_a_reaction_is_told_only_to_an_administrator_who_asks(telegram: Sandbox, bot: Bot) -> None:
    editors = await telegram.gathering("Редакция")
    marina = (await telegram.person("Marina")).in_chat(editors)
    hers = await marina.says("/find мост")
    telegram.world.updates.forget()
    await editors.has_bot_as("administrator")
    telegram.world.updates.forget()
    await marina.reacts(hers, "👍")
    assert await bot.get_updates(allowed_updates=["message_reaction"]) == [], "it had not asked"
    await marina.reacts(hers, "🔥")
    (update,) = await bot.get_updates(offset=1)
    changed = update.message_reaction
    assert isinstance(changed, MessageReactionUpdated)
    assert changed.user is not None
    assert (changed.user.id, changed.message_id) == (marina.id, hers.id)
    emoji = [one.model_dump()["emoji"] for one in (*changed.old_reaction, *changed.new_reaction)]
    assert emoji == ["👍", "🔥"]
    await editors.has_bot_as("member")
    await marina.reacts(hers, None)
    assert len(await bot.get_updates(offset=2)) == 1, "a plain member hears no more of it"


@pytest.mark.row(57)
async def test_a_reaction_in_a_private_chat_is_told_to_who_asks(bot: Bot, anna: SandboxPerson) -> None:
    """That it needs no right there is assumed."""
    await bot.get_updates(allowed_updates=["message_reaction"])
    hers = await anna.says("мост")
    await anna.reacts(hers, "👍")
    (update,) = await bot.get_updates(offset=1)
    assert update.message_reaction is not None


async def test_the_bot_reacts_once_and_hears_nothing_of_it(bot: Bot, telegram: Sandbox, anna: SandboxPerson) -> None:
    await bot.get_updates(allowed_updates=["message_reaction"])
    hers = await anna.says("мост")
    assert await bot.set_message_reaction(anna.id, hers.id, [THUMB]) is True
    await anna.sees_reaction("👍", on=hers)
    shown = (await telegram.get(f"chats/{anna.id}/messages"))["messages"][-1]
    assert shown["reactions"] == [{"person_id": bot.id, "emoji": "👍"}]
    await bot.set_message_reaction(anna.id, hers.id, [])
    assert "reactions" not in (await telegram.get(f"chats/{anna.id}/messages"))["messages"][-1]
    assert await bot.get_updates(offset=1) == []


@pytest.mark.parametrize(
    ("reaction", "refusal"),
    [
        pytest.param([{"type": "emoji", "emoji": "🦆"}], "REACTION_INVALID", id="not in the list"),
        pytest.param([{"type": "paid"}], "REACTION_INVALID", id="paid"),
        pytest.param([{"type": "emoji", "emoji": one} for one in "👍🔥"], "REACTIONS_TOO_MANY", id="two"),
    ],
)
async def test_reactions_that_are_refused(wire: Wire, anna: SandboxPerson, reaction: Any, refusal: str) -> None:
    """The words are known from public threads."""
    hers = await anna.says("мост")
    answer = await wire("setMessageReaction", chat_id=anna.id, message_id=hers.id, reaction=reaction)
    assert answer.refusal == f"Bad Request: {refusal}"
    missing = await wire("setMessageReaction", chat_id=anna.id, message_id=1, reaction=reaction)
    assert missing.refusal == "Bad Request: message to react not found"


async def test_a_client_offers_only_what_there_is(anna: SandboxPerson) -> None:
    hers = await anna.says("мост")
    with pytest.raises(ControlRefused, match="a client offers no such reaction"):
        await anna.reacts(hers, "🦆")
