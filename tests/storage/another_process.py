"""What the tests let a second process do: `python -m tests.storage.another_process WHAT ARGUMENTS`."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from engine.model import Event, PersonId, PhotoId
from storage.database import migrate, open_database
from storage.events import BufferedEvents
from storage.files import FolderFiles
from storage.ownership import claim_index
from storage.rollups import rolling
from storage.rollups.rolling import RollUp
from tests.conftest import NOON
from tests.storage.test_sql import photo

ROOT = Path(__file__).parents[2]


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.storage.another_process", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


async def add_photos(url: str, first: str, count: str) -> None:
    """One unit of work a photo; each reads before it writes, as use cases do."""
    database = await open_database(url)
    for number in range(int(first), int(first) + int(count)):
        async with database.begin(writes=True) as work:
            await work.photos.get([PhotoId(number)])
            await work.photos.add(photo(number), NOON)
            await work.commit()
    await database.aclose()


async def die_before_the_commit(url: str, folder: str) -> None:
    """Files are written and the row inserted; then the kernel ends the process."""
    new = photo(1)
    files = FolderFiles(Path(folder))
    await files.put_original(new.content_hash, b"original")
    await files.put_copies(new.content_hash, preview=b"preview", thumbnail=b"thumbnail")
    database = await open_database(url)
    async with database.begin(writes=True) as work:
        await work.photos.add(new, NOON)
        os.kill(os.getpid(), signal.SIGKILL)


async def tell_and_be_killed(url: str, count: str) -> None:
    """A second after it has told these events, and in the very moment that it tells one more, the kernel ends it."""
    database = await open_database(url)
    async with BufferedEvents(database) as events:
        for number in range(int(count)):
            events.tell(Event(kind="told", person_id=PersonId(number), happened_at=NOON))
            await asyncio.sleep(0.01)
        await asyncio.sleep(1)
        events.tell(Event(kind="told", person_id=PersonId(int(count)), happened_at=NOON))
        os.kill(os.getpid(), signal.SIGKILL)


async def tell_and_stop(url: str, count: str) -> None:
    """Told to stop as a service is, while it is still telling."""
    database = await open_database(url)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with BufferedEvents(database) as events:
        for number in range(int(count)):
            events.tell(Event(kind="told", person_id=PersonId(number), happened_at=NOON))
        os.kill(os.getpid(), signal.SIGTERM)
        await stop.wait()
    await database.aclose()


async def count_and_be_killed(url: str, batches: str) -> None:
    """Counts so many batches of events, and is killed after the counts of the next one, before their commit."""
    database = await open_database(url)
    roll_up = RollUp(database, ZoneInfo("Europe/Moscow"), lambda: NOON, batch=10)
    for _ in range(int(batches)):
        await roll_up()
    whole = rolling.apply

    async def killed(*arguments: Any) -> None:
        await whole(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)

    rolling.apply = killed
    await roll_up()


async def own_the_index(folder: str) -> None:
    """Until somebody ends the process."""
    ownership = claim_index(Path(folder))
    assert ownership is not None
    sys.stdout.write("claimed\n")
    sys.stdout.flush()
    signal.pause()
    ownership.close()


if __name__ == "__main__":
    known = (add_photos, die_before_the_commit, migrate, own_the_index)
    of_events = (tell_and_be_killed, tell_and_stop, count_and_be_killed)
    asyncio.run({what.__name__: what for what in (*known, *of_events)}[sys.argv[1]](*sys.argv[2:]))
