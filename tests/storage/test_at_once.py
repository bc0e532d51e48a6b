"""Several writers at once, and writers that are killed: nothing is lost, doubled or left half."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from sqlalchemy import func, select

from engine.errors import AlreadyStored
from engine.model import Event, PersonId, Role, Tag
from storage import tables
from storage.database import Database, migrate, open_database
from storage.events import BufferedEvents
from storage.files import FolderFiles
from storage.ownership import claim_index
from storage.rollups.rolling import RollUp
from storage.tables.rollups import day_counts, person_days
from tests.conftest import NOON
from tests.storage import another_process
from tests.storage.test_sql import add, photo


async def test_migrating_twice_and_at_once_is_harmless(any_url: str) -> None:
    processes = [another_process.start("migrate", any_url) for _ in range(2)]
    await migrate(any_url)
    assert [process.communicate() and process.returncode for process in processes] == [0, 0]
    database = await open_database(any_url)
    async with database.begin() as work:
        assert await work.photos.count() == 0
    await database.aclose()


async def test_two_processes_that_write_at_once_lose_nothing(any_url: str) -> None:
    await migrate(any_url)
    processes = [another_process.start("add_photos", any_url, first, 40) for first in (100, 200)]
    database = await open_database(any_url)
    await add(database, *(photo(number) for number in range(20)))
    for process in processes:
        await asyncio.to_thread(process.communicate)
    assert [process.returncode for process in processes] == [0, 0]
    async with database.begin() as work:
        assert await work.photos.count() == 100
    await database.aclose()


async def test_a_process_killed_between_files_and_commit_leaves_nothing_half(any_url: str, tmp_path: Path) -> None:
    await migrate(any_url)
    process = another_process.start("die_before_the_commit", any_url, tmp_path / "files")
    await asyncio.to_thread(process.communicate)
    assert process.returncode == -signal.SIGKILL
    assert await FolderFiles(tmp_path / "files").has_all(photo(1).content_hash)
    database = await open_database(any_url)
    async with database.begin() as work:
        assert await work.photos.by_hash(photo(1).content_hash) is None
    await add(database, photo(1))
    await database.aclose()


async def test_a_killed_process_loses_no_event_that_it_told_a_second_before(any_url: str) -> None:
    await migrate(any_url)
    process = another_process.start("tell_and_be_killed", any_url, 50)
    await asyncio.to_thread(process.communicate)
    assert process.returncode == -signal.SIGKILL
    assert await told(any_url) == list(range(50))


async def test_a_process_that_is_told_to_stop_writes_every_event_first(any_url: str) -> None:
    await migrate(any_url)
    process = another_process.start("tell_and_stop", any_url, 3000)
    await asyncio.to_thread(process.communicate)
    assert process.returncode == 0
    assert await told(any_url) == list(range(3000))


async def test_a_process_killed_while_it_counts_leaves_every_event_to_be_counted_once(any_url: str) -> None:
    await migrate(any_url)
    database = await open_database(any_url)
    async with BufferedEvents(database) as events:
        for number in range(35):
            events.tell(Event(kind="told", person_id=PersonId(number), happened_at=NOON))
    for batches in (0, 1):
        process = another_process.start("count_and_be_killed", any_url, batches)
        await asyncio.to_thread(process.communicate)
        assert process.returncode == -signal.SIGKILL
    await RollUp(database, ZoneInfo("Europe/Moscow"), lambda: NOON).catch_up()
    async with database.connections.connect() as connection:
        rows = (await connection.execute(select(day_counts.c.key, day_counts.c["count"]))).all()
        people = (await connection.execute(select(func.count()).select_from(person_days))).scalar_one()
    assert (rows, people) == ([("told", 35)], 35)
    await database.aclose()


async def told(url: str) -> list[int]:
    database = await open_database(url)
    async with database.connections.connect() as connection:
        found = list((await connection.execute(select(tables.events.c.person_id).order_by("event_id"))).scalars())
    await database.aclose()
    return found


async def test_the_same_content_stored_by_several_at_once_is_stored_once(any_database: Database) -> None:
    async def store() -> bool:
        async with any_database.begin(writes=True) as work:
            try:
                await work.photos.add(photo(1), NOON)
            except AlreadyStored:
                return False
            await asyncio.sleep(0.05)
            await work.commit()
            return True

    assert sorted(await asyncio.gather(*(store() for _ in range(3)))) == [False, False, True]


async def test_two_first_messages_at_once_make_one_person(any_database: Database) -> None:
    async def meet() -> PersonId:
        async with any_database.begin(writes=True) as work:
            person = await work.people.add(1001, Role.VISITOR, None, NOON)
            await work.commit()
            return person.person_id

    assert len(set(await asyncio.gather(*(meet() for _ in range(5))))) == 1


async def test_meeting_a_known_person_keeps_what_the_unit_wrote_before(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        first = await work.people.add(1001, Role.VISITOR, None, NOON)
        await work.commit()
    async with any_database.begin(writes=True) as work:
        await work.settings.put("encoder", "one")
        assert await work.people.add(1001, Role.OWNER, None, NOON) == first
        await work.commit()
    async with any_database.begin() as work:
        assert await work.settings.get("encoder") == "one"


async def test_writers_of_the_same_rows_in_opposite_orders_wait_for_each_other(any_database: Database) -> None:
    ids = await add(any_database, *(photo(number) for number in range(60)))
    tags = [Tag(slug=f"tag_{number}", ru="тег", en="tag") for number in range(200)]
    vector = np.array([1, 0, 0], np.float32)

    async def write(step: int) -> None:
        async with any_database.begin(writes=True) as work:
            await work.tags.put(tags[::step])
            await work.embeddings.put("colours", dict.fromkeys(ids[::step], vector))
            await work.commit()

    for _ in range(3):
        await asyncio.gather(*(write(step) for step in (1, -1, 1, -1)))
    async with any_database.begin() as work:
        assert len(await work.tags.all()) == len(tags)
        assert set(await work.embeddings.get("colours", ids)) == set(ids)


async def test_a_writer_that_is_cancelled_holds_nobody_up(
    any_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(120):
        adding = asyncio.ensure_future(add(any_database, photo(number)))
        await asyncio.sleep(0.0005 * (number % 10) + 0.00007 * (number % 7))
        adding.cancel()
        ended, _ = await asyncio.wait([adding], timeout=5)
        assert ended, f"writer {number} waits for one that was cancelled before"
        assert adding.cancelled() or adding.exception() is None
    await asyncio.wait_for(add(any_database, photo(1000)), 5)
    assert [record.getMessage() for record in caplog.records if record.name.startswith("sqlalchemy")] == []


def test_an_owner_that_is_killed_owns_the_index_no_longer(tmp_path: Path) -> None:
    owner = another_process.start("own_the_index", tmp_path / "index")
    assert owner.stdout is not None
    assert owner.stdout.readline() == "claimed\n"
    assert claim_index(tmp_path / "index") is None
    assert int((tmp_path / "index.pid").read_text()) == owner.pid
    owner.kill()
    owner.communicate()
    mine = claim_index(tmp_path / "index")
    assert mine is not None
    mine.close()
