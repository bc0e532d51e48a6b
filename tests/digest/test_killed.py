"""Real processes, really killed: SIGKILL at steps of a run, and two that race for one issue.

Each process costs a second, so there are few of them; every step and 200 runs more are in `test_never_twice.py`.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from admin.digest.ports import IssueState, PieceKind
from admin.digest.working import LEASE
from bot.sandbox.client import Sandbox
from bot.sandbox.seen import Seen
from engine.model import ContentHash
from storage.files import FolderFiles
from tests.conftest import jpeg
from tests.digest.room import MONDAY, OWNER, Room, recipe

ROOT = Path(__file__).parents[2]
QUIET = 25
"""Steps of a run in which nothing happens: due, taken, built, and for each of three pieces intent, send and note."""
POSTS = {PieceKind.ALBUM: 3, PieceKind.CHART: 4, PieceKind.TEXT: 5}
"""How many posts there are once the piece is there."""


@dataclass(kw_only=True)
class Site:
    """A database, folders and a stand-in that outlive the processes."""

    room: Room
    telegram: Sandbox
    folder: Path

    async def start(self, at: int = 0) -> asyncio.subprocess.Process:
        arguments = (
            str(self.room.database.connections.url),
            self.telegram.api_url,
            self.telegram.token,
            str(self.folder),
            str(at),
        )
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.digest.another_process",
            *arguments,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )

    async def posts(self) -> list[Seen]:
        reader = (await self.telegram.person("Анна")).in_chat(await self.telegram.gathering("Moscow Photobank"))
        return await reader.chat()

    async def owner_answers(self) -> bool:
        """Whether they were asked; they look into the channel and say what is there."""
        (issue,) = await self.room.issues()
        if issue.state is not IssueState.STOPPED:
            return False
        assert issue.uncertain is not None
        is_there = len(await self.posts()) >= POSTS[issue.uncertain.kind]
        await self.room.settle.answer(OWNER, issue.uncertain.piece_id, issue.issue_id, is_there=is_there)
        return True

    async def leases_end(self) -> None:
        """What five minutes do."""
        async with self.room.database.connections.begin() as connection:
            await connection.exec_driver_sql("UPDATE digest_issues SET held_until = '2000-01-01'")


@pytest.fixture
async def site(room: Room, tmp_path: Path) -> AsyncIterator[Site]:
    files = FolderFiles(tmp_path / "files")
    for number in (1, 2, 3):
        copy = jpeg((60 * number, 90, 120))
        await files.put_copies(ContentHash(f"{number:064x}"), preview=copy, thumbnail=copy)
    room.clock.now = MONDAY - LEASE
    await room.planned(recipe(automatic=True))
    room.clock.now = MONDAY
    async with Sandbox.started() as telegram:
        yield Site(room=room, telegram=telegram, folder=tmp_path / "files")


@pytest.mark.parametrize("at", [6, 13, 14, 17])
async def test_a_process_that_the_kernel_ends_and_the_one_after_it_post_each_piece_once(site: Site, at: int) -> None:
    """The first is killed at this step; the next goes on; where nobody can tell, the owner looks."""
    first = await site.start(at)
    await first.communicate()
    assert first.returncode == -signal.SIGKILL, "it came as far as that step"
    there = len(await site.posts())
    await site.leases_end()
    for _ in range(2):
        following = await site.start()
        await following.communicate()
        assert following.returncode == 0
        if not await site.owner_answers():
            break
        assert len(await site.posts()) == there, "nothing is sent while the owner has not answered"
    else:
        following = await site.start()
        await following.communicate()
    assert await site.room.states() == [IssueState.POSTED]
    assert len(await site.posts()) == 5


async def test_two_processes_that_start_at_once_post_each_piece_once(site: Site) -> None:
    both = await asyncio.gather(site.start(), site.start())
    outputs = await asyncio.gather(*(one.communicate() for one in both))
    assert [one.returncode for one in both] == [0, 0]
    assert sum(int(output.decode().split()[1]) for output, _ in outputs) >= QUIET
    assert await site.room.states() == [IssueState.POSTED]
    assert len(await site.posts()) == 5
