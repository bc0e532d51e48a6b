"""The stand-in's clock as a test moves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from bot.sandbox.errors import Json


class Wheel(Protocol):
    """The connection to the control side that the clock needs."""

    async def get(self, path: str) -> Any:
        """Raises AssertionError with the control side's sentence."""

    async def post(self, path: str, body: Json) -> Any:
        """Raises AssertionError with the control side's sentence."""


@dataclass(frozen=True)
class SandboxClock:
    wheel: Wheel

    async def forward(self, seconds: float = 0, *, minutes: float = 0, hours: float = 0) -> None:
        """Lets so much time pass at once: queries, updates and links grow old, limits forget."""
        await self.wheel.post("clock", {"forward_s": seconds + 60 * minutes + 3600 * hours})

    async def ahead(self) -> float:
        """Seconds between the real time and the stand-in's."""
        return float((await self.wheel.get("clock"))["ahead_s"])
