"""The door to Telegram: nothing uploaded twice, refusals taken calmly, at most two calls."""

from __future__ import annotations

import logging

import aiohttp
import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendPhoto
from aiogram.types import BufferedInputFile

from admin.charts.plate import Empty, Plate
from bot.presenters.markup import Html
from bot.presenters.messages import AlbumMessage, PhotoMessage
from bot.sending import Sender
from tests.bot.chat import PHOTO_SIZES, Chat

METHOD = SendPhoto(chat_id=1, photo="x")


def refusal(words: str) -> TelegramBadRequest:
    return TelegramBadRequest(method=METHOD, message=f"Bad Request: {words}")


async def test_a_sheet_is_uploaded_once_and_then_sent_by_its_id_in_any_language(chat: Chat) -> None:
    (first,) = await chat.types("мост")
    chat.speaks("en")
    (second,) = await chat.types("bridge")
    assert isinstance(first.photo, BufferedInputFile)
    assert isinstance(second.photo, str)
    assert second.photo.startswith("uploaded-")


async def test_a_sheet_of_other_photos_or_bands_is_another_picture(chat: Chat) -> None:
    await chat.types("мост")
    chat.bank.bands[0], chat.bank.bands[-1] = chat.bank.bands[-1], chat.bank.bands[0]
    (other_bands,) = await chat.types("мост")
    chat.bank.withdrawn = {1}
    (withdrawn,) = await chat.types("мост")
    assert isinstance(other_bands.photo, BufferedInputFile)
    assert isinstance(withdrawn.photo, BufferedInputFile)


async def test_a_withdrawn_slot_is_drawn_in_each_language(chat: Chat) -> None:
    chat.bank.withdrawn = {1}
    await chat.types("мост")
    chat.speaks("en")
    (sheet,) = await chat.types("bridge")
    assert isinstance(sheet.photo, BufferedInputFile)


async def test_a_preview_is_uploaded_once_for_everybody(chat: Chat) -> None:
    await chat.types("мост")
    _answered, first = await chat.presses("o:3:1:1")
    chat.speaks("en")
    _answered, second = await chat.presses("o:3:9:4")
    assert isinstance(first.photo, BufferedInputFile)
    assert isinstance(second.photo, str)


@pytest.mark.parametrize(
    "words",
    [
        "wrong file identifier/HTTP URL specified",
        "wrong remote file identifier specified: Wrong string length",
        "can't use file of type Document as Photo",
    ],
)
async def test_a_refused_file_id_is_forgotten_and_the_picture_uploaded_again(chat: Chat, words: str) -> None:
    await chat.types("мост")
    chat.telegram.faults["SendPhoto"] = [refusal(words)]
    by_id, uploaded = await chat.types("мост")
    (again,) = await chat.types("мост")
    assert isinstance(by_id.photo, str)
    assert isinstance(uploaded.photo, BufferedInputFile)
    assert again.photo != by_id.photo


