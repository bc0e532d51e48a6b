"""Trouble on demand, as the aiogram client meets it."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile
from aiohttp import ClientResponseError, ServerDisconnectedError

from bot.sandbox.client import ControlRefused, Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire


@pytest.mark.row(65)
async def test_too_many_requests_name_their_pause(telegram: Sandbox, bot: Bot, wire: Wire, anna: SandboxPerson) -> None:
    await telegram.fails("sendMessage", "429", times=2, retry_after=7)
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(anna.id, "x")
    assert caught.value.retry_after == 7
    answer = await wire("sendMessage", chat_id=anna.id, text="x")
    assert answer.refusal == "Too Many Requests: retry after 7"
    assert answer.headers["Retry-After"] == "7"
    assert (await bot.send_message(anna.id, "x")).text == "x"


@pytest.mark.parametrize(("kind", "error"), [("500", TelegramServerError), ("502", ClientDecodeError)])
async def test_server_errors_are_met_once_and_only_by_their_method(
    telegram: Sandbox, bot: Bot, kind: str, error: type[Exception]
) -> None:
    await telegram.fails("getMyName", kind)
    await bot.get_me()
    with pytest.raises(error):
        await bot.get_my_name()
    await bot.get_my_name()


async def test_a_dropped_call_was_not_done_and_a_lost_answer_was(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson
) -> None:
    await telegram.fails("sendMessage", "drop")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "пропало")
    await telegram.fails("sendMessage", "lost_answer")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "дошло")
    assert [seen.text for seen in await anna.chat() if seen.from_bot] == ["дошло"]
    assert [call["status"] for call in await telegram.calls("sendMessage")] == [0, 0]


async def test_a_timeout_never_answers(telegram: Sandbox, bot: Bot) -> None:
    await telegram.fails("getMe", "timeout")
    with pytest.raises(TelegramNetworkError, match="Request timeout error"):
        await bot.get_me(request_timeout=1)
    assert (await telegram.sees_call("getMe", status=0))["description"] == "the client went away"
    await bot.get_me()


@pytest.mark.parametrize(("kind", "error"), [("500", ClientResponseError), ("drop", ServerDisconnectedError)])
async def test_downloads_fail_on_demand(
    telegram: Sandbox, bot: Bot, anna: SandboxPerson, kind: str, error: type[Exception]
) -> None:
    sent = await bot.send_document(anna.id, BufferedInputFile(b"x", "x.bin"))
    assert sent.document is not None
    # aiohttp asks a second time by itself when a kept connection breaks under a GET.
    await telegram.fails("download", kind, times=2 if kind == "drop" else 1)
    with pytest.raises(error):
        await bot.download(sent.document)
    downloaded = await bot.download(sent.document)
    assert downloaded is not None
    assert downloaded.read() == b"x"


async def test_any_method_but_polling_can_be_meant_and_faults_be_cleared(telegram: Sandbox, bot: Bot) -> None:
    await telegram.fails("*", "500", times=9)
    assert await bot.get_updates() == []
    with pytest.raises(TelegramServerError):
        await bot.get_me()
    await telegram.clear_faults()
    await bot.get_me()


async def test_a_bad_gateway_is_a_page(telegram: Sandbox, wire: Wire) -> None:
    await telegram.fails("getMe", "502")
    async with wire.session.get(f"{wire.url}/bot{wire.token}/getMe") as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
        assert "<h1>502 Bad Gateway</h1>" in await answer.text()
    [call] = await telegram.calls("getMe")
    assert (call["status"], call["description"]) == (502, "Bad Gateway")


async def test_an_upload_breaks_in_the_middle(telegram: Sandbox, bot: Bot, anna: SandboxPerson) -> None:
    await telegram.fails("sendDocument", "drop_upload")
    large = BufferedInputFile(bytes(8_000_000), "large.bin")
    with pytest.raises(TelegramNetworkError):
        await bot.send_document(anna.id, large)
    call = await telegram.sees_call("sendDocument", status=0)
    assert call["description"] == "the connection was dropped in the middle of the upload"
    assert await anna.chat() == [seen for seen in await anna.chat() if not seen.from_bot]
    assert (await bot.send_document(anna.id, large)).document


async def test_pending_faults_are_listed(telegram: Sandbox, bot: Bot) -> None:
    await telegram.fails("getMe", "500", times=2)
    await telegram.fails("*", "429", retry_after=3)
    with pytest.raises(TelegramServerError):
        await bot.get_me()
    assert (await telegram.get("faults"))["faults"] == [
        {"method": "getMe", "kind": "500", "times": 1, "retry_after": 1},
        {"method": "*", "kind": "429", "times": 1, "retry_after": 3},
    ]


@pytest.mark.parametrize(
    "fault",
    [
        {"method": "sendPhotos", "kind": "500"},
        {"method": 5, "kind": "500"},
        {"method": "getMe", "kind": "503"},
        {"method": "getMe", "kind": "500", "times": 0},
        {"method": "getMe", "kind": "429", "retry_after": -1},
    ],
)
async def test_a_fault_that_no_call_could_meet_is_refused(
    telegram: Sandbox, bot: Bot, fault: dict[str, object]
) -> None:
    with pytest.raises(ControlRefused, match="must be"):
        await telegram.post("faults", fault)
    await bot.get_me()
