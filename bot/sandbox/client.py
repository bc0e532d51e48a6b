"""A person's side of the stand-in for tests, over the control side: it reads as a story.

async with Sandbox.started() as telegram:
    visitor = await telegram.person("Анна")
    await visitor.says("ночной мост")
    sheet = await visitor.sees("Найдено")
    await visitor.taps("1")
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.sandbox.errors import Json
from bot.sandbox.meeting import SandboxGathering
from bot.sandbox.person import PATIENCE_S, SandboxPerson
from bot.sandbox.seen import Inbox, Seen
from bot.sandbox.server import DEFAULT_TOKEN, serving
from bot.sandbox.steered import SandboxClock
from bot.sandbox.tasks import Tasks
from bot.sandbox.world import World

STARTS_WITHIN_S = 90.0


class ControlRefused(AssertionError):
    """The control side did not do what a test asked; the text is its sentence."""


class Sandbox:
    """A stand-in that listens. `api_url` is for `TelegramAPIServer.from_base`, `token` for `Bot`.

    `world` is the server's state, for tests that look behind the scenes; a spawned server keeps its own.
    """

    def __init__(self, api_url: str, token: str, session: aiohttp.ClientSession, world: World | None) -> None:
        self.api_url = api_url
        self.token = token
        self._world = world
        self._session = session
        self._people: dict[int, SandboxPerson] = {}
        self._inboxes: dict[int, Inbox] = {}
        self._news = asyncio.Condition()
        self._listening = asyncio.Event()
        self.bot_online = False
        self.clock = SandboxClock(self)
        self._calls: list[Json] = []
        self.inline_answers: dict[str, Json] = {}
        self.chat_actions: list[tuple[int, str]] = []

    @classmethod
    @asynccontextmanager
    async def started(
        cls, world: World | None = None, *, allow_loopback_webhook: bool = True
    ) -> AsyncIterator[Sandbox]:
        """In this process and event loop, on a free port."""
        world = world or World(DEFAULT_TOKEN)
        async with (
            serving(world, port=0, allow_loopback_webhook=allow_loopback_webhook) as running,
            cls._connected(running.url, world.token, world) as sandbox,
        ):
            yield sandbox

    @classmethod
    @asynccontextmanager
    async def spawned(cls, token: str = DEFAULT_TOKEN) -> AsyncIterator[Sandbox]:
        """As a process of its own, as the demo runs it."""
        command = (sys.executable, "-m", "bot.sandbox", "--port", "0", "--token", token, "--allow-loopback-webhook")
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        assert process.stdout is not None
        try:
            line = await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN_S)
            async with cls._connected(line.decode().split()[-1], token, None) as sandbox:
                yield sandbox
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()

    @classmethod
    @asynccontextmanager
    async def running_at(cls, url: str, token: str) -> AsyncIterator[Sandbox]:
        """One that somebody else has started, the demo for instance."""
        async with cls._connected(url, token, None) as sandbox:
            yield sandbox

    @classmethod
    @asynccontextmanager
    async def _connected(cls, url: str, token: str, world: World | None) -> AsyncIterator[Sandbox]:
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(aiohttp.ClientSession())
            sandbox = cls(url, token, session, world)
            tasks = Tasks()
            stack.push_async_callback(tasks.cancel)
            tasks.start(sandbox._listen(), "the stream of events")
            await asyncio.wait_for(sandbox._listening.wait(), PATIENCE_S)
            yield sandbox

    @property
    def world(self) -> World:
        assert self._world is not None, "a spawned stand-in keeps its world to itself"
        return self._world

    async def person(self, first_name: str, *, language: str | None = "ru", role: str = "visitor") -> SandboxPerson:
        """The person of that name, who is made if nobody has it."""
        state = await self.get("state")
        found = next((person for person in state["people"] if person["first_name"] == first_name), None)
        if found is None:
            wanted = {"first_name": first_name, "language_code": language, "role": role}
            found = await self.post("people", wanted)
        person = self._people.get(found["id"])
        if person is None:
            person = self._people[found["id"]] = SandboxPerson(self, found["id"], first_name)
        return person

    async def gathering(
        self,
        title: str,
        *members: SandboxPerson,
        kind: str = "supergroup",
        bot: str | None = None,
    ) -> SandboxGathering:
        """The group or channel of that title, which is founded if there is none; nobody named means everybody."""
        state = await self.get("state")
        found = next((chat for chat in state["chats"] if chat["id"] < 0 and chat["title"] == title), None)
        if found is None:
            wanted: Json = {"type": kind, "title": title, "bot": bot}
            named = {"members": [member.id for member in members]} if members else {}
            found = await self.post("chats", wanted | named)
        return SandboxGathering(self, found["id"], title)

    async def calls(self, method: str | None = None, *, since: int = 0) -> list[Json]:
        """What the bot asked, oldest first: method, status, params, description. Of one method if it is named."""
        answer = await self.get(f"calls?since={since}")
        return [call for call in answer["calls"] if method in (None, call["method"])]

    async def picture(self, message: Seen) -> bytes:
        """The bytes of the message's photo in its largest size, or of its document."""
        file = message.message.photo[-1] if message.message.photo else message.message.document
        assert file is not None, f"message {message.id} has neither a photo nor a document"
        async with self._session.get(f"{self.api_url}/control/files/{file.file_unique_id}") as answer:
            return await answer.read()

    async def fails(self, method: str, kind: str, *, times: int = 1, retry_after: int = 1) -> None:
        """Plans trouble for the next calls of a method; `kind` is one of FaultKind's values."""
        await self.post("faults", {"method": method, "kind": kind, "times": times, "retry_after": retry_after})

    async def switches(self, **settings: bool) -> None:
        """Turns settings of the stand-in on and off: those of Settings, by their names."""
        await self.post("settings", dict(settings))

    async def clear_faults(self) -> None:
        async with self._session.delete(f"{self.api_url}/control/faults") as answer:
            await _checked(answer)

    async def sees_bot(self, *, online: bool = True, within: float = PATIENCE_S) -> None:
        """Waits until the bot polls, or has stopped."""
        await self.wait_until(lambda: self.bot_online is online, f"the bot to be online={online}", within)

    async def sees_call(self, method: str, *, status: int = 200, within: float = PATIENCE_S) -> Json:
        """Waits until the bot has made such a call, and returns the newest; status 0: its client got no answer."""

        def made() -> list[Json]:
            return [call for call in self._calls if (call["method"], call["status"]) == (method, status)]

        await self.wait_until(lambda: bool(made()), f"a call of {method} with status {status}", within)
        return made()[-1]

    async def get(self, path: str) -> Any:
        async with self._session.get(f"{self.api_url}/control/{path}") as answer:
            return await _checked(answer)

    async def post(self, path: str, body: Json | aiohttp.FormData) -> Any:
        sent: Any = {"data": body} if isinstance(body, aiohttp.FormData) else {"json": body}
        async with self._session.post(f"{self.api_url}/control/{path}", **sent) as answer:
            return await _checked(answer)

    async def wait_until(self, holds: Callable[[], bool], what: str | Callable[[], str], within: float) -> None:
        """Looks again after each event. Raises AssertionError, naming what did not come, after `within` seconds."""
        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(holds), within)
            except TimeoutError:
                wanted = what if isinstance(what, str) else what()
                raise AssertionError(f"waited {within:g} s for {wanted}") from None

    async def _listen(self) -> None:
        state = await self.get("state")
        self.bot_online = state["bot"]["online"]
        forever = aiohttp.ClientTimeout(total=None)
        async with self._session.get(f"{self.api_url}/control/events?since=0", timeout=forever) as answer:
            rest = b""
            with contextlib.suppress(aiohttp.ClientError):  # the server was ended first
                async for chunk in answer.content.iter_any():
                    self._listening.set()
                    *lines, rest = (rest + chunk).split(b"\n")
                    async with self._news:
                        for line in lines:
                            if line.startswith(b"data: "):
                                self._take(json.loads(line.removeprefix(b"data: ")))
                        self._news.notify_all()

    def _take(self, event: Json) -> None:
        match event["type"]:
            case "bot":
                self.bot_online = event["online"]
            case "chat_action":
                self.chat_actions.append((event["chat_id"], event["action"]))
            case "call":
                self._calls.append(event)
            case "inline_answer":
                self.inline_answers[event["inline_query_id"]] = event
            case "message" | "edited" | "deleted" | "callback_answer" | "reaction":
                self.inbox(event["chat_id"]).take(event)

    def inbox(self, chat_id: int) -> Inbox:
        """What happened in a chat so far, whether somebody looks or not."""
        return self._inboxes.setdefault(chat_id, Inbox())


async def _checked(answer: aiohttp.ClientResponse) -> Any:
    if answer.status == HTTPStatus.NO_CONTENT:
        return None
    body = await answer.json()
    if not answer.ok:
        raise ControlRefused(body.get("error", answer.reason))
    return body
