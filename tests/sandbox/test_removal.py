"""Deleting, replying, forwarding and copying: what a missing message means for each."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, MessageOriginChannel, MessageOriginUser, ReplyParameters

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import Clock, picture
from tests.sandbox.wire import Wire


@pytest.mark.row(31)
async def test_what_is_not_there_cannot_be_deleted(wire: Wire, anna: SandboxPerson) -> None:
    hers = await anna.says("моё")
    assert (await wire("deleteMessage", chat_id=anna.id, message_id=hers.id)).result is True
    answer = await wire("deleteMessage", chat_id=anna.id, message_id=hers.id)
    assert answer.refusal == "Bad Request: message to delete not found"
    assert hers.id not in [seen.id for seen in await anna.chat()]


@pytest.mark.row(31)
async def test_after_two_days_nothing_can_be_deleted(wire: Wire, anna: SandboxPerson, clock: Clock) -> None:
    old = await anna.says("старое")
    clock.passes(48 * 3600)
    answer = await wire("deleteMessage", chat_id=anna.id, message_id=old.id)
    assert answer.refusal == "Bad Request: message can't be deleted for everyone"


@pytest.mark.row(32)
async def test_many_are_deleted_at_once_and_missing_ones_skipped(wire: Wire, anna: SandboxPerson) -> None:
    ids = [(await anna.says(text)).id for text in ("раз", "два", "три")]
    assert (await wire("deleteMessages", chat_id=anna.id, message_ids=[*ids[:2], 99999])).result is True
    left = (await anna.says("остались")).id
    kept = [seen.id for seen in await anna.chat()]
    assert kept[-2:] == [ids[2], left]
    answer = await wire("deleteMessages", chat_id=anna.id, message_ids=list(range(1, 102)))
    assert answer.refusal == "Bad Request: too many message identifiers specified"
    answer = await wire("deleteMessages", chat_id=anna.id, message_ids=[])
    assert answer.refusal == "Bad Request: message identifiers are not specified"


@pytest.mark.parametrize("method", ["sendMessage", "sendPhoto"])
@pytest.mark.row(33)
async def test_a_reply_needs_its_target_unless_it_says_otherwise(wire: Wire, anna: SandboxPerson, method: str) -> None:
    gone = {"message_id": 99999}
    strict = await wire(method, chat_id=anna.id, text="x", photo=picture(), reply_parameters=gone)
    assert strict.refusal == "Bad Request: message to be replied not found"
    lenient = await wire(
        method,
        chat_id=anna.id,
        text="x",
        photo=picture(),
        reply_parameters=gone | {"allow_sending_without_reply": True},
    )
    assert "reply_to_message" not in lenient.result


async def test_a_reply_quotes_its_target_one_level_deep(bot: Bot, anna: SandboxPerson) -> None:
    question = await anna.says("Что это?")
    answer = await bot.send_message(anna.id, "Мост", reply_parameters=ReplyParameters(message_id=question.id))
    again = await bot.send_message(anna.id, "Да", reply_to_message_id=answer.message_id)
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "Что это?"
    assert again.reply_to_message is not None
    assert again.reply_to_message.text == "Мост"
    assert again.reply_to_message.reply_to_message is None


@pytest.mark.parametrize(("method", "what"), [("copyMessage", "copy"), ("forwardMessage", "forward")])
@pytest.mark.row(34)
async def test_what_is_missing_travels_nowhere(wire: Wire, anna: SandboxPerson, method: str, what: str) -> None:
    answer = await wire(method, chat_id=anna.id, from_chat_id=anna.id, message_id=99999)
    assert answer.refusal == f"Bad Request: message to {what} not found"


async def test_a_copy_has_no_origin_and_may_have_another_caption(bot: Bot, anna: SandboxPerson) -> None:
    sent = await bot.send_photo(anna.id, BufferedInputFile(picture(), "x.png"), caption="старая")
    await bot.copy_message(anna.id, anna.id, sent.message_id, caption="<b>новая</b>", parse_mode="HTML")
    seen = await anna.sees("новая")
    assert seen.has_photo
    assert seen.html == "<b>новая</b>"
    assert seen.message.forward_origin is None


@pytest.mark.row(72)
async def test_a_forward_names_its_first_origin(bot: Bot, telegram: Sandbox, anna: SandboxPerson) -> None:
    channel = await telegram.post("chats", {"type": "channel", "title": "Город"})
    telegram.world.updates.forget()
    post = await bot.send_message(channel["id"], "новость")
    first = await bot.forward_message(anna.id, channel["id"], post.message_id)
    second = await bot.forward_message(anna.id, anna.id, first.message_id)
    for forward in (first, second):
        assert isinstance(forward.forward_origin, MessageOriginChannel)
        assert forward.forward_origin.message_id == post.message_id
    await anna.forwards(await anna.sees("новость"))
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert isinstance(update.message.forward_origin, MessageOriginChannel)
    hers = await anna.says("моё")
    own = await bot.forward_message(anna.id, anna.id, hers.id)
    assert isinstance(own.forward_origin, MessageOriginUser)
    assert own.forward_origin.sender_user.id == anna.id


async def test_a_chat_action_is_seen(bot: Bot, telegram: Sandbox, wire: Wire, anna: SandboxPerson) -> None:
    await bot.send_chat_action(anna.id, "upload_photo")
    await bot.send_message(anna.id, "готово")
    await anna.sees("готово")
    assert telegram.chat_actions == [(anna.id, "upload_photo")]
    answer = await wire("sendChatAction", chat_id=anna.id, action="dance")
    assert answer.refusal == "Bad Request: wrong parameter action in request"
