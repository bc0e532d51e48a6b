"""Whatever happened, in whatever order it is told and however often counting is cut short: figures equal a recount."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from admin.dashboard.figures import Period
from engine.model import Event, PersonId, PhotoId
from storage import tables
from storage.database import Database, migrate, open_database
from storage.event_rows import insert_events
from storage.events import BufferedEvents
from storage.rollups import rolling
from storage.rollups.rolling import RollUp
from storage.statistics.statistics import SqlStatistics
from storage.tables.complete import metadata
from storage.tables.rollups import search_outcomes
from tests.conftest import NOON
from tests.storage.recount import KEEPING, Recount, nearest_rank
from tests.storage.test_sql import add, photo

MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
LEAST = 2
PHOTOS = 3
CHANGE = dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC)
"""When clocks go forward in Berlin; in Moscow they never do."""
EVENTS_TABLES = [
    table
    for table in metadata.sorted_tables
    if table.name in {"events", "rollup_cursors", "day_counts", "search_outcomes", "photo_lovers"}
    or table.name.endswith(("_days", "_weeks", "asked_words", "asked_people"))
]


async def write(database: Database, events: Sequence[Event]) -> None:
    if events:
        async with database.writing.begin() as connection:
            await insert_events(connection, events)


def at(minutes: int) -> dt.datetime:
    return CHANGE + dt.timedelta(minutes=minutes)


MOMENTS = st.one_of(
    st.integers(-200, 200),  # around the change of clocks, and midnight in both zones
    st.integers(-20 * 1440, 20 * 1440),
    st.builds(lambda day, minute: day * 1440 + minute, st.integers(-9, 9), st.integers(-330, 30)),
).map(at)
PEOPLE = st.one_of(st.none(), st.integers(1, 4))
SHELVES = st.sampled_from([None, None, "fresh"])
IDS = st.one_of(st.none(), st.integers(1, 8))


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events in the order in which they are written down, which is not the one in which they happened."""
    searches = [
        _event(draw, "searched", search_id=number, **draw(SEARCHED)) for number in range(1, draw(st.integers(0, 8)) + 1)
    ]
    others = draw(st.lists(st.sampled_from(sorted(FACTS)), max_size=14))
    told = [*searches, *(_event(draw, kind, **draw(FACTS[kind])) for kind in others)]
    return draw(st.permutations(told))


def _event(draw: st.DrawFn, kind: str, **facts: object) -> Event:
    person = draw(PEOPLE)
    return Event(
        kind=kind,
        person_id=None if person is None else PersonId(person),
        happened_at=draw(MOMENTS),
        facts=facts,
    )


PHOTO = st.integers(1, PHOTOS)
SEARCHED = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["", "мост", "ночной мост", "bridge"]),
        "chat": st.sampled_from(["private", "group", "inline"]),
        "language": st.sampled_from(["ru", "en"]),
        "found": st.integers(0, 2),
        "shown": st.integers(0, 9),
        "took_ms": st.integers(0, 9000),
        "asked_tags": st.lists(st.sampled_from(["bridge", "river"]), max_size=2),
    }
)
FACTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "paged": st.fixed_dictionaries({"search_id": IDS, "shown": st.integers(0, 9), "shelf": SHELVES}),
    "opened": st.fixed_dictionaries(
        {"photo_id": PHOTO, "search_id": IDS, "shelf": SHELVES, "place": st.one_of(st.none(), st.integers(1, 9))}
    ),
    "downloaded": st.fixed_dictionaries(
        {"photo_id": PHOTO, "size": st.sampled_from(["screen", "original"]), "search_id": IDS}
    ),
    "favourited": st.fixed_dictionaries({"photo_id": PHOTO}),
    "collected": st.fixed_dictionaries({"photo_id": PHOTO}),
    "shared_inline": st.fixed_dictionaries({"photo_id": PHOTO, "search_id": IDS}),
    "judged": st.fixed_dictionaries({"photo_id": PHOTO, "fits": st.booleans()}),
    "registered": st.just({}),
}


