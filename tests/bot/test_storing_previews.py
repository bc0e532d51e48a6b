"""Previews go to Telegram's store one by one, and one that is refused holds up no other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import SendPhoto

from bot.presenters.messages import PhotoMessage, Preview
from bot.storing_previews import StorePreviews
from engine.model import ContentHash
from storage.files import FolderFiles

METHOD = SendPhoto(chat_id=1, photo="x")
HASHES = [ContentHash(letter * 64) for letter in "abc"]


@dataclass
class Store:
    """A Sender and its FileIds, as far as previews are concerned."""

    errors: dict[ContentHash, Exception] = field(default_factory=dict)
    stored: list[ContentHash] = field(default_factory=list)

    @property
    def file_ids(self) -> Store:
        return self

    async def previews_missing(self, _bot_id: int, limit: int) -> list[ContentHash]:
        return [one for one in HASHES if one not in self.stored][:limit]

    async def send(self, _bot: Any, _chat_id: int, said: PhotoMessage) -> None:
        assert isinstance(said.picture, Preview)
        if error := self.errors.get(said.picture.content_hash):
            raise error
        self.stored.append(said.picture.content_hash)


@dataclass
class Bot:
    id: int = 42


def storing(store: Store, folder: Path, **fields: Any) -> StorePreviews:
    wired: dict[str, Any] = {"bot": Bot(), "sender": store, "files": FolderFiles(folder), "chat_id": -100, **fields}
    return StorePreviews(**wired)


async def all_of(store_previews: StorePreviews) -> None:
    for _ in range(20):
        if not await store_previews():
            return
    raise AssertionError("there is no end to it")


@pytest.mark.parametrize(
    "error",
    [
        TelegramBadRequest(method=METHOD, message="Bad Request: PHOTO_INVALID_DIMENSIONS"),
        FileNotFoundError("preview"),
    ],
)
async def test_a_preview_that_cannot_be_sent_holds_up_no_other(tmp_path: Path, error: Exception) -> None:
    store = Store(errors={HASHES[0]: error})
    await all_of(storing(store, tmp_path))
    assert store.stored == HASHES[1:]


async def test_a_chat_that_is_refused_is_told_and_tried_again(tmp_path: Path) -> None:
    refused = TelegramBadRequest(method=METHOD, message="Bad Request: chat not found")
    store = Store(errors=dict.fromkeys(HASHES, refused))
    store_previews = storing(store, tmp_path)
    for _ in range(2):
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await store_previews()
    store.errors.clear()
    await all_of(store_previews)
    assert store.stored == HASHES


async def test_nothing_is_sent_until_telegram_wants_more(tmp_path: Path) -> None:
    now = [0.0]
    store = Store(errors={HASHES[0]: TelegramRetryAfter(method=METHOD, message="slow", retry_after=30)})
    store_previews = storing(store, tmp_path, clock=lambda: now[0])
    assert not await store_previews()
    store.errors.clear()
    assert not await store_previews()
    now[0] = 31
    await all_of(store_previews)
    assert store.stored == HASHES
