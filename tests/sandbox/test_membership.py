"""The bot's own place: what it hears when it comes, rises, goes and is put out, and what it may do then."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatMemberAdministrator, ChatMemberUpdated

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.meeting import SandboxGathering
from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire


@pytest.fixture
async def editors(telegram: Sandbox) -> SandboxGathering:
    return await telegram.gathering("Редакция")


async def changes(bot: Bot) -> list[tuple[str, str]]:
    """Of the bot's own membership, before and after, which are then confirmed."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    members = [update.my_chat_member for update in updates if update.my_chat_member]
    return [(one.old_chat_member.status, one.new_chat_member.status) for one in members]


@pytest.mark.row(74)
async def test_the_bot_hears_of_each_change_of_its_own_place(
    telegram: Sandbox, bot: Bot, editors: SandboxGathering
) -> None:
    await editors.has_bot_as("administrator")
    assert await changes(bot) == [("member", "administrator")]
    await editors.has_bot_as("kicked")
    assert await changes(bot) == [("administrator", "kicked")]
    await editors.has_bot_as("member")
    assert await changes(bot) == [("kicked", "member")]
    await editors.has_bot_as("member")
    assert await changes(bot) == []
    await telegram.gathering("Новая", kind="channel")
    assert await changes(bot) == [("left", "administrator")]
    await telegram.gathering("Без бота", bot="left")
    assert await changes(bot) == []


@pytest.mark.row(74)
async def test_writing_to_a_blocked_bot_takes_it_back_first(bot: Bot, anna: SandboxPerson) -> None:
    await anna.blocks()
    assert await changes(bot) == [("member", "kicked")]
    await anna.says("/start")
    first, second = await bot.get_updates()
    assert isinstance(first.my_chat_member, ChatMemberUpdated)
    assert (first.my_chat_member.new_chat_member.status, first.my_chat_member.from_user.id) == ("member", anna.id)
    assert second.message is not None


@pytest.mark.row(6)
@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_bot_that_is_out_is_told_so(telegram: Sandbox, bot: Bot, kind: str) -> None:
    chat = await telegram.gathering("Прогулка", kind=kind)
    assert await bot.leave_chat(chat.id) is True
    for call in (bot.send_message(chat.id, "x"), bot.get_chat(chat.id), bot.get_chat_member_count(chat.id)):
        with pytest.raises(TelegramForbiddenError, match=f"Forbidden: bot is not a member of the {kind} chat"):
            await call
    await chat.has_bot_as("kicked")
    with pytest.raises(TelegramForbiddenError, match=f"Forbidden: bot was kicked from the {kind} chat"):
        await bot.send_message(chat.id, "x")


async def test_a_bot_that_is_out_hears_nothing(telegram: Sandbox, bot: Bot, editors: SandboxGathering) -> None:
    await editors.has_bot_as("left")
    telegram.world.updates.forget()
    marina = (await telegram.person("Marina")).in_chat(editors)
    await marina.says("/find мост")
    assert await bot.get_updates() == []


@pytest.mark.row(6)
async def test_who_left_telegram_gets_nothing_and_does_nothing(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson
) -> None:
    await telegram.post(f"people/{anna.id}/delete", {})
    with pytest.raises(TelegramForbiddenError, match="Forbidden: user is deactivated"):
        await bot.send_message(anna.id, "x")
    with pytest.raises(ControlRefused, match="Анна has left Telegram"):
        await anna.says("x")
    state = await telegram.get("state")
    assert anna.id not in [one["id"] for one in (*state["people"], *state["chats"])]


async def test_a_chat_is_shown_with_its_people(telegram: Sandbox, bot: Bot, editors: SandboxGathering) -> None:
    marina, owner = await telegram.person("Marina"), await telegram.person("Owner")
    anna = await telegram.person("Анна")
    assert (await bot.get_chat(editors.id)).title == "Редакция"
    assert await bot.get_chat_member_count(editors.id) == 4
    assert [one.user.id for one in await bot.get_chat_administrators(editors.id)] == [owner.id]
    statuses = [(await bot.get_chat_member(editors.id, one.id)).status for one in (marina, owner, anna)]
    assert statuses == ["member", "creator", "left"]
    await editors.has_bot_as("administrator")
    own = await bot.get_chat_member(editors.id, bot.id)
    assert isinstance(own, ChatMemberAdministrator)
    assert own.can_delete_messages
    assert len(await bot.get_chat_administrators(editors.id)) == 2


@pytest.mark.row(57)
async def test_people_who_come_and_go_are_told_to_an_administrator_who_asks(
    telegram: Sandbox, bot: Bot, editors: SandboxGathering
) -> None:
    anna = await telegram.person("Анна")
    await bot.get_updates(allowed_updates=["chat_member"])
    await editors.lets_in(anna)
    assert await bot.get_updates() == [], "a member hears nothing of it"
    await editors.has_bot_as("administrator")
    await editors.lets_go(anna)
    (update,) = await bot.get_updates()
    assert update.chat_member is not None
    assert (update.chat_member.old_chat_member.status, update.chat_member.new_chat_member.status) == ("member", "left")


async def test_a_private_chat_has_no_administrators_and_is_not_left(bot: Bot, anna: SandboxPerson) -> None:
    """What is said to leaving is assumed."""
    with pytest.raises(TelegramBadRequest, match="there are no administrators in the private chat"):
        await bot.get_chat_administrators(anna.id)
    with pytest.raises(TelegramBadRequest, match="chat member status can't be changed in private chats"):
        await bot.leave_chat(anna.id)
    assert await bot.get_chat_member_count(anna.id) == 2


async def test_subscribers_are_shown_to_administrators_only(telegram: Sandbox, bot: Bot) -> None:
    channel = await telegram.gathering("Moscow Photobank")
    await channel.has_bot_as("member")
    with pytest.raises(TelegramBadRequest, match="member list is inaccessible"):
        await bot.get_chat_administrators(channel.id)


@pytest.mark.row(31)
async def test_an_administrator_deletes_what_others_wrote(
    wire: Wire, telegram: Sandbox, editors: SandboxGathering
) -> None:
    marina = (await telegram.person("Marina")).in_chat(editors)
    hers = await marina.says("/find мост")
    answer = await wire("deleteMessage", chat_id=editors.id, message_id=hers.id)
    assert answer.refusal == "Bad Request: message can't be deleted for everyone"
    await editors.has_bot_as("administrator")
    assert (await wire("deleteMessage", chat_id=editors.id, message_id=hers.id)).result is True
