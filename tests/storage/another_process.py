"""What the tests let a second process do: `python -m tests.storage.another_process WHAT ARGUMENTS`."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from engine.model import PhotoId
from storage.database import migrate, open_database
from storage.files import FolderFiles
from storage.ownership import claim_index
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


async def own_the_index(folder: str) -> None:
    """Until somebody ends the process."""
    ownership = claim_index(Path(folder))
    assert ownership is not None
    sys.stdout.write("claimed\n")
    sys.stdout.flush()
    signal.pause()
    ownership.close()


if __name__ == "__main__":
    known = {what.__name__: what for what in (add_photos, die_before_the_commit, migrate, own_the_index)}
    asyncio.run(known[sys.argv[1]](*sys.argv[2:]))