class Killed(BaseException):
    """What a killed process does not live to handle."""


@pytest.fixture(scope="module")
def bank_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a few published photos, emptied of events before each example."""
    folder: Path = tmp_path_factory.mktemp("rollups")
    url = f"sqlite+aiosqlite:///{folder / 'bank.db'}"

    async def fill() -> None:
        await migrate(url)
        database = await open_database(url)
        await add(database, *(photo(number) for number in range(1, PHOTOS + 1)))
        async with database.writing.begin() as connection:
            await connection.execute(update(tables.photos).values(state="published", published_at=NOON))
        await database.aclose()

    asyncio.run(fill())
    return url


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=histories(),
    cuts=st.lists(st.integers(0, 22), max_size=4),
    kills=st.lists(st.booleans(), min_size=5, max_size=5),
    batch=st.integers(1, 5),
    zone=st.sampled_from([MOSCOW, BERLIN]),
    first=st.integers(-12, 3),
    days=st.integers(1, 12),
)
def test_figures_equal_a_recount_of_the_events(
    bank_url: str,
    told: list[Event],
    cuts: list[int],
    kills: list[bool],
    batch: int,
    zone: ZoneInfo,
    first: int,
    days: int,
) -> None:
    period = Period.ending(CHANGE.date() + dt.timedelta(days=first + days), days)

    async def example() -> None:
        database = await open_database(bank_url)
        try:
            async with database.writing.begin() as connection:
                for table in EVENTS_TABLES:
                    await connection.execute(delete(table))
            await _counted_in_pieces(database, told, cuts, kills, RollUp(database, zone, lambda: NOON, batch=batch))
            await _equal(SqlStatistics(database, zone, LEAST), Recount(events=told, zone=zone), period)
        finally:
            await database.aclose()

    asyncio.run(example())


async def _counted_in_pieces(
    database: Database, told: list[Event], cuts: list[int], kills: list[bool], roll_up: RollUp
) -> None:
    """Events are written in pieces and counted in between; where a piece is killed, its counts were not committed."""
    borders = [0, *sorted(min(cut, len(told)) for cut in cuts), len(told)]
    for number, (begin, end) in enumerate(pairwise(borders)):
        await write(database, told[begin:end])
        if kills[number % len(kills)]:
            await _killed_while_counting(roll_up)
        else:
            await roll_up()
    await roll_up.catch_up()


async def _killed_while_counting(roll_up: RollUp) -> None:
    whole = rolling.apply

    async def cut_short(*args: Any) -> None:
        await whole(*args)
        raise Killed

    rolling.apply = cut_short
    try:
        await roll_up()
    except Killed:
        pass
    finally:
        rolling.apply = whole


async def _equal(read: SqlStatistics, recount: Recount, period: Period) -> None:
    await equal_days(read, recount, period)
    await equal_words(read, recount, period)
    await _equal_photos(read, recount, period)
    retention = await read.retention(period)
    assert {one.monday: list(one.returned) for one in retention.cohorts} == recount.cohorts(period)


async def equal_days(read: SqlStatistics, recount: Recount, period: Period) -> None:
    overview = await read.overview(period)
    for now, then in ((True, period), (False, period.before)):
        one = {
            name: getattr(overview, name).now if now else getattr(overview, name).before
            for name in ("searches", "people", "opened", "downloads", "success_rate", "median_ms", "p95_ms")
        }
        assert one["searches"] == len(recount.searches(then))
        assert one["people"] == recount.people(then)
        assert one["opened"] == len(recount.within(then, "opened"))
        assert one["downloads"] == len(recount.within(then, "downloaded"))
        assert one["success_rate"] == recount.success_rate(then)
        _about(one["median_ms"], nearest_rank(recount.durations(then), 0.5))
        _about(one["p95_ms"], nearest_rank(recount.durations(then), 0.95))
    singly = [Period(first=day, last=day) for day in period]
    assert list(overview.searches_by_day) == [len(recount.searches(day)) for day in singly]
    assert list(overview.people_by_day) == [recount.people(day) for day in singly]
    speed = await read.speed(period)
    for day, median, p95 in zip(singly, speed.median_ms, speed.p95_ms, strict=True):
        _about(median, nearest_rank(recount.durations(day), 0.5))
        _about(p95, nearest_rank(recount.durations(day), 0.95))
    assert [list(row) for row in (await read.hours(period)).searches] == recount.hours(period)
    quality = await read.quality(period)
    pages = recount.pages(period)
    assert quality.pages == len(pages)
    assert list(quality.shown_at) == [sum(shown >= place for shown in pages) for place in range(1, 10)]
    assert list(quality.opened_at) == recount.opened_at(period)
    judged = [event.facts["fits"] for event in recount.within(period, "judged")]
    assert (quality.thumbs_up, quality.thumbs_down) == (judged.count(True), judged.count(False))
    audience = await read.audience(period)
    chats = [event.facts["chat"] for event in recount.within(period, "searched")]
    assert dict(audience.by_chat) == {chat: chats.count(chat) for chat in ("private", "group", "inline")}
    spoken = [event.facts["language"] for event in recount.searches(period)]
    assert dict(audience.by_language) == {language: spoken.count(language) for language in set(spoken)}
    assert audience.inline_chosen == len(recount.within(period, "shared_inline"))


async def equal_words(read: SqlStatistics, recount: Recount, period: Period, least: int = LEAST) -> None:
    top = (await read.top_queries(period, 100)).rows
    expected = recount.words(period, least)
    assert {row.words: (row.searches, row.people, row.nothing_found) for row in top} == expected
    assert [row.searches for row in top] == sorted((row.searches for row in top), reverse=True)
    before = recount.words(period.before, 1)
    nobody = [event.facts["text"].casefold() for event in recount.searches(period.before)]
    assert {row.words: row.searches_before for row in top} == {words: nobody.count(words) for words in expected}
    assert set(before) <= set(nobody)
    nothing = {row.words for row in (await read.nothing_found(period, 100)).rows}
    assert nothing == {words for words, row in expected.items() if row[2]}


async def _equal_photos(read: SqlStatistics, recount: Recount, period: Period) -> None:
    figure = await read.photos(period, 100)
    for photo_id in range(1, PHOTOS + 1):
        counted = {
            "opened": len(recount.of_photo(period, photo_id, ["opened"])),
            "downloads": len(recount.of_photo(period, photo_id, ["downloaded"])),
            "kept": len(recount.of_photo(period, photo_id, KEEPING)),
            "shared": len(recount.of_photo(period, photo_id, ["shared_inline"])),
            "lovers": recount.lovers(period, photo_id),
        }
        for rows in (figure.opened, figure.downloaded):
            for row in rows:
                if row.photo_id == photo_id:
                    assert {name: getattr(row, name) for name in counted} == counted
        assert (photo_id in {row.photo_id for row in figure.opened}) == (counted["opened"] > 0)
        assert (photo_id in {row.photo_id for row in figure.downloaded}) == (counted["downloads"] > 0)
        one = await read.photo(PhotoId(photo_id), period)
        assert {name: getattr(one, name).now for name in counted} == counted
        assert one.lovers.before == recount.lovers(period.before, photo_id)
    love = {row.photo_id: row.lovers for row in (await read.loved(period, 100)).rows}
    assert love == {one: people for one in range(1, PHOTOS + 1) if (people := recount.lovers(period, one))}


def _about(read: float | None, true: int | None) -> None:
    assert (read is None) == (true is None)
    if read is not None and true is not None:
        assert read == pytest.approx(max(1, true), rel=0.05)


def some_history(seed: int, length: int = 120) -> list[Event]:
    """One history, the same for the same seed."""
    chance = random.Random(seed)
    told = []
    for number in range(1, length + 1):
        kind = chance.choice(["searched", "paged", "opened", "opened", "downloaded", "favourited", "judged"])
        facts: dict[str, Any] = {
            "search_id": number if kind == "searched" else chance.randint(1, length),
            "shelf": None,
            "shown": chance.randint(0, 9),
        }
        if kind == "searched":
            facts |= {
                "text": chance.choice(["мост", "ночной мост", "bridge"]),
                "chat": chance.choice(["private", "group", "inline"]),
                "language": chance.choice(["ru", "en"]),
                "found": chance.randint(0, 2),
                "took_ms": int(chance.lognormvariate(4, 1)),
                "asked_tags": ["bridge"],
            }
        elif kind != "paged":
            facts |= {
                "photo_id": chance.randint(1, PHOTOS),
                "place": chance.randint(1, 9),
                "fits": True,
                "size": "screen",
            }
        person = PersonId(chance.randint(1, 6))
        told.append(Event(kind=kind, person_id=person, happened_at=at(chance.randint(-9000, 9000)), facts=facts))
    return told


async def published(database: Database) -> None:
    await add(database, *(photo(number) for number in range(1, PHOTOS + 1)))
    async with database.writing.begin() as connection:
        await connection.execute(update(tables.photos).values(state="published", published_at=NOON))


WEEK = Period.ending(CHANGE.date() + dt.timedelta(days=3), 7)


async def test_figures_are_the_same_on_every_database(any_database: Database) -> None:
    await published(any_database)
    told = some_history(1)
    await write(any_database, told)
    await RollUp(any_database, BERLIN, lambda: NOON, batch=50).catch_up()
    await _equal(SqlStatistics(any_database, BERLIN, LEAST), Recount(events=told, zone=BERLIN), WEEK)


async def test_processes_that_count_at_once_count_every_event_once(any_url: str) -> None:
    await migrate(any_url)
    databases = [await open_database(any_url) for _ in range(3)]
    await published(databases[0])
    told = some_history(2)

    async def tell() -> None:
        for first in range(0, len(told), 10):
            await write(databases[2], told[first : first + 10])

    async def keep_counting(roll_up: RollUp) -> None:
        for _ in range(20):
            await roll_up()

    rolling_up = [RollUp(database, MOSCOW, lambda: NOON, batch=7) for database in databases[:2]]
    await asyncio.gather(tell(), *(keep_counting(one) for one in rolling_up))
    await rolling_up[0].catch_up()
    await _equal(SqlStatistics(databases[0], MOSCOW, LEAST), Recount(events=told, zone=MOSCOW), WEEK)
    for database in databases:
        await database.aclose()


async def test_an_event_that_is_committed_after_a_later_one_is_counted_as_well(any_url: str) -> None:
    """PostgreSQL gives numbers out before they are committed; SQLite's second writer waits for the first."""
    await migrate(any_url)
    slow, quick = [await open_database(any_url) for _ in range(2)]
    roll_up = RollUp(quick, MOSCOW, lambda: NOON)
    told = [Event(kind="registered", person_id=PersonId(number), happened_at=NOON) for number in (1, 2)]
    async with slow.writing.begin() as connection:
        await insert_events(connection, told[:1])
        writing = asyncio.ensure_future(_tell(quick, told[1]))
        counting = asyncio.ensure_future(roll_up.catch_up())
        await asyncio.sleep(0.3)
    await asyncio.gather(writing, counting)
    await roll_up.catch_up()
    day = Period.ending(NOON.date(), 1)
    assert (await SqlStatistics(quick, MOSCOW, LEAST).overview(day)).people.now == 2
    await slow.aclose()
    await quick.aclose()


