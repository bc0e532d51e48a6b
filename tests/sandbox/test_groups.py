"""Groups: what privacy lets the bot hear, albums there, and growing into a supergroup."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Message

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.meeting import SandboxGathering
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import picture
from tests.sandbox.wire import Wire


@pytest.fixture
async def editors(telegram: Sandbox) -> SandboxGathering:
    return await telegram.gathering("Редакция")


@pytest.fixture
async def marina(telegram: Sandbox, editors: SandboxGathering) -> SandboxPerson:
    return (await telegram.person("Marina")).in_chat(editors)


async def heard(bot: Bot) -> list[str]:
    """The words of the messages that the bot has got, which are then confirmed."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    messages = [update.message or update.edited_message for update in updates]
    return [message.text or message.caption or message.content_type for message in messages if message]


@pytest.mark.row(75)
async def test_with_privacy_a_bot_hears_commands_replies_to_it_and_service_messages(
    telegram: Sandbox, bot: Bot, editors: SandboxGathering, marina: SandboxPerson
) -> None:
    assert (await bot.get_me()).can_read_all_group_messages is False
    question = await bot.send_message(editors.id, "Что ищем?")
    seen = await marina.sees("Что ищем?")
    assert seen.id == question.message_id
    for unheard in ("мост", "@local_photobank_bot мост", "ищу /find мост", "/find@other_bot мост"):
        await marina.says(unheard)
    hers = await marina.says("не боту")
    await marina.says("и это не боту", reply_to=hers)
    for meant in ("/find мост", "/find@local_photobank_bot мост", "/find@LOCAL_photobank_bot река"):
        await marina.says(meant)
    await marina.says("набережную", reply_to=seen)
    await marina.sends_photo(picture(), "/like это")
    await editors.lets_in(await telegram.person("Анна"))
    assert await heard(bot) == [
        "/find мост",
        "/find@local_photobank_bot мост",
        "/find@LOCAL_photobank_bot река",
        "набережную",
        "/like это",
        "new_chat_members",
    ]


@pytest.mark.row(75)
@pytest.mark.parametrize("way", ["setting", "administrator"])
async def test_without_privacy_or_as_an_administrator_a_bot_hears_everything(
    telegram: Sandbox, bot: Bot, editors: SandboxGathering, marina: SandboxPerson, way: str
) -> None:
    if way == "setting":
        await telegram.switches(privacy=False)
        assert (await bot.get_me()).can_read_all_group_messages is True
    else:
        await editors.has_bot_as("administrator")
    await marina.says("мост")
    assert await heard(bot) == ["мост"]


@pytest.mark.row(75)
@pytest.mark.row(73)
async def test_an_edit_is_heard_where_the_message_would_be(bot: Bot, marina: SandboxPerson) -> None:
    first = await marina.says("мост")
    await marina.edits(first, "/find мост")
    assert await heard(bot) == ["/find мост"]
    await marina.edits(first, "мост ночью")
    assert await heard(bot) == []


@pytest.mark.row(52)
async def test_an_album_in_a_group_is_heard_item_by_item(bot: Bot, marina: SandboxPerson) -> None:
    """Privacy looks at each item alone: an album whose caption is a command reaches the bot with its first item."""
    photos = [picture(colour=colour) for colour in ("red", "green")]
    await marina.sends_album(photos, "/like эти")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.media_group_id is not None
    assert update.message.caption == "/like эти"


@pytest.mark.row(52)
async def test_an_album_comes_whole_where_the_bot_hears_everything(
    telegram: Sandbox, bot: Bot, marina: SandboxPerson
) -> None:
    await telegram.switches(privacy=False)
    sent = await marina.sends_album([picture(colour=colour) for colour in ("red", "green", "blue")], "три")
    messages = [update.message for update in await bot.get_updates() if update.message]
    assert [message.message_id for message in messages] == [seen.id for seen in sent]
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["три", None, None]


@pytest.mark.row(6)
async def test_an_upgraded_group_lives_on_under_another_id(telegram: Sandbox, bot: Bot, wire: Wire) -> None:
    marina = await telegram.person("Marina")
    group = await telegram.gathering("Прогулка", marina, kind="group")
    telegram.world.updates.forget()
    old = await group.upgrades()
    moved, came = [update.message for update in await bot.get_updates()]
    assert isinstance(moved, Message)
    assert isinstance(came, Message)
    assert (moved.chat.id, moved.migrate_to_chat_id) == (old, group.id)
    assert (came.chat.id, came.migrate_from_chat_id) == (group.id, old)
    answer = await wire("sendMessage", chat_id=old, text="x")
    assert answer.refusal == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer.body["parameters"] == {"migrate_to_chat_id": group.id}
    shown = await group.shown()
    assert (shown["type"], shown["members"]) == ("supergroup", [marina.id])
    assert old not in [chat["id"] for chat in (await telegram.get("state"))["chats"]]


@pytest.mark.row(77)
async def test_message_ids_of_a_group_mean_nothing_elsewhere(
    bot: Bot, anna: SandboxPerson, marina: SandboxPerson
) -> None:
    ids = [(await marina.says(str(number))).id for number in range(12)]
    assert min(ids) > 1
    assert ids[-1] - ids[0] > 11, "there are gaps"
    hers = {(await anna.says(str(number))).id for number in range(12)}
    assert hers & set(ids), "the same number in two chats is two messages"


async def test_people_who_are_not_in_a_group_do_nothing_there(
    telegram: Sandbox, anna: SandboxPerson, editors: SandboxGathering, marina: SandboxPerson
) -> None:
    outside: Any = anna.in_chat(editors)
    hers = await marina.says("/find мост")
    for act in (
        outside.says("x"),
        outside.sends_photo(picture()),
        outside.reacts(hers, "👍"),
        outside.edits(hers, "y"),
    ):
        with pytest.raises(ControlRefused, match="Анна is not a member of Редакция"):
            await act


async def test_taps_in_a_group_name_who_tapped(bot: Bot, editors: SandboxGathering, marina: SandboxPerson) -> None:
    markup: Any = {"inline_keyboard": [[{"text": "▶", "callback_data": "next"}]]}
    await bot.send_message(editors.id, "1", reply_markup=markup)
    await marina.sees("1")
    await marina.taps("▶")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.from_user.id == marina.id
    assert update.callback_query.message is not None
    assert update.callback_query.message.chat.id == editors.id
