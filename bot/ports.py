"""What the bot needs from storage."""

from __future__ import annotations

from typing import Protocol


class FileIds(Protocol):
    """Remembers what was uploaded already. A `file_id` belongs to one bot and may be refused one day."""

    async def get(self, bot_id: int, key: str) -> str | None: ...

    async def put(self, bot_id: int, key: str, file_id: str) -> None:
        """Adds or replaces."""

    async def forget(self, bot_id: int, key: str) -> None: ...