async def _tell(database: Database, event: Event) -> None:
    async with BufferedEvents(database) as events:
        events.tell(event)


async def test_old_events_go_once_they_are_counted_and_every_figure_stays(any_database: Database) -> None:
    await published(any_database)
    told = some_history(3)
    await write(any_database, told)
    now = CHANGE + dt.timedelta(days=400)
    roll_up = RollUp(any_database, MOSCOW, lambda: now, keep=dt.timedelta(days=90), batch=50)
    await roll_up.catch_up()
    async with any_database.connections.connect() as connection:
        left = (await connection.execute(select(tables.events.c.event_id))).scalars().all()
        outcomes = (await connection.execute(select(search_outcomes))).all()
    assert (left, outcomes) == ([len(told)], [])
    await _equal(SqlStatistics(any_database, MOSCOW, LEAST), Recount(events=told, zone=MOSCOW), WEEK)
    # What comes afterwards is counted, though a number could be given out again when the last event is gone.
    late = [Event(kind="registered", person_id=PersonId(9), happened_at=CHANGE)]
    await write(any_database, late)
    await roll_up.catch_up()
    await _equal(SqlStatistics(any_database, MOSCOW, LEAST), Recount(events=[*told, *late], zone=MOSCOW), WEEK)


async def test_events_that_are_not_counted_yet_are_not_pruned(any_database: Database) -> None:
    told = some_history(4, 30)
    await write(any_database, told)
    roll_up = RollUp(
        any_database, MOSCOW, lambda: CHANGE + dt.timedelta(days=400), keep=dt.timedelta(days=90), batch=10
    )
    await roll_up()
    async with any_database.connections.connect() as connection:
        assert len((await connection.execute(select(tables.events.c.event_id))).all()) == len(told)


