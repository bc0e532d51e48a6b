"""The webhook: what may be set, and deliveries with their secret, order and retries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiohttp import web

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from bot.sandbox.server import serving
from bot.sandbox.world import World
from tests.sandbox.wire import Wire


class Receiver:
    """The bot's own server: it keeps what comes, and fails where a test says so."""

    def __init__(self) -> None:
        self.url = ""
        self.taken: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.failures: list[web.Response] = []
        self.stuck_chats: set[int] = set()
        self._news = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        if update["message"]["chat"]["id"] in self.stuck_chats:
            await asyncio.Event().wait()
        if self.failures:
            return self.failures.pop(0)
        async with self._news:
            self.taken.append(update)
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self._news.notify_all()
        return web.Response()

    async def texts(self, count: int) -> list[str]:
        """Waits until that many have come."""
        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(lambda: len(self.taken) >= count)
        return [update["message"]["text"] for update in self.taken]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.router.add_post("/updates", receiver.take)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/updates"
    yield receiver
    await runner.cleanup()


async def test_row_63_updates_come_with_the_secret_and_in_order(
    bot: Bot, telegram: Sandbox, anna: SandboxPerson, receiver: Receiver
) -> None:
    await anna.says("до")
    await bot.set_webhook(receiver.url, secret_token="a_b-C1")
    await anna.says("после")
    assert await receiver.texts(2) == ["до", "после"]
    assert receiver.secrets == ["a_b-C1", "a_b-C1"]
    await telegram.sees_bot()
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_row_63_what_failed_comes_again_and_waits_as_long_as_asked(
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


async def test_row_63_a_stuck_chat_does_not_hold_up_the_others(
    bot: Bot, telegram: Sandbox, anna: SandboxPerson, receiver: Receiver
) -> None:
    receiver.stuck_chats = {anna.id}
    await bot.set_webhook(receiver.url)
    await anna.says("застряло")
    james = await telegram.person("James")
    await james.says("passes")
    assert await receiver.texts(1) == ["passes"]


async def test_row_55_a_webhook_and_polling_exclude_each_other(wire: Wire, receiver: Receiver) -> None:
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


@pytest.mark.parametrize(
    ("secret", "refusal"),
    [
        pytest.param("x" * 257, "secret token is too long", id="row 61: long"),
        pytest.param("с", "secret token contains unallowed characters", id="row 61: Cyrillic"),
    ],
)
async def test_secrets_that_are_refused(wire: Wire, receiver: Receiver, secret: str, refusal: str) -> None:
    answer = await wire("setWebhook", url=receiver.url, secret_token=secret)
    assert answer.refusal == f"Bad Request: {refusal}"


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        pytest.param("http://example.org/x", "An HTTPS URL must be provided for webhook", id="row 60: http"),
        pytest.param(
            "https://example.org:8000/x",
            "Webhook can be set up only on ports 80, 88, 443 or 8443",
            id="row 60: port",
        ),
        pytest.param("https://127.0.0.1:8443/x", "IP address 127.0.0.1 is reserved", id="row 60: loopback"),
        pytest.param(
            "https://example.org/x", "Failed to resolve host: Name or service not known", id="nothing is looked up"
        ),
    ],
)
async def test_addresses_that_are_refused_unless_loopback_is_allowed(url: str, refusal: str) -> None:
    async with serving(World("42:X"), port=0) as running:
        with pytest.raises(Exception, match=f"Bad Request: bad webhook: {refusal}"):
            await running.webhook.set(url, "", None)
