"""Edits: what may be changed into what, and Telegram's words where it may not."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    ReplyKeyboardRemove,
)

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.conftest import Clock, picture
from tests.sandbox.wire import Wire

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", callback_data="x")]])
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def text(wire: Wire, chat_id: int, **parameters: Any) -> int:
    sent = await wire("sendMessage", chat_id=chat_id, text="слова", **parameters)
    return int(sent.result["message_id"])


async def photo(wire: Wire, chat_id: int, **parameters: Any) -> dict[str, Any]:
    sent: dict[str, Any] = (await wire("sendPhoto", chat_id=chat_id, photo=picture(), **parameters)).result
    return sent


@pytest.mark.row(24)
async def test_an_edit_must_change_something(wire: Wire, anna: SandboxPerson) -> None:
    markup = KEYBOARD.model_dump(exclude_none=True)
    own: dict[str, Any] = {"chat_id": anna.id, "message_id": await text(wire, anna.id, reply_markup=markup)}
    same = await wire("editMessageText", **own, text=" слова ", reply_markup=markup)
    assert same.refusal == NOT_MODIFIED
    assert (await wire("editMessageReplyMarkup", **own, reply_markup=markup)).refusal == NOT_MODIFIED
    assert (await wire("editMessageReplyMarkup", **own)).result["message_id"] == own["message_id"]
    assert (await wire("editMessageReplyMarkup", **own)).refusal == NOT_MODIFIED
    bold = await wire("editMessageText", **own, text="<b>слова</b>", parse_mode="HTML")
    assert bold.result["entities"][0]["type"] == "bold"


@pytest.mark.row(24)
async def test_the_same_photo_by_another_file_id_is_no_change(wire: Wire, anna: SandboxPerson) -> None:
    first = await photo(wire, anna.id, caption="c")
    again = (await wire("sendPhoto", chat_id=anna.id, photo=first["photo"][0]["file_id"])).result
    media = {"type": "photo", "media": again["photo"][-1]["file_id"], "caption": "c"}
    answer = await wire("editMessageMedia", chat_id=anna.id, message_id=first["message_id"], media=media)
    assert answer.refusal == NOT_MODIFIED


@pytest.mark.parametrize("method", ["editMessageText", "editMessageCaption", "editMessageReplyMarkup"])
@pytest.mark.row(25)
async def test_an_unknown_message_is_not_found(wire: Wire, anna: SandboxPerson, method: str) -> None:
    answer = await wire(method, chat_id=anna.id, message_id=99999, text="x")
    assert answer.refusal == "Bad Request: message to edit not found"
    without_id = await wire(method, chat_id=anna.id, text="x")
    assert without_id.refusal == "Bad Request: message identifier is not specified"


@pytest.mark.row(26)
async def test_only_own_plain_messages_can_be_edited(wire: Wire, anna: SandboxPerson) -> None:
    hers = (await anna.says("моё")).id
    forwarded = await wire(
        "forwardMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=await text(wire, anna.id)
    )
    below = await text(wire, anna.id, reply_markup=ReplyKeyboardRemove().model_dump(exclude_none=True))
    media = {"type": "photo", "media": "attach://new"}
    for message_id in (hers, int(forwarded.result["message_id"]), below):
        own: dict[str, Any] = {"chat_id": anna.id, "message_id": message_id}
        assert (await wire("editMessageText", **own, text="x")).refusal == "Bad Request: message can't be edited"
        answer = await wire("editMessageMedia", **own, media=media, new=picture())
        assert answer.refusal == "Bad Request: message media can't be edited"


@pytest.mark.row(27)
@pytest.mark.row(28)
async def test_text_and_caption_are_not_each_other(wire: Wire, anna: SandboxPerson) -> None:
    sent = (await photo(wire, anna.id))["message_id"]
    answer = await wire("editMessageText", chat_id=anna.id, message_id=sent, text="x")
    assert answer.refusal == "Bad Request: there is no text in the message to edit"
    sent = await text(wire, anna.id)
    answer = await wire("editMessageCaption", chat_id=anna.id, message_id=sent, caption="x")
    assert answer.refusal == "Bad Request: there is no caption in the message to edit"


@pytest.mark.row(29)
async def test_age_is_no_hindrance_and_a_keyboard_not_repeated_is_gone(
    bot: Bot, anna: SandboxPerson, clock: Clock
) -> None:
    sent = await bot.send_message(anna.id, "x", reply_markup=KEYBOARD)
    clock.passes(400 * 24 * 3600)
    edited = await sent.edit_text("y")
    assert isinstance(edited, type(sent))
    assert (edited.message_id, edited.text, edited.reply_markup) == (sent.message_id, "y", None)
    assert edited.edit_date == int(clock.now)
    seen = await anna.sees(lambda seen: seen.edited)
    assert seen.text == "y"


async def test_media_is_replaced_by_upload_or_file_id(bot: Bot, telegram: Sandbox, anna: SandboxPerson) -> None:
    red = await bot.send_photo(anna.id, BufferedInputFile(picture(colour="red"), "red.png"), caption="red")
    blue = InputMediaPhoto(media=BufferedInputFile(picture(colour="blue"), "blue.png"), caption="<b>blue</b>")
    edited = await bot.edit_message_media(blue, chat_id=anna.id, message_id=red.message_id, reply_markup=KEYBOARD)
    assert not isinstance(edited, bool)
    assert edited.caption == "<b>blue</b>"
    assert edited.photo
    assert red.photo
    assert edited.photo[-1].file_unique_id != red.photo[-1].file_unique_id
    back = InputMediaPhoto(media=red.photo[0].file_id, caption="<b>red</b>", parse_mode="HTML")
    edited = await bot.edit_message_media(back, chat_id=anna.id, message_id=red.message_id)
    assert not isinstance(edited, bool)
    assert edited.photo
    assert [size.file_unique_id for size in edited.photo] == [size.file_unique_id for size in red.photo]
    assert edited.html_text == "<b>red</b>"
    assert [seen.text for seen in await anna.chat() if seen.from_bot] == ["red"]


async def test_a_text_may_become_a_photo_but_an_album_keeps_its_kind(bot: Bot, anna: SandboxPerson) -> None:
    sent = await bot.send_message(anna.id, "x")
    new = BufferedInputFile(picture(), "x.png")
    edited = await bot.edit_message_media(InputMediaPhoto(media=new), chat_id=anna.id, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.photo
    assert edited.text is None
    album = await bot.send_media_group(anna.id, [InputMediaPhoto(media=new), InputMediaPhoto(media=new)])
    with pytest.raises(TelegramBadRequest, match="message media can't be edited"):
        await bot.edit_message_media(InputMediaDocument(media=new), chat_id=anna.id, message_id=album[0].message_id)


async def test_an_unknown_inline_message_is_not_found(wire: Wire) -> None:
    answer = await wire("editMessageText", inline_message_id="AAA", text="x")
    assert answer.refusal == "Bad Request: MESSAGE_ID_INVALID"


@pytest.mark.row(59)
async def test_own_messages_and_own_edits_make_no_update(bot: Bot, anna: SandboxPerson) -> None:
    sent = await bot.send_message(anna.id, "x", reply_markup=KEYBOARD)
    await sent.edit_reply_markup()
    assert await bot.get_updates() == []


@pytest.mark.row(59)
async def test_own_channel_posts_make_no_update(telegram: Sandbox, bot: Bot) -> None:
    channel = await telegram.post("chats", {"type": "channel", "title": "Город"})
    telegram.world.updates.forget()
    post = await bot.send_message(channel["id"], "x")
    assert post.sender_chat is not None
    assert post.from_user is None
    assert await bot.get_updates() == []
