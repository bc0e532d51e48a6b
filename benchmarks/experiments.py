"""How long `/experiments` reads what came of four weeks: `python -m benchmarks.experiments`.

As many events as four weeks of a bank with five million a year have, two experiments among them.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from admin.experiments.reading import LOOKED_BACK, ReadExperiments
from benchmarks.report import machine
from bot.cli.stats import TERMINAL
from engine.experiments import experiments_from
from engine.model import Event, PersonId
from storage.database import migrate, open_database
from storage.events import insert_events
from storage.experiences import SqlExperiences

COUNT = 400_000
PEOPLE = 9000
AT_ONCE = 20_000
NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
DECLARED = "small-sheet: sheet 9 | 6; buttons: buttons usual | download-first"


def events(count: int) -> Iterator[list[Event]]:
    """Searches in chats with what came of them, and others' events between them, AT_ONCE at a time."""
    chance = Random(1)
    told: list[Event] = []
    for search_id in range(1, count):
        person = PersonId(1 + chance.randrange(PEOPLE))
        at = NOW - LOOKED_BACK * chance.random()
        facts = {
            "search_id": search_id,
            "words": "мост ночью",
            "found": chance.randrange(90),
            "took_ms": chance.random() * 400,
            "language": "ru",
            "chat": "private",
            "variants": {"small-sheet": chance.choice("96"), "buttons": chance.choice(["usual", "download-first"])},
        }
        told.append(Event(kind="searched", person_id=person, happened_at=at, facts=facts))
        page = {"search_id": search_id, "page": 1, "shown": 9}
        told.append(Event(kind="page_shown", person_id=person, happened_at=at, facts=page))
        for _ in range(chance.choice((0, 0, 1, 2))):
            later, opened = dt.timedelta(seconds=chance.expovariate(1 / 20)), {"search_id": search_id, "photo_id": 7}
            told.append(Event(kind="opened", person_id=person, happened_at=at + later, facts=opened))
        if chance.random() < 0.9:
            told.append(Event(kind="inline_asked", person_id=person, happened_at=at, facts={"words": "мос"}))
        if len(told) >= AT_ONCE:
            yield told
            count, told = count - len(told), []
            if count <= 0:
                return


async def main() -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'photobank.db'}"
        await migrate(url)
        database = await open_database(url)
        for told in events(COUNT):
            async with database.writing.begin() as connection:
                await insert_events(connection, told)
        read = ReadExperiments(
            experiences=SqlExperiences(database), experiments=experiments_from(DECLARED), clock=lambda: NOW
        )
        began, worked = time.perf_counter(), time.process_time()
        results = await read(TERMINAL)
        took, work = time.perf_counter() - began, time.process_time() - worked
        await database.aclose()
    searches = sum(outcome.searches for outcome in results[0].outcomes)
    print(f"{machine()}: {COUNT:,} events, {searches:,} searches:", end=" ")
    print(f"{took:.1f} s, of which the processor worked {work:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
