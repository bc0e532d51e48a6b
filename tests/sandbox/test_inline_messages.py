"""Messages that came out of inline results: known by an id of their own, edited by it, tapped without a chat."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultCachedPhoto,
    InlineQueryResultPhoto,
    InputMediaPhoto,
)

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.seen import Seen
from tests.sandbox.conftest import picture
from tests.sandbox.wire import Wire

OPEN = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть", callback_data="open:7")]])


async def sent_photo(bot: Bot, chat_id: int, colour: str = "teal") -> str:
    message = await bot.send_photo(chat_id, BufferedInputFile(picture(colour=colour), "p.png"))
    assert message.photo
    return message.photo[-1].file_id


async def offer(telegram: Sandbox, bot: Bot, person: SandboxPerson, result: object) -> str:
    """The person asks, the bot offers one result; the id of the query."""
    asked = await telegram.post("inline", {"person_id": person.id, "chat_id": person.id, "query": "мост"})
    await bot.answer_inline_query(asked["inline_query_id"], [result], cache_time=0)  # type: ignore[list-item]
    return str(asked["inline_query_id"])


@pytest.fixture
async def chosen(telegram: Sandbox, bot: Bot, anna: SandboxPerson) -> Seen:
    """A photo with a button that Anna has chosen, in her chat."""
    file_id = await sent_photo(bot, anna.id)
    result = InlineQueryResultCachedPhoto(id="p", photo_file_id=file_id, caption="Мост", reply_markup=OPEN)
    query_id = await offer(telegram, bot, anna, result)
    await telegram.switches(inline_feedback=True)
    message = Seen.of(await telegram.post(f"inline/{query_id}/choose", {"result_id": "p"}))
    await telegram.wait_until(lambda: any(seen.id == message.id for seen in anna.messages), "the message", 20)
    return message


@pytest.fixture
async def inline_message_id(bot: Bot, chosen: Seen) -> str:
    """As the bot learns it, from the choice."""
    choice = (await bot.get_updates())[-1].chosen_inline_result
    assert choice is not None
    assert choice.inline_message_id is not None
    return choice.inline_message_id


@pytest.mark.row(69)
async def test_a_tap_names_the_inline_message_and_no_chat(
    bot: Bot, anna: SandboxPerson, chosen: Seen, inline_message_id: str, telegram: Sandbox
) -> None:
    tapped = await anna.taps("Открыть")
    await telegram.clock.forward(4)
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.inline_message_id, query.message, query.data) == (inline_message_id, None, "open:7")
    assert await query.as_(bot).answer("Вот")
    assert (await anna.is_answered(tapped))["text"] == "Вот"


@pytest.mark.row(69)
async def test_caption_and_keyboard_change_by_the_inline_id(
    bot: Bot, anna: SandboxPerson, chosen: Seen, inline_message_id: str
) -> None:
    assert (
        await bot.edit_message_caption(inline_message_id=inline_message_id, caption="Река", reply_markup=OPEN) is True
    )
    edited = await anna.sees("Река")
    assert (edited.id, edited.buttons) == (chosen.id, ["Открыть"])
    assert await bot.edit_message_reply_markup(inline_message_id=inline_message_id) is True
    assert (await anna.sees("Река")).buttons == []
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(inline_message_id=inline_message_id)
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("x", inline_message_id=inline_message_id)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_ID_INVALID"):
        await bot.edit_message_caption(inline_message_id="AAAA", caption="x")


@pytest.mark.row(30)
async def test_media_change_by_file_id_or_address_and_nothing_is_uploaded(
    bot: Bot, anna: SandboxPerson, chosen: Seen, inline_message_id: str, site: str
) -> None:
    other = await sent_photo(bot, anna.id, "coral")
    for media in (other, f"{site}/photo.png"):
        photo = InputMediaPhoto(media=media, caption=media[:7])
        assert await bot.edit_message_media(photo, inline_message_id=inline_message_id, reply_markup=OPEN) is True
        edited = await anna.sees(media[:7])
        assert (edited.id, edited.has_photo, edited.buttons) == (chosen.id, True, ["Открыть"])
    upload = InputMediaPhoto(media=BufferedInputFile(picture(), "p.png"))
    with pytest.raises(TelegramBadRequest):
        await bot.edit_message_media(upload, inline_message_id=inline_message_id)


@pytest.mark.row(69)
async def test_a_bot_cannot_edit_it_as_its_own_message(wire: Wire, anna: SandboxPerson, chosen: Seen) -> None:
    answer = await wire("editMessageCaption", chat_id=anna.id, message_id=chosen.id, caption="x")
    assert answer.refusal == "Bad Request: message can't be edited"


async def test_a_photo_by_address_is_fetched_when_it_is_chosen(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson, site: str
) -> None:
    def result(name: str) -> InlineQueryResultPhoto:
        return InlineQueryResultPhoto(
            id="p", photo_url=f"{site}/{name}", thumbnail_url=f"{site}/photo.png", photo_width=800, photo_height=600
        )

    query_id = await offer(telegram, bot, anna, result("photo.png"))
    assert (await telegram.get(f"inline/{query_id}"))["results"][0]["preview"]
    message = await telegram.post(f"inline/{query_id}/choose", {"result_id": "p"})
    assert [size["width"] for size in message["photo"]] == [90, 320, 800]
    query_id = await offer(telegram, bot, anna, result("missing.png"))
    with pytest.raises(ControlRefused, match="failed to get HTTP URL content"):
        await telegram.post(f"inline/{query_id}/choose", {"result_id": "p"})


async def test_in_a_group_the_bot_is_asked_and_sees_what_was_chosen_though_privacy_is_on(
    telegram: Sandbox, bot: Bot, chosen: Seen
) -> None:
    """Inline results are among the few messages that privacy lets through."""
    group, marina = -1_001_000_000_001, 1003
    telegram.world.updates.forget()
    asked = await telegram.post("inline", {"person_id": marina, "chat_id": group, "query": "река"})
    [update] = await bot.get_updates()
    assert update.inline_query is not None
    assert (update.inline_query.chat_type, update.inline_query.from_user.id) == ("supergroup", marina)
    file_id = chosen.message.photo[-1].file_id if chosen.message.photo else ""
    result = InlineQueryResultCachedPhoto(id="p", photo_file_id=file_id)
    await bot.answer_inline_query(update.inline_query.id, [result])
    await telegram.post(f"inline/{asked['inline_query_id']}/choose", {"result_id": "p"})
    message = (await bot.get_updates(offset=update.update_id + 1))[0].message
    assert message is not None
    assert message.via_bot is not None
    assert (message.chat.id, message.via_bot.id) == (group, bot.id)


async def test_who_is_not_in_a_chat_cannot_ask_there(telegram: Sandbox, anna: SandboxPerson) -> None:
    with pytest.raises(ControlRefused, match="Анна is not a member of"):
        await telegram.post("inline", {"person_id": anna.id, "chat_id": -1_001_000_000_001, "query": "мост"})
    with pytest.raises(ControlRefused, match="Анна only reads"):
        await telegram.post("inline", {"person_id": anna.id, "chat_id": -1_001_000_000_002, "query": "мост"})
