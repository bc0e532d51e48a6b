"""Where a forward came from, places on the map, and messages that are out of reach."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import InaccessibleMessage

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import picture
from tests.sandbox.wire import Wire

MARKUP: Any = {"inline_keyboard": [[{"text": "▶", "callback_data": "next"}]]}


async def last(wire: Wire) -> Any:
    return (await wire("getUpdates", offset=-1)).result[0]["message"]


@pytest.mark.row(72)
@pytest.mark.parametrize(
    ("kind", "legacy"),
    [
        ("user", {"forward_from"}),
        ("hidden_user", {"forward_sender_name"}),
        ("chat", {"forward_from_chat"}),
        ("channel", {"forward_from_chat", "forward_from_message_id"}),
    ],
)
async def test_a_forward_has_its_origin_and_the_older_fields(
    wire: Wire, anna: SandboxPerson, kind: str, legacy: set[str]
) -> None:
    hers = await anna.says("мост")
    await anna.forwards(hers, origin=kind)
    message = await last(wire)
    assert message["forward_origin"]["type"] == kind
    assert {name for name in message if name.startswith("forward_")} == legacy | {"forward_origin", "forward_date"}
    assert message["forward_date"] == message["forward_origin"]["date"]
    if kind == "hidden_user":
        assert message["forward_sender_name"] == "Анна"


@pytest.mark.row(72)
async def test_a_post_of_the_channel_comes_from_the_channel(telegram: Sandbox, wire: Wire, anna: SandboxPerson) -> None:
    channel = await telegram.gathering("Moscow Photobank")
    owner = (await telegram.person("Owner")).in_chat(channel)
    post = await owner.says("Мост открыт")
    await anna.forwards(post)
    message = await last(wire)
    assert message["forward_origin"]["chat"]["id"] == message["forward_from_chat"]["id"] == channel.id
    assert message["forward_origin"]["message_id"] == message["forward_from_message_id"] == post.id


@pytest.mark.row(34)
async def test_many_messages_travel_together_and_missing_ones_are_skipped(
    wire: Wire, telegram: Sandbox, anna: SandboxPerson
) -> None:
    album = [seen.id for seen in await anna.sends_album([picture(), picture(colour="red")], "два")]
    for method in ("forwardMessages", "copyMessages"):
        sent = (await wire(method, chat_id=anna.id, from_chat_id=anna.id, message_ids=[*album, album[-1] + 500])).result
        messages = (await telegram.get(f"chats/{anna.id}/messages"))["messages"][-2:]
        assert [one["message_id"] for one in messages] == [one["message_id"] for one in sent]
        assert len({one["media_group_id"] for one in messages}) == 1
        assert ("forward_origin" in messages[0]) is (method == "forwardMessages")
    for ids, refusal in (
        ([album[0] + 900], "there are no messages to forward"),
        (list(range(1, 102)), "too many message identifiers specified"),
        (album[::-1], "message identifiers must be in a strictly increasing order"),
        ([], "message identifiers are not specified"),
    ):
        answer = await wire("copyMessages", chat_id=anna.id, from_chat_id=anna.id, message_ids=ids)
        assert answer.refusal == f"Bad Request: {refusal}"


@pytest.mark.row(34)
async def test_what_is_protected_does_not_travel(wire: Wire, anna: SandboxPerson) -> None:
    sent = (await wire("sendMessage", chat_id=anna.id, text="x", protect_content=True)).result["message_id"]
    for method, participle in (("forwardMessage", "forwarded"), ("copyMessage", "copied")):
        answer = await wire(method, chat_id=anna.id, from_chat_id=anna.id, message_id=sent)
        assert answer.refusal == f"Bad Request: message can't be {participle}"


@pytest.mark.row(73)
async def test_an_edited_message_comes_again_with_its_date(bot: Bot, anna: SandboxPerson) -> None:
    said = await anna.says("мост")
    photo = await anna.sends_photo(picture(), "до")
    await anna.edits(said, "мост /ночью")
    await anna.edits(photo, "после")
    *_, first, second = await bot.get_updates()
    assert first.edited_message is not None
    assert second.edited_message is not None
    assert (first.edited_message.message_id, first.edited_message.text) == (said.id, "мост /ночью")
    assert (second.edited_message.caption, bool(second.edited_message.photo)) == ("после", True)
    assert first.edited_message.edit_date is not None


@pytest.mark.row(73)
async def test_a_person_edits_their_own_words_for_two_days(bot: Bot, telegram: Sandbox, anna: SandboxPerson) -> None:
    said = await anna.says("мост")
    forward = await anna.forwards(said)
    await bot.send_message(anna.id, "не её")
    for foreign in (forward, await anna.sees("не её")):
        with pytest.raises(ControlRefused, match="a person edits nothing but what they wrote"):
            await anna.edits(foreign, "x")
    await telegram.clock.forward(hours=48)
    with pytest.raises(ControlRefused, match="after two days"):
        await anna.edits(said, "x")


@pytest.mark.row(76)
@pytest.mark.parametrize("why", ["deleted", "old"])
async def test_a_tap_on_what_is_out_of_reach_names_only_the_place(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson, why: str
) -> None:
    """After how long a message counts as old is assumed."""
    sent = await bot.send_message(anna.id, "x", reply_markup=MARKUP)
    seen = await anna.sees("x")
    if why == "deleted":
        await sent.delete()
    else:
        await telegram.clock.forward(hours=24 * 31)
    await anna.taps_data("next", on=seen)
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    message = update.callback_query.message
    assert isinstance(message, InaccessibleMessage)
    assert (message.chat.id, message.message_id, message.date) == (anna.id, sent.message_id, 0)


async def test_a_place_arrives_as_a_location_or_a_venue(bot: Bot, anna: SandboxPerson) -> None:
    await anna.sends_location(55.7558, 37.6173)
    await anna.sends_venue(55.7539, 37.6208, "Красная площадь", "Москва")
    here, there = [update.message for update in await bot.get_updates()]
    assert here is not None
    assert there is not None
    assert here.location is not None
    assert (here.location.latitude, here.location.longitude) == (55.7558, 37.6173)
    assert there.venue is not None
    assert there.venue.title == "Красная площадь"
    assert there.location == there.venue.location
    with pytest.raises(ControlRefused, match="there is no such place"):
        await anna.sends_location(91, 0)


async def test_a_pin_is_shown_by_the_chat(bot: Bot, wire: Wire, telegram: Sandbox, anna: SandboxPerson) -> None:
    sent = await bot.send_message(anna.id, "важное")
    assert await bot.pin_chat_message(anna.id, sent.message_id) is True
    assert await bot.get_updates() == []
    pinned = (await bot.get_chat(anna.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == sent.message_id
    assert await bot.unpin_chat_message(anna.id) is True
    assert (await bot.get_chat(anna.id)).pinned_message is None
    assert (await wire("unpinChatMessage", chat_id=anna.id)).refusal == "Bad Request: message to unpin not found"
    missing = await wire("pinChatMessage", chat_id=anna.id, message_id=1)
    assert missing.refusal == "Bad Request: message to pin not found"
    editors = await telegram.gathering("Редакция")
    there = await bot.send_message(editors.id, "x")
    answer = await wire("pinChatMessage", chat_id=editors.id, message_id=there.message_id)
    assert answer.refusal == "Bad Request: not enough rights to manage pinned messages in the chat"
