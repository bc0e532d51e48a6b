"""What the bot needs from storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.model import ContentHash


class FileIds(Protocol):
    """Remembers what was uploaded already. A `file_id` belongs to one bot and may be refused one day."""

    async def get(self, bot_id: int, key: str) -> str | None: ...

    async def put(self, bot_id: int, key: str, file_id: str) -> None:
        """Adds or replaces."""

    async def forget(self, bot_id: int, key: str) -> None: ...

    async def known(self, bot_id: int, keys: Sequence[str]) -> dict[str, str]:
        """Those of the keys that have a `file_id`, with it."""

    async def previews_missing(self, bot_id: int, limit: int) -> list[ContentHash]:
        """Published photos whose preview has none (`preview_key`), the last published first."""


def preview_key(content_hash: ContentHash) -> str:
    return "preview:" + content_hash
