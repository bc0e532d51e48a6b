"""What the tests of killed processes run beside themselves, with arguments as `work` takes them."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from dataclasses import replace
from pathlib import Path

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from admin.digest.ports import DigestKind, Outcome
from bot.posting import PostToChannel, Unnoted
from bot.sending import Sender
from engine.blocking import Worker
from engine.model import PhotoId
from storage.database import open_database
from storage.file_ids import FileIds
from storage.files import FolderFiles
from tests.digest.mortal import Fate, MortalDatabase
from tests.digest.room import MONDAY, Room, StandingClock


async def work(url: str, api: str, token: str, folder: str, at: str) -> None:
    """Works on what is due at MONDAY until nothing is left; at step `at` the kernel ends it."""

    def kill() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    fate = Fate(at=int(at) or None, kill=kill)
    database, images = await open_database(url), Worker("images")
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))

    async def username() -> str | None:
        return "city_bank_bot"

    post = PostToChannel(
        bot=Bot(token, session=session),
        sender=Sender(file_ids=FileIds(database), images=images, sent=Unnoted()),
        files=FolderFiles(Path(folder)),
        username=username,
        chats=dict.fromkeys(DigestKind, "@moscow_photobank"),
    )

    async def channel(*send: object) -> Outcome:
        fate.step()
        outcome = await post(*send)  # type: ignore[arg-type]
        fate.step()
        return outcome

    room = Room(database=MortalDatabase(database, fate), clock=StandingClock(MONDAY), holder=str(random.random()))
    room.sources.photo_ids = [PhotoId(number) for number in (1, 2, 3)]
    await replace(room, channel=channel).work()  # type: ignore[arg-type]
    sys.stdout.write(f"steps {fate.steps}\n")
    await session.close()
    await database.aclose()
    images.close()


if __name__ == "__main__":
    asyncio.run(work(*sys.argv[1:]))
