"""The webhook: what may be set, and deliveries with their secret, order and retries."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiohttp import web

from bot.sandbox.client import Sandbox
from bot.sandbox.errors import Refused
from bot.sandbox.person import SandboxPerson
from bot.sandbox.webhook_address import check_address
from tests.sandbox.receiver import Receiver
from tests.sandbox.wire import Wire


@pytest.mark.row(63)
@pytest.mark.row(63)
async def test_updates_come_with_the_secret_and_in_order(
    bot: Bot, telegram: Sandbox, anna: SandboxPerson, receiver: Receiver
) -> None:
    await anna.says("до")
    await bot.set_webhook(receiver.url, secret_token="a_b-C1")
    await anna.says("после")
    assert await receiver.texts(2) == ["до", "после"]
    assert receiver.secrets == ["a_b-C1", "a_b-C1"]
    await telegram.sees_bot()
    assert (await bot.get_webhook_info()).pending_update_count == 0


@pytest.mark.row(63)
@pytest.mark.row(63)
async def test_what_failed_comes_again_and_waits_as_long_as_asked(
    bot: Bot, anna: SandboxPerson, receiver: Receiver
) -> None:
    receiver.failures = [web.Response(status=503, headers={"Retry-After": "1"})]
    await bot.set_webhook(receiver.url)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await anna.says("раз")
    await anna.says("два")
    assert await receiver.texts(2) == ["раз", "два"]
    assert loop.time() - began >= 1
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


@pytest.mark.row(63)
@pytest.mark.row(63)
async def test_a_stuck_chat_does_not_hold_up_the_others(
    bot: Bot, telegram: Sandbox, anna: SandboxPerson, receiver: Receiver
) -> None:
    receiver.stuck_chats = {anna.id}
    await bot.set_webhook(receiver.url)
    await anna.says("застряло")
    james = await telegram.person("James")
    await james.says("passes")
    assert await receiver.texts(1) == ["passes"]


@pytest.mark.row(55)
@pytest.mark.row(55)
async def test_a_webhook_and_polling_exclude_each_other(wire: Wire, receiver: Receiver) -> None:
    await wire("setWebhook", url=receiver.url)
    answer = await wire("getUpdates")
    assert (answer.status, answer.refusal) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    assert (await wire("deleteWebhook")).result is True
    assert (await wire("getUpdates")).result == []
    assert (await wire("getWebhookInfo")).result["url"] == ""


async def test_a_webhook_ends_the_held_poll(bot: Bot, telegram: Sandbox, receiver: Receiver) -> None:
    held = asyncio.ensure_future(bot.get_updates(timeout=50))
    await telegram.sees_bot()
    await bot.set_webhook(receiver.url)
    with pytest.raises(TelegramConflictError, match="terminated by setWebhook request"):
        await held


async def test_pending_updates_can_be_dropped(wire: Wire, anna: SandboxPerson) -> None:
    await anna.says("старое")
    assert (await wire("getWebhookInfo")).result["pending_update_count"] == 1
    await wire("deleteWebhook", drop_pending_updates=True)
    assert (await wire("getUpdates")).result == []


@pytest.mark.row(61)
@pytest.mark.parametrize(
    ("secret", "refusal"),
    [
        pytest.param("x" * 257, "secret token is too long", marks=pytest.mark.row(61), id="long"),
        pytest.param("с", "secret token contains unallowed characters", marks=pytest.mark.row(61), id="Cyrillic"),
    ],
)
async def test_secrets_that_are_refused(wire: Wire, receiver: Receiver, secret: str, refusal: str) -> None:
    answer = await wire("setWebhook", url=receiver.url, secret_token=secret)
    assert answer.refusal == f"Bad Request: {refusal}"


@pytest.mark.row(60)
@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://example.org/x", "An HTTPS URL must be provided for webhook"),
        ("https://example.org:8000/x", "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://127.0.0.1:8443/x", "IP address 127.0.0.1 is reserved"),
        ("https://localhost/x", "IP address 127.0.0.1 is reserved"),
        ("https://192.168.0.7/x", "IP address 192.168.0.7 is reserved"),
        ("https://10.1.2.3:88/x", "IP address 10.1.2.3 is reserved"),
        ("https://[2001:4860:4860::8888]/x", "IPv6-only addresses are not allowed"),
        pytest.param(
            "https://example.org/x", "Failed to resolve host: Name or service not known", id="nothing is asked"
        ),
        pytest.param("https://8.8.8.8/x", "Connection timed out", id="nobody outside is called"),
    ],
)
async def test_addresses_that_are_refused_unless_loopback_is_allowed(url: str, refusal: str) -> None:
    with pytest.raises(Refused, match=f"Bad Request: bad webhook: {refusal}"):
        check_address(url, allow_loopback=False)
    if "127.0.0.1" in refusal:
        check_address(url, allow_loopback=True)


@pytest.mark.row(62)
async def test_a_webhook_is_set_once_a_second(telegram: Sandbox, wire: Wire, receiver: Receiver) -> None:
    assert (await wire("setWebhook", url=receiver.url)).result is True
    again = await wire("setWebhook", url=receiver.url)
    assert (again.refusal, again.body["parameters"]) == ("Too Many Requests: retry after 1", {"retry_after": 1})
    assert again.headers["Retry-After"] == "1"
    await telegram.clock.forward(1)
    assert (await wire("setWebhook", url=receiver.url)).result is True


async def test_a_refused_webhook_takes_the_old_one_with_it(telegram: Sandbox, wire: Wire, receiver: Receiver) -> None:
    await wire("setWebhook", url=receiver.url)
    await telegram.clock.forward(1)
    assert (await wire("setWebhook", url="https://192.168.0.7/x")).status == 400
    assert (await wire("getWebhookInfo")).result["url"] == ""
