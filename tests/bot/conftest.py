"""A chat with the real dispatcher, over a recorded Telegram and a bank in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiogram import Bot

from bot.dispatcher import make_dispatcher
from bot.sending import Sender
from engine.blocking import Worker
from engine.model import ContentHash
from storage.files import FolderFiles
from tests.bot.chat import PHOTO_SIZES, Chat
from tests.bot.fakes import FakeBank, FakeFileIds
from tests.bot.telegram import RecordingSession
from tests.conftest import jpeg

TOKEN = "42:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
def images() -> Iterator[Worker]:
    worker = Worker("images")
    yield worker
    worker.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> FolderFiles:
    """Copies of the first photos; the others' slots are drawn empty."""
    kept = FolderFiles(tmp_path_factory.mktemp("files"))
    for number in range(1, 20):
        content_hash = ContentHash(f"{number:064x}")
        for path in (kept.preview_path(content_hash), kept.thumbnail_path(content_hash)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(jpeg((number * 12, 80, 90)))
    return kept


@pytest.fixture
def chat(images: Worker, files: FolderFiles) -> Chat:
    """A bot in no hurry, so that a slow machine changes nothing about its answers."""
    return make_chat(images, files, courtesies_after_s=60)


@pytest.fixture
def hurried_chat(images: Worker, files: FolderFiles) -> Chat:
    """A bot that finds everything slow: it answers presses and shows its work at once."""
    return make_chat(images, files, courtesies_after_s=0)


def make_chat(images: Worker, files: FolderFiles, courtesies_after_s: float) -> Chat:
    telegram, bank, file_ids = RecordingSession(), FakeBank(), FakeFileIds()
    telegram.files = {size["file_id"]: jpeg("blue") for size in PHOTO_SIZES} | {"doc": jpeg("green")}
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    bot = Bot(TOKEN, session=telegram)
    dispatcher = make_dispatcher(
        answer_press_after_s=courtesies_after_s,
        show_work_after_s=courtesies_after_s,
        recognise_actor=bank.recognise_actor,
        search_photos=bank.search_photos,
        search_similar=bank.search_similar,
        open_search=bank.open_search,
        open_photo=bank.open_photo,
        files=files,
        sender=Sender(file_ids=file_ids, images=images, pause=pause),
    )
    return Chat(dispatcher, bot, telegram, bank, file_ids, pauses)
