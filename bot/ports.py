"""What the bot needs from storage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from admin.digest.ports import RecalledPosts
from engine.model import ContentHash, SearchId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A message of the bot that shows a photo; of a sheet also which page of which search."""

    chat_id: int
    message_id: int
    search_id: SearchId | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What became of everything that showed a photo which is withdrawn.

    `edited` and `refused` count messages, `taken` the files that people have and keep; `posts` are those of digests.
    """

    edited: int
    refused: int
    taken: int
    posts: RecalledPosts


class SentMessages(Protocol):
    """Which photos the messages of the last day show."""

    def note(
        self,
        chat_id: int,
        message_id: int,
        shown: Sequence[ContentHash],
        search_id: SearchId | None = None,
        page: int | None = None,
    ) -> None:
        """In place of what the message showed before; never delays the answer."""

    async def last_sheet(self, chat_id: int) -> SentMessage | None:
        """The page of a search that was shown in this chat last, in a new message or in an edited one."""

    async def showing(self, content_hash: ContentHash) -> list[SentMessage]:
        """The newest first."""
