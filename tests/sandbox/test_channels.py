"""Channels: posts by people and by the bot, what a subscriber may do, and what is never told."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.types import MessageReactionCountUpdated

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.meeting import SandboxGathering
from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire


@pytest.fixture
async def channel(telegram: Sandbox) -> SandboxGathering:
    return await telegram.gathering("Moscow Photobank")


@pytest.fixture
async def owner(telegram: Sandbox, channel: SandboxGathering) -> SandboxPerson:
    return (await telegram.person("Owner")).in_chat(channel)


@pytest.mark.row(73)
async def test_a_persons_post_and_its_edit_are_channel_posts(bot: Bot, owner: SandboxPerson) -> None:
    post = await owner.says("Мост открыт")
    await owner.edits(post, "Мост закрыт")
    first, second = await bot.get_updates()
    assert first.channel_post is not None
    assert second.edited_channel_post is not None
    assert (first.channel_post.text, second.edited_channel_post.text) == ("Мост открыт", "Мост закрыт")
    assert first.channel_post.message_id == second.edited_channel_post.message_id
    assert first.channel_post.edit_date is None
    assert second.edited_channel_post.edit_date is not None
    assert first.channel_post.from_user is None
    assert first.channel_post.sender_chat is not None


@pytest.mark.row(59)
async def test_the_bots_own_posts_and_edits_there_make_no_update(
    bot: Bot, channel: SandboxGathering, owner: SandboxPerson
) -> None:
    post = await bot.send_message("@moscow_photobank", "Снимок дня")
    await post.edit_text("Снимок ночи")
    assert (await owner.sees("Снимок ночи")).id == post.message_id
    assert await bot.get_updates() == []


@pytest.mark.row(26)
async def test_a_persons_post_cannot_be_edited_by_the_bot(
    wire: Wire, channel: SandboxGathering, owner: SandboxPerson
) -> None:
    post = await owner.says("Мост")
    answer = await wire("editMessageText", chat_id=channel.id, message_id=post.id, text="x")
    assert answer.refusal == "Bad Request: message can't be edited"


@pytest.mark.row(6)
async def test_a_bot_that_only_reads_a_channel_cannot_post(wire: Wire, channel: SandboxGathering) -> None:
    """That the server says so is known from public threads."""
    await channel.has_bot_as("member")
    answer = await wire("sendMessage", chat_id=channel.id, text="x")
    assert answer.refusal == "Bad Request: need administrator rights in the channel chat"


async def test_subscribers_read_and_react_and_write_nothing(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson, channel: SandboxGathering
) -> None:
    reader = anna.in_chat(channel)
    await bot.send_message(channel.id, "Снимок дня")
    post = await reader.sees("Снимок дня")
    await reader.reacts(post, "🔥")
    await reader.sees_reaction("🔥", on=post)
    with pytest.raises(ControlRefused, match="Анна only reads Moscow Photobank"):
        await reader.says("я тоже хочу")


@pytest.mark.row(57)
async def test_reactions_in_a_channel_are_counted_without_names(
    bot: Bot, anna: SandboxPerson, channel: SandboxGathering, owner: SandboxPerson
) -> None:
    """That the count comes at once is assumed: Telegram lets some minutes pass."""
    await bot.get_updates(allowed_updates=["message_reaction", "message_reaction_count"])
    await bot.send_message(channel.id, "Снимок дня")
    post = await owner.sees("Снимок дня")
    await owner.reacts(post, "👍")
    await anna.in_chat(channel).reacts(post, "👍")
    counted = [update.message_reaction_count for update in await bot.get_updates(offset=1)]
    last = counted[-1]
    assert isinstance(last, MessageReactionCountUpdated)
    assert [(one.type.model_dump()["emoji"], one.total_count) for one in last.reactions] == [("👍", 2)]


async def test_whoever_comes_later_is_subscribed_too(telegram: Sandbox, channel: SandboxGathering) -> None:
    made = await telegram.person("Юки")
    assert made.id in (await channel.shown())["members"]
