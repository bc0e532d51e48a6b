"""A bot's own server, which takes updates by webhook and fails where a test says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web


class Receiver:
    """The bot's own server: it keeps what comes, and fails where a test says so."""

    def __init__(self) -> None:
        self.url = ""
        self.taken: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.failures: list[web.Response] = []
        self.replies: list[web.Response] = []
        self.stuck_chats: set[int] = set()
        self.tries = self.at_once = self.most_at_once = 0
        self._news = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        async with self._news:
            self.tries += 1
            self._news.notify_all()
        if "message" in update and update["message"]["chat"]["id"] in self.stuck_chats:
            await asyncio.Event().wait()
        if self.failures:
            return self.failures.pop(0)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(0.05)
        self.at_once -= 1
        async with self._news:
            self.taken.append(update)
            self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
            self._news.notify_all()
        return self.replies.pop(0) if self.replies else web.Response()

    async def tried(self, count: int) -> None:
        """Waits until that many deliveries have been tried."""
        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(lambda: self.tries >= count)

    async def texts(self, count: int) -> list[str]:
        """Waits until that many have come."""
        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(lambda: len(self.taken) >= count)
        return [update["message"]["text"] for update in self.taken]


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.router.add_post("/updates", receiver.take)
    runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/updates"
    try:
        yield receiver
    finally:
        await runner.cleanup()
