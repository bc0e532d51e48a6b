"""The simulated year, in small: it speaks as events do, comes out the same again, and its figures equal a recount."""

from __future__ import annotations

from sqlalchemy import select

from admin.dashboard.figures import Period
from benchmarks.year import LAST, ZONE, date_of, events, write_year
from engine.events import unlike
from engine.model import Event, PersonId
from storage import tables
from storage.database import Database
from storage.statistics.statistics import SqlStatistics
from tests.storage.recount import Recount
from tests.storage.test_rollups import equal_days, equal_words

PHOTOS = range(1, 40)
PARTNER = PersonId(1_000_003)


def test_a_year_is_the_same_again_and_told_as_events_are() -> None:
    year = [event for day in events(1500, PHOTOS, seed=3) for event in day]
    assert year == [event for day in events(1500, PHOTOS, seed=3) for event in day]
    assert year != [event for day in events(1500, PHOTOS, seed=4) for event in day]
    assert [unlike(event) for event in year if unlike(event)] == []
    assert 1000 < len(year) < 2300
    days = {event.happened_at.astimezone(ZONE).date() for event in year}
    assert date_of(0) <= min(days) < date_of(30)
    assert max(days) == LAST


async def test_the_figures_of_a_year_equal_a_recount_of_it(database: Database) -> None:
    written = await write_year(database, 3000, photos=40)
    async with database.connections.connect() as connection:
        rows = (await connection.execute(select(tables.events))).all()
    told = [Event(kind=r.kind, person_id=r.person_id, happened_at=r.happened_at, facts=r.facts) for r in rows]
    assert len(told) == written
    read, recount = SqlStatistics(database, ZONE, 3), Recount(events=told, zone=ZONE)
    for days in (1, 30):
        await equal_days(read, recount, Period.ending(LAST, days))
    await equal_words(read, recount, Period.ending(LAST, 180), least=3)
    assert (await read.growth(Period.ending(LAST, 1))).published == (40,)
    taken = [event.facts["size"] for event in told if event.kind == "downloaded" and event.person_id == PARTNER]
    partner = await read.partner(PARTNER, Period.ending(LAST, 365))
    assert dict(partner.by_size) == {size: taken.count(size) for size in set(taken)}
    assert taken
