"""A real Chromium, the real stand-in on a free port, and a real bot client: what the chat page is tried with."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from playwright.async_api import Browser, ConsoleMessage, Page, Response, async_playwright, expect

from bot.sandbox.server import Running, serving
from bot.sandbox.world import World

TOKEN = "42:SANDBOX"
ANNA, JAMES = 1001, 1002
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 45_000
"""A busy machine draws slowly; nothing here is about speed."""
SETTLED = """Promise.all(document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity)
  .map((one) => one.finished.catch(() => {})))"""
"""What a test waits for before it measures: nothing moves or fades any more."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class OpenPage(Protocol):
    async def __call__(
        self, person: int = ANNA, *, width: int = 1280, height: int = 800, dark: bool = False, language: str = "en-GB"
    ) -> Page: ...


@dataclass
class StandIn:
    """The server, which can be stopped and started again on its port, and the bot beside it."""

    token: str = TOKEN
    port: int = 0
    offset: int = 0
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _running: Running | None = None
    _bot: Bot | None = None

    @property
    def running(self) -> Running:
        assert self._running is not None
        return self._running

    @property
    def bot(self) -> Bot:
        assert self._bot is not None
        return self._bot

    async def start(self) -> None:
        """A new world: whatever was said before is forgotten, as after a restart of the process."""
        self._running = await self._stack.enter_async_context(serving(World(self.token), port=self.port))
        self.port = urlsplit(self.running.url).port or 0
        self.offset = 0
        session = AiohttpSession(api=TelegramAPIServer.from_base(self.running.url))
        self._bot = Bot(self.token, session=session)
        self._stack.push_async_callback(session.close)

    async def stop(self) -> None:
        await self._stack.aclose()
        self._running = self._bot = None

    async def do(self, path: str, **body: object) -> dict[str, object]:
        """One request to the control side."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.running.url}/control/{path}", json=body) as answer,
        ):
            result: dict[str, object] = await answer.json()
            assert answer.status == 200, result
            return result

    async def begin(self, person: int = ANNA) -> None:
        """The person starts the bot: before that it may not write."""
        await self.do(f"chats/{person}/say", person_id=person, text="/start")
        await self.next_update()

    async def next_update(self) -> Update:
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while not (updates := await self.bot.get_updates(offset=self.offset, limit=1, timeout=10)):
                pass
        self.offset = updates[0].update_id + 1
        return updates[0]


def chromium() -> str:
    for name in NAMES:
        if found := shutil.which(name):
            return found
    reason = f"no Chromium here: looked for {', '.join(NAMES)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    executable = chromium()
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stand_in() -> AsyncIterator[StandIn]:
    server = StandIn()
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, stand_in: StandIn) -> AsyncIterator[OpenPage]:
    """Opens the chat page as a person. Whatever a test does, no script fails and nothing is asked of elsewhere."""
    closers: list[Callable[[], Awaitable[None]]] = []
    wrong: list[str] = []
    asked: set[str] = set()

    def heard(message: ConsoleMessage) -> None:
        # The browser writes down every answer that is a refusal, and refusals are part of some tests.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            wrong.append(message.text)

    def answered(response: Response) -> None:
        if response.status >= 400 and "/control/" not in response.url:
            wrong.append(f"{response.status} {response.url}")

    async def open_as(
        person: int = ANNA, *, width: int = 1280, height: int = 800, dark: bool = False, language: str = "en-GB"
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale=language
        )
        closers.append(context.close)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", heard)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", answered)
        page.on("request", lambda request: asked.add(request.url))
        await page.goto(f"{stand_in.running.url}/#{person}")
        await page.wait_for_selector(".row, .welcome")
        return page

    yield open_as
    for close in closers:
        await close()
    assert wrong == []
    home = f"127.0.0.1:{stand_in.port}"
    assert {url for url in asked if not url.startswith(("blob:", "data:")) and urlsplit(url).netloc != home} == set()