async def test_a_button_pressed_twice_is_no_error(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    await chat.types("мост")
    chat.telegram.faults["EditMessageMedia"] = [refusal("message is not modified: specified new message content …")]
    said = await chat.presses("p:1:2")
    assert [one.kind for one in said] == ["AnswerCallbackQuery", "EditMessageMedia"]
    assert no_warning(caplog)


async def test_a_late_press_still_turns_the_page(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    await chat.types("мост")
    late = refusal("query is too old and response timeout expired or query ID is invalid")
    chat.telegram.faults["AnswerCallbackQuery"] = [late]
    said = await chat.presses("p:1:2")
    assert said[-1].kind == "EditMessageMedia"
    assert no_warning(caplog)


@pytest.mark.parametrize("words", ["message to edit not found", "message can't be edited"])
async def test_where_the_message_cannot_be_edited_the_answer_comes_below(chat: Chat, words: str) -> None:
    await chat.types("мост")
    chat.telegram.faults["EditMessageMedia"] = [refusal(words)]
    said = await chat.presses("p:1:2")
    assert said[-1].kind == "SendPhoto"


async def test_when_told_to_slow_down_it_waits_as_long_as_asked(chat: Chat) -> None:
    chat.telegram.faults["SendPhoto"] = [TelegramRetryAfter(method=METHOD, message="Too Many Requests", retry_after=7)]
    await chat.types("мост")
    assert chat.pauses == [7]


async def test_a_gateways_page_in_place_of_an_answer_is_tried_again_and_no_surprise(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    page = ClientDecodeError("Failed to decode object", ValueError("no JSON"), "<html>502 Bad Gateway</html>")
    chat.telegram.faults["SendPhoto"] = [page]
    assert [said.kind for said in await chat.types("мост")] == ["SendPhoto", "SendPhoto"]
    chat.telegram.faults["SendPhoto"] = [page] * 3
    await chat.types("мост")
    assert "could not be reached" in caplog.text
    assert "unforeseen" not in caplog.text


async def test_it_does_not_wait_for_minutes(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    flood = TelegramRetryAfter(method=METHOD, message="Too Many Requests", retry_after=600)
    chat.telegram.faults["SendPhoto"] = [flood]
    await chat.types("мост")
    assert chat.pauses == []
    assert "could not be reached" in caplog.text


@pytest.mark.parametrize("kind", [TelegramNetworkError, TelegramServerError])
async def test_a_failing_network_is_tried_three_times_and_noted_once(
    chat: Chat, kind: type[TelegramNetworkError | TelegramServerError], caplog: pytest.LogCaptureFixture
) -> None:
    chat.telegram.faults["SendPhoto"] = [kind(method=METHOD, message="Bad Gateway")] * 3
    said = await chat.types("мост")
    assert len(said) == 3
    assert chat.pauses == [0.5, 1.0]
    assert [record.levelname for record in caplog.records if record.levelno >= logging.WARNING] == ["WARNING"]


async def test_one_failure_of_the_network_goes_unnoticed(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    chat.telegram.faults["SendPhoto"] = [TelegramNetworkError(method=METHOD, message="ServerDisconnectedError")]
    said = await chat.types("мост")
    assert len(said) == 2
    assert no_warning(caplog)


async def test_being_blocked_is_no_error(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    blocked = TelegramForbiddenError(method=METHOD, message="Forbidden: bot was blocked by the user")
    chat.telegram.faults["SendPhoto"] = [blocked]
    assert len(await chat.types("мост")) == 1
    assert no_warning(caplog)


async def test_an_unforeseen_error_is_logged_once_under_the_number_that_the_person_is_told(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    chat.bank.error = RuntimeError("the disk is full")
    (answer,) = await chat.types("мост")
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert errors[0].exc_info is not None
    assert answer.text.split()[-1].strip(".") in errors[0].getMessage()


async def test_an_unforeseen_error_on_a_press_is_a_toast(chat: Chat) -> None:
    chat.bank.error = RuntimeError("the disk is full")
    (toast,) = await chat.presses("p:1:1")
    assert toast.text.startswith("Что-то сломалось на моей стороне.")


async def test_an_error_that_cannot_be_told_ends_there(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    chat.bank.error = RuntimeError("the disk is full")
    chat.telegram.faults["SendMessage"] = [TelegramNetworkError(method=METHOD, message="gone")] * 3
    await chat.types("мост")
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1


@pytest.mark.parametrize("broken", [aiohttp.ClientPayloadError("https://x/file/bot42:secret/a"), TimeoutError()])
async def test_a_picture_that_breaks_off_is_fetched_again(chat: Chat, broken: Exception) -> None:
    chat.telegram.broken_downloads = [broken, broken]
    said = await chat.sends(photo=PHOTO_SIZES)
    assert said[-1].kind == "SendPhoto"


async def test_a_picture_that_cannot_be_fetched_is_asked_for_again_and_no_address_is_logged(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    chat.telegram.broken_downloads = [aiohttp.ClientPayloadError("https://x/file/bot42:secret/a")] * 3
    said = await chat.sends(photo=PHOTO_SIZES)
    assert said[-1].text == "Не удалось получить вашу фотографию из Telegram. Пришлите её, пожалуйста, ещё раз."
    assert "secret" not in caplog.text


async def test_a_file_that_telegram_finds_too_big_is_explained(chat: Chat) -> None:
    chat.telegram.faults["GetFile"] = [refusal("file is too big")]
    said = await chat.sends(photo=PHOTO_SIZES)
    assert "не больше 20 МБ" in said[-1].text


async def test_a_file_that_telegram_no_longer_gives_out_is_asked_for_again(chat: Chat) -> None:
    chat.telegram.faults["GetFile"] = [refusal("wrong file_id or the file is temporarily unavailable")]
    said = await chat.sends(photo=PHOTO_SIZES)
    assert said[-1].text == "Не удалось получить вашу фотографию из Telegram. Пришлите её, пожалуйста, ещё раз."


def no_warning(caplog: pytest.LogCaptureFixture) -> bool:
    return not [record for record in caplog.records if record.levelno >= logging.WARNING]


def album(*numbers: int) -> AlbumMessage:
    plates = [Plate(title=f"Обзор {number}", subtitle="", blocks=(Empty(sentence="Пусто"),)) for number in numbers]
    return AlbumMessage(items=tuple(PhotoMessage(picture=plate, caption=Html("слово")) for plate in plates))


async def test_an_album_uploads_what_is_not_known_and_notes_every_file_id(chat: Chat) -> None:
    sender: Sender = chat.dispatcher["sender"]
    first = await sender.send_album(chat.bot, 1001, album(1, 2))
    await sender.send_album(chat.bot, 1001, album(2, 3))
    assert len(first) == 2
    uploaded, mixed = (said.album for said in chat.telegram.said)
    assert [type(one) for one in uploaded] == [BufferedInputFile, BufferedInputFile]
    assert [type(one) for one in mixed] == [str, BufferedInputFile]


async def test_an_album_with_a_refused_file_id_is_uploaded_again(chat: Chat) -> None:
    sender: Sender = chat.dispatcher["sender"]
    await sender.send_album(chat.bot, 1001, album(1, 2))
    chat.telegram.faults["SendMediaGroup"] = [
        refusal('failed to send message #1 with the error message "Wrong file identifier/HTTP URL specified"')
    ]
    sent = await sender.send_album(chat.bot, 1001, album(1, 2))
    assert len(sent) == 2
    assert all(isinstance(one, BufferedInputFile) for one in chat.telegram.said[-1].album)
    chat.telegram.faults["SendMediaGroup"] = [refusal("there are no messages to send")]
    with pytest.raises(TelegramBadRequest):
        await sender.send_album(chat.bot, 1001, album(1, 2))
