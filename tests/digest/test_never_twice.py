"""No piece is ever posted twice: a process killed at each step, answers lost, two processes racing; 200 runs and more.

The runs here are in one process: a kill is an exception that nothing catches, raised before or after each commit and
each send, after which everything that was in memory is thrown away. Real SIGKILLs, which cost a second each, are in
`test_killed.py`, and the real sender over HTTP in `test_posting.py`.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from admin.digest.ports import IssueState, PieceState
from admin.digest.working import LEASE
from engine.model import PhotoId
from storage.database import Database, open_database
from tests.digest.mortal import Fate, Killed, MortalChannel, MortalDatabase, Wall
from tests.digest.room import MONDAY, OWNER, Room, StandingClock, recipe

RUNS = 180
"""By chance; with every single step of one process, and those of two, there are more than 200."""
_numbers = itertools.count(1)


@asynccontextmanager
async def a_due_issue(furnished: Path, folder: Path) -> AsyncIterator[Room]:
    """A bank in which an issue has just become due, and an owner who looks at the wall."""
    path = folder / f"bank-{next(_numbers)}.db"
    shutil.copyfile(furnished, path)
    database = await open_database(f"sqlite+aiosqlite:///{path}")
    room = Room(database=database, clock=StandingClock())
    room.sources.photo_ids = [PhotoId(number) for number in (1, 2, 3)]
    await room.planned(recipe(automatic=True))
    room.clock.now = MONDAY
    yield room
    await database.aclose()


def process(room: Room, wall: Wall, fate: Fate, chance: random.Random, trouble: float) -> Room:
    """A new process: it knows nothing but what is in the database, and has a name of its own."""
    channel = MortalChannel(wall=wall, fate=fate, chance=chance, trouble=trouble, clock=room.clock)
    database: Database = MortalDatabase(room.database, fate)
    return replace(room, database=database, channel=channel, holder=f"process {next(_numbers)}")


async def lives(room: Room, wall: Wall, fates: list[Fate], chance: random.Random, trouble: float) -> None:
    """One process after the other, each until it dies or finds nothing to do."""
    for fate in fates:
        try:
            await process(room, wall, fate, chance, trouble).work()
        except Killed:
            continue


async def until_posted(room: Room, wall: Wall, chance: random.Random, trouble: float) -> int:
    """Restarts for as long as there is something to do; how often the owner was asked.

    The owner looks at the wall and says what is there, which is all that a person can do.
    """
    asked = 0
    for _ in range(50):
        room.clock.now += 2 * LEASE
        await lives(room, wall, [Fate()], chance, trouble)
        (issue,) = await room.issues()
        if issue.state is IssueState.POSTED:
            return asked
        if (piece := issue.uncertain) is not None:
            asked += 1
            is_there = wall.posted[piece.piece_id] > 0
            await room.settle.answer(OWNER, piece.piece_id, issue.issue_id, is_there=is_there)
    raise AssertionError(f"never posted: {await room.states()}")


async def everything_is_there_once(room: Room, wall: Wall) -> None:
    (issue,) = await room.issues()
    assert {piece.state for piece in issue.pieces} == {PieceState.SENT}
    assert dict(wall.posted) == {piece.piece_id: 1 for piece in issue.pieces}


async def steps_of_a_quiet_run(furnished: Path, folder: Path) -> int:
    wall, fate = Wall(), Fate()
    async with a_due_issue(furnished, folder) as room:
        await lives(room, wall, [fate], random.Random(0), 0)
        await everything_is_there_once(room, wall)
    return fate.steps


async def test_a_process_killed_at_each_single_step(furnished: Path, tmp_path: Path) -> None:
    """And the one after it killed at each step as well, so that no restart is less careful than the first start."""
    steps = await steps_of_a_quiet_run(furnished, tmp_path)
    assert steps > 25, "planning, building, and three pieces with two commits and a send each"
    asked = 0
    for at in range(1, steps + 1):
        wall, chance = Wall(), random.Random(at)
        async with a_due_issue(furnished, tmp_path) as room:
            await lives(room, wall, [Fate(at=at)], chance, 0)
            assert max(wall.posted.values(), default=0) <= 1
            room.clock.now += 2 * LEASE
            await lives(room, wall, [Fate(at=at // 2 + 1)], chance, 0)
            asked += await until_posted(room, wall, chance, 0)
            await everything_is_there_once(room, wall)
    assert asked >= 6, "between intent and note nobody but a person can tell, and there are three pieces"


@pytest.mark.parametrize("part", range(4))
async def test_killed_and_answers_lost_and_two_processes_racing_by_chance(
    furnished: Path, tmp_path: Path, part: int
) -> None:
    """Each run has its own seed: two processes at once, each killed somewhere or nowhere, in all sorts of trouble."""
    asked = 0
    for seed in range(part * RUNS // 4, (part + 1) * RUNS // 4):
        wall, chance = Wall(), random.Random(seed)
        async with a_due_issue(furnished, tmp_path) as room:
            fates = [[Fate(at=chance.choice([None, chance.randint(1, 35)])) for _ in range(3)] for _ in range(2)]
            await asyncio.gather(*(lives(room, wall, some, chance, 0.3) for some in fates))
            assert max(wall.posted.values(), default=0) <= 1, f"seed {seed}"
            asked += await until_posted(room, wall, chance, 0.15)
            await everything_is_there_once(room, wall)
    assert asked > 0


async def test_an_answer_that_comes_after_another_process_gave_up_on_it_is_the_truth(
    furnished: Path, tmp_path: Path
) -> None:
    """A send takes longer than the lease; the other process stops the issue, and the late answer lets it go on."""
    wall = Wall()
    async with a_due_issue(furnished, tmp_path) as room:
        first = process(room, wall, Fate(), random.Random(0), 0)
        second = process(room, wall, Fate(), random.Random(0), 0)
        reached, go_on = asyncio.Event(), asyncio.Event()
        channel = first.channel

        async def slow(*send: object) -> object:
            posted = await channel(*send)  # type: ignore[arg-type]
            reached.set()
            await go_on.wait()
            return posted

        first.channel = slow  # type: ignore[assignment]
        working = asyncio.ensure_future(first.work())
        await reached.wait()
        room.clock.now += 2 * LEASE
        await second.work()
        assert await room.states() == [IssueState.STOPPED]
        go_on.set()
        await working
        room.clock.now += 2 * LEASE
        await second.work()
        await everything_is_there_once(room, wall)
