"""What is sent in one upload is taken in once and counted once, whenever a process ends."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from engine.blocking import Worker
from engine.ingest.upload_files import Became, NewFile, SentFile
from engine.ingest.uploads import BeginUpload, EndUpload, NoteFiles, TakeFiles
from engine.model import Actor, Language, PersonId, PhotoId, Role
from engine.ports import Begin
from tests.bank import Bank
from tests.conftest import NOON, Told, jpeg, noon
from tests.end_to_end.test_killed_steps import Dying, Killed
from tests.ingest.test_archives import zipped

MODERATOR = Actor(person_id=PersonId(1), role=Role.MODERATOR, language=Language.RU)
ARCHIVE = zipped(("red.jpg", jpeg("red")), ("blue.jpg", jpeg("blue")), ("broken.jpg", b"nothing"))


async def nothing_alike(_photo_id: PhotoId) -> PhotoId | None:
    return None


async def fetch(_key: str) -> bytes:
    return ARCHIVE


def taking(bank: Bank, unpacking: Worker, told: Told, begin: Begin | None = None) -> TakeFiles:
    ingest = bank.ingest if begin is None else dataclasses.replace(bank.ingest, begin=begin)
    return TakeFiles(
        begin=begin or bank.database.begin,
        ingest_photo=ingest,
        look_alike=nothing_alike,
        unpacking=unpacking,
        events=told,
        clock=noon,
    )


async def noted(bank: Bank) -> list[SentFile]:
    begin = bank.database.begin
    await BeginUpload(begin=begin, clock=noon)(MODERATOR)
    sent = NewFile(key="archive", name="photos.zip", caption="", is_archive=True)
    return await NoteFiles(begin=begin, clock=noon)(MODERATOR, [sent])


@pytest.mark.parametrize("after", [False, True], ids=["before the commit", "after the commit"])
@pytest.mark.parametrize("at", range(1, 12))
async def test_an_archive_that_a_kill_cut_short_is_counted_once(bank: Bank, at: int, after: bool) -> None:
    unpacking, told = Worker("unpacking"), Told()
    files = await noted(bank)
    dying = Dying(bank.database.begin, at=at, after=after)
    try:
        async for _ in taking(bank, unpacking, told, dying)(files, fetch):
            pass
    except Killed:
        async with bank.database.begin() as work:
            left = await work.uploads.waiting(NOON + dt.timedelta(seconds=1), 10)
        async for _ in taking(bank, unpacking, told)(left, fetch):
            pass
    counts = await EndUpload(begin=bank.database.begin, clock=noon)(MODERATOR)
    unpacking.close()
    assert counts.pop(Became.REFUSED) == 1
    # A photo that was in the bank before its row was written is here already when the archive is read again.
    assert sum(counts.values()) == 2
    assert set(counts) <= {Became.TAKEN, Became.KNOWN}
    async with bank.database.begin() as work:
        assert await work.photos.count() == 2
