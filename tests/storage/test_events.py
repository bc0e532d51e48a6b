"""Events are told without waiting and written once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import math

import pytest
from sqlalchemy import select

from engine.model import Event, PersonId
from storage import events as events_module
from storage import tables
from storage.database import Database
from storage.events import BufferedEvents
from tests.conftest import NOON
from tests.storage.conftest import until


def event(number: int, kind: str = "searched", **facts: object) -> Event:
    return Event(kind=kind, person_id=PersonId(number), happened_at=NOON + dt.timedelta(number), facts=facts)


async def written(database: Database) -> list[int]:
    async with database.connections.connect() as connection:
        return list((await connection.execute(select(tables.events.c.person_id).order_by("event_id"))).scalars())


async def test_events_are_written_when_the_buffer_closes(any_database: Database) -> None:
    async with BufferedEvents(any_database) as events:
        for n in range(5):
            events.tell(event(n, words="мост"))
    async with any_database.connections.connect() as connection:
        rows = (await connection.execute(select(tables.events).order_by(tables.events.c.event_id))).all()
    assert [(row.kind, row.person_id, row.facts) for row in rows] == [
        ("searched", n, {"words": "мост"}) for n in range(5)
    ]
    assert rows[0].happened_at == NOON


async def test_events_are_written_without_anybody_closing(any_database: Database) -> None:
    async def one_is_there() -> bool:
        return await written(any_database) == [1]

    async with BufferedEvents(any_database) as events:
        events.tell(event(1))
        await until(one_is_there)


async def test_closing_while_events_are_being_written_writes_each_once(
    any_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events_module, "FLUSH_EVERY_S", 0.01)
    async with any_database.begin(writes=True) as work:
        # On SQLite the first batch now waits for this unit, and the buffer is closed while it does.
        await work.settings.put("slow", "yes")
        events = BufferedEvents(any_database)
        await events.__aenter__()
        events.tell(event(1))
        await asyncio.sleep(0.1)
        events.tell(event(2))
        closing = asyncio.ensure_future(events.__aexit__(None, None, None))
        await asyncio.sleep(0.1)
        await work.commit()
    await closing
    assert await written(any_database) == [1, 2]


@pytest.mark.parametrize(
    "unfit",
    [event(1, thing=object()), event(1, share=math.nan), event(1, kind="k" * 33)],
    ids=["no JSON", "no number", "too long a kind"],
)
async def test_an_event_that_cannot_be_kept_does_not_hold_the_others_up(any_database: Database, unfit: Event) -> None:
    async with BufferedEvents(any_database) as events:
        events.tell(unfit)
        events.tell(event(2, words="a\0b"))
    assert await written(any_database) == [2]


async def test_events_wait_for_a_database_that_does_not_answer_and_the_oldest_make_room(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(events_module, "KEPT_AT_MOST", 3)
    monkeypatch.setattr(events_module, "FLUSH_EVERY_S", 0.01)
    caplog.set_level(logging.CRITICAL, "storage.events")
    async with database.writing.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE events RENAME TO away")
    async with BufferedEvents(database) as events:
        for n in range(5):
            events.tell(event(n))
            await asyncio.sleep(0.03)
        async with database.writing.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE away RENAME TO events")
    assert await written(database) == [2, 3, 4]
