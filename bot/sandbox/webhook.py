"""Delivering updates to the bot's own server: with its secret, in order within a chat, again until it is taken."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.errors import Json, Refused, bad_request
from bot.sandbox.presence import Presence
from bot.sandbox.tasks import Tasks
from bot.sandbox.updates import BY_WEBHOOK, Pending, UpdateQueue

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PORTS = (80, 88, 443, 8443)
MOST_SECRET = 256
MOST_CONNECTIONS = 40
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
ANSWER_WITHIN_S = 60
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass
class Webhook:
    """`allow_loopback` lets the bot's server be on this machine and speak plain HTTP; nothing else is ever called."""

    updates: UpdateQueue
    presence: Presence
    clock: Callable[[], float]
    allow_loopback: bool = False
    first_pause_s: float = FIRST_PAUSE_S
    url: str = ""
    secret: str = ""
    max_connections: int = MOST_CONNECTIONS
    last_error: tuple[int, str] | None = None
    _tasks: Tasks = field(default_factory=Tasks)
    _busy_chats: set[int] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        self.updates.listen = self._deliver_pending

    async def set(self, url: str, secret: str, max_connections: int | None) -> None:
        """Raises Refused with Telegram's words."""
        if len(secret) > MOST_SECRET:
            raise bad_request("secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        self._check_url(url)
        await self.remove()
        self.url, self.secret = url, secret
        self.max_connections = min(max(max_connections or MOST_CONNECTIONS, 1), 100)
        self.updates.release(Refused(409, BY_WEBHOOK))
        self.updates.webhook_active = True
        self._deliver_pending()

    async def remove(self) -> None:
        self.updates.webhook_active = False
        self.url = self.secret = ""
        self.last_error = None
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

    def _check_url(self, url: str) -> None:
        def refuse(reason: str) -> Exception:
            return bad_request(f"bad webhook: {reason}")

        parts = urlsplit(url)
        local = parts.hostname in LOOPBACK
        if local and self.allow_loopback and parts.scheme in ("http", "https"):
            return
        if parts.scheme != "https" or not parts.hostname:
            raise refuse("An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in PORTS:
            raise refuse("Webhook can be set up only on ports 80, 88, 443 or 8443")
        if local:
            raise refuse("IP address 127.0.0.1 is reserved")
        # True for every other host: the stand-in looks nothing up and calls nobody outside this machine.
        raise refuse("Failed to resolve host: Name or service not known")

    def _deliver_pending(self) -> None:
        """Starts a delivery for each chat that has something and is not being served."""
        if not self.url:
            return
        for chat_id in dict.fromkeys(pending.chat_id for pending in self.updates.pending()):
            if chat_id not in self._busy_chats and len(self._busy_chats) < self.max_connections:
                self._busy_chats.add(chat_id)
                self._tasks.start(self._serve_chat(chat_id), f"webhook for chat {chat_id}")

    async def _serve_chat(self, chat_id: int) -> None:
        pause = self.first_pause_s
        try:
            while waiting := [pending for pending in self.updates.pending() if pending.chat_id == chat_id]:
                retry_after = await self._post(waiting[0])
                if retry_after is None:
                    self.updates.confirm(waiting[0])
                    pause = self.first_pause_s
                    continue
                await asyncio.sleep(retry_after or pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)
        finally:
            self._busy_chats.discard(chat_id)
        self._deliver_pending()

    async def _post(self, pending: Pending) -> float | None:
        """None when the bot took the update, else the seconds it asked to wait, zero if it named none."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN_S))
        headers = {HEADER: self.secret} if self.secret else {}
        try:
            async with self._session.post(self.url, json=pending.body, headers=headers, ssl=False) as answer:
                if answer.ok:
                    self.presence.seen(stays=True)
                    return None
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                named = answer.headers.get("Retry-After", "")
                return float(named) if named.isdigit() else 0.0
        except (aiohttp.ClientError, TimeoutError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            self._failed("Connection refused" if refused else "Read timeout expired")
            return 0.0

    def _failed(self, reason: str) -> None:
        self.last_error = (int(self.clock()), reason)
        self.presence.lost()