async def test_events_of_former_versions_with_fewer_facts_are_counted(any_database: Database) -> None:
    old = [
        Event(kind="searched", person_id=PersonId(1), happened_at=NOON, facts={"words": "Мост!", "found": 3}),
        Event(kind="searched", person_id=PersonId(2), happened_at=NOON, facts={"words": "мост", "found": None}),
        Event(kind="opened", person_id=PersonId(1), happened_at=NOON, facts={}),
        Event(kind="something else", person_id=None, happened_at=NOON, facts={"photo_id": "x", "search_id": True}),
    ]
    await write(any_database, old)
    await RollUp(any_database, MOSCOW, lambda: NOON).catch_up()
    day = Period.ending(NOON.date(), 1)
    (row,) = (await SqlStatistics(any_database, MOSCOW, LEAST).top_queries(day, 5)).rows
    assert (row.words, row.searches, row.people, row.nothing_found) == ("мост", 2, 2, 1)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
async def test_a_search_succeeds_once_on_the_day_when_it_was_asked(
    any_database: Database, order: tuple[int, ...]
) -> None:
    """However often, after midnight, and whichever is told first; each is counted by itself."""
    midnight = dt.datetime(2026, 5, 1, 21, tzinfo=dt.UTC)
    facts = {"search_id": 5, "shelf": None, "photo_id": 1, "place": 1}
    told = [
        Event(
            kind="searched",
            person_id=PersonId(1),
            happened_at=midnight - dt.timedelta(minutes=1),
            facts={"search_id": 5, "chat": "private", "found": 1},
        ),
        *(Event(kind="opened", person_id=PersonId(1), happened_at=midnight, facts=facts) for _ in range(2)),
    ]
    roll_up = RollUp(any_database, MOSCOW, lambda: midnight)
    for place in order:
        await write(any_database, [told[place]])
        await roll_up.catch_up()
    read = SqlStatistics(any_database, MOSCOW, LEAST)
    asked, after = [
        await read.overview(Period(first=day, last=day)) for day in (dt.date(2026, 5, 1), dt.date(2026, 5, 2))
    ]
    assert (asked.searches.now, asked.success_rate.now) == (1, 1.0)
    assert (after.searches.now, after.success_rate.now, after.success_rate.before) == (0, None, 1.0)
