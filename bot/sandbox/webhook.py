"""Delivering updates to the bot's own server: with its secret, in order within a chat, again until it is taken."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.sandbox.arguments import Arguments
from bot.sandbox.clock import Clock
from bot.sandbox.errors import Json, Refused, bad_request, too_many_requests
from bot.sandbox.presence import Presence
from bot.sandbox.tasks import Tasks
from bot.sandbox.updates import BY_WEBHOOK, Pending, UpdateQueue
from bot.sandbox.webhook_address import check_address
from bot.sandbox.webhook_reply import read_reply

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_SECRET = 256
MOST_CONNECTIONS = 40
SET_ONCE_IN_S = 1.0
LONGEST_PAUSE_S = 60.0
"""Telegram takes a random pause between this and twice as long; here it is always this one."""
LONGEST_ASKED_S = 3600
GONE_FOR_S = 23 * 3600.0
"""Who says for so long that nobody is there any more is believed."""
ANSWER_WITHIN_S = 60

Execute = Callable[[str, Arguments], Coroutine[Any, Any, None]]


async def _nothing(method: str, arguments: Arguments) -> None:
    """Before the Bot API's side has come up, there is nobody who could do it."""


@dataclass
class Webhook:
    """`allow_loopback` lets the bot's server be on this machine and speak plain HTTP; nothing else is ever called.

    `execute` does what the bot asks for in its answer to an update.
    """

    updates: UpdateQueue
    presence: Presence
    clock: Clock
    allow_loopback: bool = False
    execute: Execute = _nothing
    url: str = ""
    secret: str = ""
    max_connections: int = MOST_CONNECTIONS
    last_error: tuple[int, str] | None = None
    _set_at: float | None = None
    _gone_since: float | None = None
    _tasks: Tasks = field(default_factory=Tasks)
    _busy_chats: set[int] = field(default_factory=set)
    _connections: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_CONNECTIONS))
    _session: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        self.updates.listen = self._deliver_pending

    async def set(self, url: str, secret: str, max_connections: int | None) -> None:
        """The same once more changes nothing; another one ends the old one first, even if it is then refused.

        Raises Refused with Telegram's words.
        """
        most = min(max(max_connections or MOST_CONNECTIONS, 1), 100)
        if self._set_at is not None and self.clock() < self._set_at + SET_ONCE_IN_S:
            raise too_many_requests(1)
        self._set_at = self.clock()
        if (url, secret, most) == (self.url, self.secret, self.max_connections):
            return
        await self.remove()
        self.updates.release(Refused(409, BY_WEBHOOK))
        if len(secret) > MOST_SECRET:
            raise bad_request("secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        check_address(url, allow_loopback=self.allow_loopback)
        self.url, self.secret, self.max_connections = url, secret, most
        self._connections = asyncio.Semaphore(most)
        self.updates.webhook_active = True
        self._deliver_pending()

    async def remove(self) -> None:
        self.updates.webhook_active = False
        self.url = self.secret = ""
        self.last_error = self._gone_since = None
        await self._tasks.cancel()
        self._busy_chats.clear()

    async def close(self) -> None:
        await self.remove()
        if self._session is not None:
            await self._session.close()

    def info(self) -> Json:
        """The Bot API's WebhookInfo."""
        body: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending()),
        }
        if self.url:
            body["max_connections"] = self.max_connections
            body["ip_address"] = "127.0.0.1"
        if self.last_error:
            body["last_error_date"], body["last_error_message"] = self.last_error
        return body

    def _deliver_pending(self) -> None:
        """Starts a delivery for each chat that has something and is not being served."""
        if not self.url:
            return
        for chat_id in dict.fromkeys(pending.chat_id for pending in self.updates.pending()):
            if chat_id not in self._busy_chats:
                self._busy_chats.add(chat_id)
                self._tasks.start(self._serve_chat(chat_id), f"webhook for chat {chat_id}")

    async def _serve_chat(self, chat_id: int) -> None:
        try:
            while self.url and (waiting := self.updates.first_of(chat_id)):
                await self._deliver(waiting)
        finally:
            self._busy_chats.discard(chat_id)
        self._deliver_pending()

    async def _deliver(self, pending: Pending) -> None:
        """Until it is taken, or too old when it would be tried next.

        The second try comes at once and the following after 2, 4, 8… seconds, unless the bot names another pause.
        """
        delay, failed_count = 1.0, 0
        while (asked := await self._post(pending)) is not None:
            if not self.url:
                return
            pause = min(asked, LONGEST_ASKED_S)
            if not pause and failed_count:
                pause = delay = min(2 * delay, LONGEST_PAUSE_S)
            if self.clock() + pause > pending.expires_at:
                break
            failed_count += 1
            await self.clock.sleep(pause)
        self.updates.confirm(pending)

    async def _post(self, pending: Pending) -> float | None:
        """None when the bot took the update, else the seconds it asked to wait, zero if it named none."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN_S))
        headers = {HEADER: self.secret} if self.secret else {}
        try:
            async with (
                self._connections,
                self._session.post(self.url, json=pending.body, headers=headers, ssl=False) as answer,
            ):
                if answer.ok:
                    await self._taken(answer)
                    return None
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                await self._note_gone(gone=answer.status == HTTPStatus.GONE)
                named = answer.headers.get("Retry-After", "")
                return float(named) if named.isdigit() else 0.0
        except (aiohttp.ClientError, TimeoutError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            self._failed("Connection refused" if refused else "Read timeout expired")
            return 0.0

    async def _taken(self, answer: aiohttp.ClientResponse) -> None:
        self.presence.seen(stays=True)
        self._gone_since = None
        if reply := await read_reply(answer):
            # Whatever becomes of it, the next update does not wait for it.
            self._tasks.start(self.execute(*reply), f"{reply[0]} in a webhook's answer")

    async def _note_gone(self, *, gone: bool) -> None:
        if not gone:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = self.clock()
        elif self.clock() > self._gone_since + GONE_FOR_S:
            await self.remove()

    def _failed(self, reason: str) -> None:
        self.last_error = (int(self.clock()), reason)
        self.presence.lost()
