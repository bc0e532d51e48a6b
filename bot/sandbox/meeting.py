"""A group or channel as a test tells of it: who comes and goes, and what becomes of the bot there."""

from __future__ import annotations

from typing import Any, Protocol

from bot.sandbox.errors import Json


class Named(Protocol):
    """Whoever can come and go."""

    @property
    def id(self) -> int:
        """Of a person."""


class Host(Protocol):
    """The connection to the control side that a gathering needs."""

    async def get(self, path: str) -> Any:
        """Raises AssertionError with the control side's sentence."""

    async def post(self, path: str, body: Json) -> Any:
        """Raises AssertionError with the control side's sentence."""


class SandboxGathering:
    """`id` changes when a group is upgraded; what a person does there goes through `person.in_chat(gathering)`."""

    def __init__(self, host: Host, chat_id: int, title: str) -> None:
        self.id = chat_id
        self.title = title
        self._host = host

    async def lets_in(self, *people: Named) -> None:
        for person in people:
            await self._host.post(f"chats/{self.id}/members", {"person_id": person.id, "joined": True})

    async def lets_go(self, *people: Named) -> None:
        for person in people:
            await self._host.post(f"chats/{self.id}/members", {"person_id": person.id, "joined": False})

    async def has_bot_as(self, standing: str) -> None:
        """`standing` is member, administrator, left or kicked."""
        await self._host.post(f"chats/{self.id}/members", {"bot": standing})

    async def upgrades(self) -> int:
        """A group becomes a supergroup. Returns the id that it had."""
        old = self.id
        self.id = (await self._host.post(f"chats/{old}/upgrade", {}))["id"]
        return old

    async def shown(self) -> Json:
        """As the control side tells of it: members, and the bot's standing under `bot`."""
        chats: list[Json] = (await self._host.get("state"))["chats"]
        return next(chat for chat in chats if chat["id"] == self.id)
