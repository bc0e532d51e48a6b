"""Channels: posts by people and by the bot, what a subscriber may do, and what is never told."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MessageReactionCountUpdated,
    ReplyKeyboardRemove,
)

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.meeting import SandboxGathering
from bot.sandbox.person import SandboxPerson
from tests.sandbox.drawn import picture
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


def photo(colour: str, caption: str | None = None) -> InputMediaPhoto:
    return InputMediaPhoto(media=BufferedInputFile(picture(colour=colour), "p.png"), caption=caption)


async def test_an_album_is_posted_and_each_of_its_items_edited_long_after(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson, channel: SandboxGathering
) -> None:
    reader = anna.in_chat(channel)
    posted = await bot.send_media_group(channel.id, [photo("red", "Неделя"), photo("green"), photo("blue")])
    assert len({message.media_group_id for message in posted}) == 1
    assert all(message.sender_chat and message.sender_chat.id == channel.id for message in posted)
    telegram.world.clock.forward(30 * 24 * 3600)
    second = posted[1]
    await bot.edit_message_media(photo("grey", "Снят с показа"), chat_id=channel.id, message_id=second.message_id)
    await bot.edit_message_caption(chat_id=channel.id, message_id=posted[0].message_id, caption="Неделя моста")
    seen = {one.id: one for one in await reader.chat()}
    assert seen[second.message_id].text == "Снят с показа"
    assert seen[second.message_id].message.media_group_id == second.media_group_id, "it stays in its album"
    assert seen[posted[0].message_id].text == "Неделя моста"
    grey, green = await telegram.picture(seen[second.message_id]), picture(colour="green")
    assert grey != green
    assert await bot.get_updates() == []


@pytest.mark.row(57)
async def test_reactions_to_an_item_of_an_album_are_counted(
    bot: Bot, anna: SandboxPerson, channel: SandboxGathering
) -> None:
    await bot.get_updates(allowed_updates=["message_reaction_count"])
    posted = await bot.send_media_group(channel.id, [photo("red"), photo("blue")])
    reader = anna.in_chat(channel)
    item = await reader.sees(lambda seen: seen.id == posted[1].message_id)
    await reader.reacts(item, "🔥")
    await reader.reacts(item, None)
    told = [update.message_reaction_count for update in await bot.get_updates(offset=1)]
    assert [(one.message_id, len(one.reactions)) for one in told if one] == [(item.id, 1), (item.id, 0)]


@pytest.mark.row(78)
async def test_under_a_post_stand_links_into_the_bot_and_nothing_that_leads_to_its_inline_mode(
    bot: Bot, channel: SandboxGathering
) -> None:
    def under(**button: str) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть", **button)]])

    post = await bot.send_message(channel.id, "x", reply_markup=under(url="https://t.me/photobank_bot?start=p17"))
    for name in ("switch_inline_query", "switch_inline_query_current_chat"):
        words = f"can't use {name} button in a channel chat, because users will not be able to use the button"
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.send_message(channel.id, "x", reply_markup=under(**{name: "мост"}))
        with pytest.raises(TelegramBadRequest, match=words):
            await post.edit_text("y", reply_markup=under(**{name: "мост"}))
    with pytest.raises(TelegramBadRequest, match="inline keyboard expected"):
        await bot.send_message(channel.id, "x", reply_markup=ReplyKeyboardRemove(remove_keyboard=True))
