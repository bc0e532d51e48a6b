"""What SQLite is asked on the spot is asked only where nobody has to be waited for."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, select

from engine.model import PersonId, Query, SearchId
from storage import tables
from storage.database import Database, migrate, open_database
from storage.steady import FEW, ON_THE_SPOT, SteadyConnection, where_few
from tests.conftest import NOON

QUESTION = select(tables.people.c.person_id)


@pytest.fixture
async def bank(tmp_path: Path) -> Any:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bank.db'}"
    await migrate(url)
    database = await open_database(url)
    async with database.writing.begin() as connection:
        await connection.execute(insert(tables.people), {"person_id": 1, "role": "visitor", "met_at": NOON})
    yield database
    await database.aclose()


@pytest.fixture
def threads(bank: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where each statement was executed: "here" for the event loop's thread, "there" for the driver's."""
    here, seen = threading.current_thread(), []

    def note(record: Any) -> None:
        def trace(statement: str) -> None:
            seen.append(f"{statement.split()[0]} {'here' if threading.current_thread() is here else 'there'}")

        record.driver_connection._conn.set_trace_callback(trace)

    event.listen(bank.connections.sync_engine, "checkout", lambda made, record, _proxy: note(record))
    return seen


async def test_a_reader_asks_on_the_spot_and_only_what_is_marked_so(bank: Database, threads: list[str]) -> None:
    async with bank.connections.connect() as connection:
        await connection.execute(QUESTION, execution_options=ON_THE_SPOT)
        await connection.execute(QUESTION)
    assert [one for one in threads if one.split()[0] in {"BEGIN", "SELECT"}] == [
        "BEGIN here",
        "SELECT here",
        "SELECT there",
    ]


async def test_a_writer_takes_its_turn_in_the_drivers_thread_and_then_waits_for_nobody(
    bank: Database, threads: list[str]
) -> None:
    person = {"person_id": 2, "role": "visitor", "met_at": NOON}
    async with bank.writing.begin() as connection:
        await connection.execute(insert(tables.people), person, execution_options=ON_THE_SPOT)
        await connection.execute(QUESTION, execution_options=ON_THE_SPOT)
    wanted = {"BEGIN", "INSERT", "SELECT", "COMMIT"}
    assert [one for one in threads if one.split()[0] in wanted] == [
        "BEGIN there",
        "INSERT there",
        "SELECT here",
        "COMMIT there",
    ]


async def test_the_event_loop_goes_on_while_a_writer_waits_for_another_ones_turn(bank: Database) -> None:
    """Statements marked for the spot, on both sides: the second writer waits, a reader and the loop do not."""
    async with bank.begin(writes=True) as first:
        await first.searches.add(PersonId(1), Query(words="мост"), [], NOON)

        async def second() -> SearchId:
            async with bank.begin(writes=True) as work:
                search_id = await work.searches.add(PersonId(1), Query(words="парк"), [], NOON)
                await work.commit()
                return search_id

        waiting = asyncio.ensure_future(second())
        for _ in range(20):
            await asyncio.sleep(0.005)
            async with bank.begin() as reader:
                assert await reader.searches.get(SearchId(1)) is None
        assert not waiting.done()
        await first.commit()
    async with bank.begin() as reader:
        assert await reader.searches.get(await waiting) is not None
        assert await reader.searches.get(SearchId(1)) is not None


async def test_nothing_is_asked_on_the_spot_while_the_thread_is_on_an_errand(bank: Database) -> None:
    """SQLite's connections may change threads, but two at once would be one too many."""
    connection = await bank.connections.connect()
    steady = (await connection.get_raw_connection()).driver_connection
    assert isinstance(steady, SteadyConnection)
    steady.begin(writes=False)
    steady.on_the_spot = True
    assert steady.may_answer_here()
    errand = asyncio.ensure_future(steady._execute(threading.Event().wait, 0.2))
    await asyncio.sleep(0)
    assert not steady.may_answer_here()
    await errand
    assert steady.may_answer_here()
    await connection.close()


async def test_a_cancelled_reader_leaves_its_connection_whole(bank: Database) -> None:
    async def reads() -> None:
        async with bank.connections.connect() as connection:
            await connection.execute(QUESTION)
            await connection.execute(QUESTION, execution_options=ON_THE_SPOT)

    for steps in range(8):
        reading = asyncio.ensure_future(reads())
        for _ in range(steps):
            await asyncio.sleep(0)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    async with bank.begin(writes=True) as work:
        await work.searches.add(PersonId(1), Query(words="мост"), [], NOON)
        await work.commit()


def test_many_ids_are_looked_up_in_the_drivers_thread() -> None:
    assert where_few(range(FEW)) == ON_THE_SPOT
    assert where_few(range(FEW + 1)) == {}
