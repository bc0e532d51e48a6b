"""Files that were noted and not taken in, because the process ended meanwhile: they are taken in by the next one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from aiogram import Bot

from bot.presenters.uploads import progress
from bot.receiving import fetch_file
from bot.sending import Sender
from bot.telling import Teller
from engine.ingest.upload_files import SentFile
from engine.ingest.uploads import TakeFiles
from engine.ports import Clock

LEFT_AFTER = dt.timedelta(minutes=10)
"""Whoever noted a file has taken it in by then, or is gone."""
AT_ONCE = 20


@dataclass(frozen=True, kw_only=True)
class ResumeUploads:
    """One round; whoever sent the files is told what became of them."""

    bot: Bot
    sender: Sender
    take_files: TakeFiles
    teller: Teller
    clock: Clock

    async def __call__(self) -> bool:
        left = await self.take_files.left_behind(self.clock() - LEFT_AFTER, AT_ONCE)

        async def fetch(key: str) -> bytes:
            return await fetch_file(key, self.bot, self.sender)

        settled = [file async for file in self.take_files(left, fetch)]
        for person_id in dict.fromkeys(file.person_id for file in settled):
            await self._tell([file for file in settled if file.person_id == person_id])
        return bool(settled)

    async def _tell(self, files: list[SentFile]) -> None:
        await self.teller.person(files[0].person_id, lambda _language: progress(files, len(files)))
