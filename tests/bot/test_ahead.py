"""Drawing ahead: the page that may be turned to next is ready, and nobody who waits ever waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram.types import BufferedInputFile

from bot import ahead
from engine.blocking import Worker
from storage.database import Database
from storage.files import FolderFiles
from tests.bot.chat import Chat
from tests.bot.conftest import make_chat


class WatchedWorker(Worker):
    """Tells how many pictures were begun; `gate` holds them up while it is not set."""

    def __init__(self) -> None:
        super().__init__("images")
        self.begun = 0
        self.gate = threading.Event()
        self.gate.set()
        self._news = asyncio.Event()

    def begin(self, function: Any, *args: Any, **kwargs: Any) -> asyncio.Future[Any]:
        self.begun += 1

        def run() -> Any:
            self.gate.wait()
            return function(*args, **kwargs)

        running = super().begin(run)
        running.add_done_callback(lambda _done: self._news.set())
        return running

    async def has_begun(self, count: int) -> None:
        """Waits until so many were begun and all of them are done."""
        async with asyncio.timeout(20):
            while self.begun < count or not self.is_idle:
                self._news.clear()
                await self._news.wait()


@pytest.fixture
def worker() -> Iterator[WatchedWorker]:
    worker = WatchedWorker()
    yield worker
    worker.gate.set()
    worker.close()


@pytest.fixture
def chat(worker: WatchedWorker, files: FolderFiles, database: Database) -> Chat:
    return make_chat(worker, files, database, courtesies_after_s=60)


async def settled() -> None:
    """Whatever could go on without a thread has gone on."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_the_next_page_is_only_uploaded_when_somebody_turns_to_it(chat: Chat, worker: WatchedWorker) -> None:
    async with chat.ahead:
        await chat.types("мост")
        await worker.has_begun(2)
        _answered, page = await chat.presses("p:1:2")
    assert worker.begun == 2
    assert isinstance(page.photo, BufferedInputFile)


async def test_what_was_drawn_ahead_is_what_would_be_drawn_then(chat: Chat, worker: WatchedWorker) -> None:
    await chat.types("мост")
    _answered, drawn_then = await chat.presses("p:1:2")
    chat.file_ids.clear()
    async with chat.ahead:
        await chat.types("мост")
        await worker.has_begun(4)
        _answered, drawn_ahead = await chat.presses("p:2:2")
    assert isinstance(drawn_then.photo, BufferedInputFile)
    assert isinstance(drawn_ahead.photo, BufferedInputFile)
    assert drawn_ahead.photo.data == drawn_then.photo.data


async def test_one_that_is_still_being_drawn_is_waited_for_and_not_drawn_twice(
    chat: Chat, worker: WatchedWorker
) -> None:
    async with chat.ahead:
        await chat.types("мост")
        worker.gate.clear()
        await settled()
        assert worker.begun == 2
        turning = asyncio.ensure_future(chat.presses("p:1:2"))
        await settled()
        worker.gate.set()
        _answered, page = await turning
    assert worker.begun == 2
    assert isinstance(page.photo, BufferedInputFile)


async def test_a_photo_withdrawn_meanwhile_is_not_on_the_page(chat: Chat, worker: WatchedWorker) -> None:
    async with chat.ahead:
        await chat.types("мост")
        await worker.has_begun(2)
        chat.bank.withdrawn = {11}
        await chat.presses("p:1:2")
    assert worker.begun == 3


async def test_the_words_on_a_slot_are_in_the_language_of_whoever_turns_the_page(
    chat: Chat, worker: WatchedWorker
) -> None:
    chat.bank.withdrawn = {11}
    async with chat.ahead:
        await chat.types("мост")
        await worker.has_begun(2)
        await chat.presses("p:1:2")
    assert worker.begun == 2


async def test_nothing_is_drawn_ahead_while_somebody_waits_for_an_answer(chat: Chat, worker: WatchedWorker) -> None:
    async with chat.ahead:
        with chat.ahead.held_back():
            await chat.types("мост")
            await settled()
            assert worker.begun == 1
        await worker.has_begun(2)


async def test_nothing_is_drawn_ahead_while_pictures_are_in_work(chat: Chat, worker: WatchedWorker) -> None:
    async with chat.ahead:
        await chat.types("мост")
        worker.gate.clear()
        at_work = worker.begin(lambda: None)
        await settled()
        assert worker.begun == 2
        worker.gate.set()
        await at_work
        await chat.types("/help")
        await worker.has_begun(3)


async def test_of_many_sheets_shown_without_a_pause_only_the_last_ones_are_expected_to_be_turned(
    chat: Chat, worker: WatchedWorker
) -> None:
    async with chat.ahead:
        with chat.ahead.held_back():
            for first in range(2 * ahead.EXPECTED_AT_MOST):
                chat.bank.photos = dict(list(chat.bank.photos.items())[1:])
                await chat.types(f"мост {first}")
        await worker.has_begun(3 * ahead.EXPECTED_AT_MOST)
        await settled()
    assert worker.begun == 3 * ahead.EXPECTED_AT_MOST


async def test_no_more_is_kept_than_a_few_sheets(
    chat: Chat, worker: WatchedWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "KEPT_AT_MOST", 1)
    photos = chat.bank.photos
    async with chat.ahead:
        await chat.types("мост")
        await worker.has_begun(2)
        chat.bank.photos = dict(list(photos.items())[20:])
        await chat.types("собор")
        await worker.has_begun(4)
        await chat.presses("p:2:2")
        assert worker.begun == 4
        chat.bank.photos = photos
        await chat.presses("p:1:2")
        assert worker.begun == 5


@pytest.mark.parametrize("said", ["p:1:2", "мост"])
async def test_neither_a_last_page_nor_one_that_was_shown_before_is_followed_by_another(
    chat: Chat, worker: WatchedWorker, said: str
) -> None:
    await chat.types("мост")
    await chat.presses("p:1:2")
    async with chat.ahead:
        await (chat.presses(said) if ":" in said else chat.types(said))
        await settled()
    assert worker.begun == 2


async def test_what_cannot_be_drawn_ahead_is_drawn_when_somebody_turns_to_it(
    chat: Chat, worker: WatchedWorker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(picture: object) -> bytes:
        raise MemoryError

    async with chat.ahead:
        with monkeypatch.context() as patched:
            patched.setattr(ahead, "drawn", refuse)
            await chat.types("мост")
            await worker.has_begun(2)
            await settled()
        _answered, page = await chat.presses("p:1:2")
    assert isinstance(page.photo, BufferedInputFile)
    assert "could not be drawn ahead" in caplog.text


async def test_leaving_waits_for_no_picture(chat: Chat, worker: WatchedWorker) -> None:
    async with chat.ahead:
        await chat.types("мост")
        worker.gate.clear()
        await settled()
        assert worker.begun == 2
    assert not worker.is_idle
