"""Every table that knows a person is accounted for where people are forgotten and where they get their data."""

from __future__ import annotations

import asyncio
import datetime as dt
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from admin.dashboard.figures import Period
from engine.library.near import ForgetPlaces
from engine.library.ports import Link
from engine.model import Event, PersonId, Query, Role, Shelf
from engine.people.requests import Trouble
from storage.database import Database
from storage.event_rows import insert_events
from storage.events import BufferedEvents
from storage.kept import ERASED, EXPORTED, STAYING
from storage.rollups.rolling import RollUp
from storage.statistics.statistics import SqlStatistics
from storage.tables.complete import metadata
from storage.tables.conversations import sent_looks
from storage.tables.requests import reports
from storage.tables.rollups import asked_words
from tests.conftest import NOON
from tests.storage.test_sql import add, photo

NOT_TOLD = {
    "accounts": "the person knows their own Telegram id",
    "people": "told as role, language and the time of meeting",
    "review_leases": "the photo that they look at just now",
    "tag_proposals": "a change of the vocabulary that waits for their answer",
    "tags_kept_apart": "a decision about two tags, kept for good",
    "review_skips": "photos that they passed over, which others look at",
    "plans": "what they decided is told as deeds",
    "person_weeks": "which of their days are told",
    "asked_people": "what they asked is told as searches and events",
    "photo_lovers": "what they kept, took and shared is told as such and as events",
    sent_looks.name: "numbers that say nothing to anybody, kept for an hour",
}
NO_PERSON = {"photos.indexed_by"}
"""Columns with such a name that hold no person."""
BESIDE = {
    "audits.about_id": "what was done to somebody is told to them, and stays written down when they are forgotten",
    "blocks.telegram_id": "goes with the account",
    "duplicate_pairs.held_by": "which pair they look at just now; it expires",
    "duplicate_pairs.judged_by": "who moderates answers for it under a pseudonym, which forgetting leaves nobody's",
    "partner_requests.decided_by": "who moderates answers for it under a pseudonym, which forgetting leaves nobody's",
    "wishes.state_by": "who moderates answers for it under a pseudonym, which forgetting leaves nobody's",
    "reports.settled_by": "who moderates answers for it under a pseudonym, which forgetting leaves nobody's",
}
"""Columns that point at a person whom the row is not about, and why that is no harm."""
PASSING = {"blocks.telegram_id", "duplicate_pairs.held_by"}
"""What says nothing that the person does not know, and goes by itself."""


def of_people() -> set[str]:
    return {table.name for table in metadata.sorted_tables if "person_id" in table.c}


async def people(database: Database) -> list[PersonId]:
    async with database.begin(writes=True) as work:
        met = [(await work.people.add(number, Role.VISITOR, None, NOON)).person_id for number in (79, 80)]
        await work.commit()
    return met


async def forget(database: Database, person: PersonId) -> None:
    async with database.begin(writes=True) as work:
        await work.people.forget(person)
        await work.commit()


def test_no_other_column_points_at_a_person_without_a_reason() -> None:
    """By a foreign key, or by a name that says who did it."""
    pointing = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if column.name != "person_id"
        and (
            {key.column.table.name for key in column.foreign_keys} & {"people", "accounts"}
            or column.name.endswith(("_by", "about_id"))
        )
    }
    assert pointing - NO_PERSON == set(BESIDE)


async def test_forgetting_leaves_nothing_of_the_persons_own_words(any_database: Database) -> None:
    """Every table that is told to be erased really is, and words that stay behind are blank."""
    (photo_id,) = await add(any_database, photo(1))
    async with any_database.begin(writes=True) as work:
        person = (await work.people.add(77, Role.MEMBER, None, NOON)).person_id
        await work.partner_requests.add(person, "Вечерние новости", NOON)
        await work.reports.add(photo_id, person, Trouble.OTHER, "это мой двор", NOON)
        offer_id = await work.offers.add(NOON)
        await work.offers.count_shown(offer_id, person, NOON)
        await work.collections.add(person, "Мосты", NOON)
        await work.people.forget(person)
        await work.commit()
    async with any_database.connections.connect() as connection:
        for table in ERASED:
            left = select(func.count()).select_from(table).where(table.c.person_id == person)
            assert (await connection.execute(left)).scalar_one() == 0, table.name
        assert (await connection.execute(select(reports.c.words))).scalars().all() == [""]


def test_each_table_of_people_is_erased_or_says_why_it_stays() -> None:
    erased, staying = {table.name for table in ERASED}, {table.name for table in STAYING}
    assert erased | staying == of_people()
    assert erased & staying == set()
    assert all(STAYING.values())


def test_each_table_of_people_is_in_the_export_or_has_a_reason_not_to_be() -> None:
    told = {whose.table.name for whose, _columns in EXPORTED.values() if whose.name == "person_id"}
    assert told | set(NOT_TOLD) == of_people()
    assert told & set(NOT_TOLD) == set()


def test_what_points_at_a_person_otherwise_is_in_the_export_unless_it_passes_by_itself() -> None:
    told = {f"{whose.table.name}.{whose.name}" for whose, _columns in EXPORTED.values() if whose.name != "person_id"}
    assert told | PASSING == set(BESIDE)
    assert told & PASSING == set()


async def test_a_collection_is_told_with_its_photos_and_its_links(any_database: Database) -> None:
    first, second = await add(any_database, photo(1), photo(2))
    async with any_database.begin(writes=True) as work:
        person = (await work.people.add(78, Role.MEMBER, None, NOON)).person_id
        collection_id = await work.collections.add(person, "Мосты", NOON)
        for photo_id in (first, second):
            await work.collections.put(collection_id, photo_id)
        await work.collections.move_first(collection_id, second)
        await work.collections.add_link(Link(token="t" * 22, collection_id=collection_id, expires_at=NOON))
        kept = await work.people.kept(person)
    (told,) = kept.tables["collections"]
    assert (told["title"], told["photos"], told["links_until"]) == ("Мосты", [second, first], [NOON.isoformat()])


async def test_words_that_nobody_else_asked_go_from_what_was_counted(any_database: Database) -> None:
    facts = {"chat": "private", "found": 1}
    async with any_database.begin(writes=True) as work:
        person = (await work.people.add(77, Role.MEMBER, None, NOON)).person_id
        await work.commit()
    async with BufferedEvents(any_database) as events:
        for who, text in ((person, "мой двор"), (person, "мост"), (PersonId(5), "мост"), (PersonId(5), "парк")):
            events.tell(Event(kind="searched", person_id=who, happened_at=NOON, facts=facts | {"text": text}))
    await RollUp(any_database, ZoneInfo("Europe/Moscow"), lambda: NOON).catch_up()
    async with any_database.begin(writes=True) as work:
        await work.people.forget(person)
        await work.commit()
    async with any_database.connections.connect() as connection:
        assert set((await connection.execute(select(asked_words.c.words))).scalars()) == {"мост", "парк"}
    day = Period.ending(NOON.date(), 1)
    (row,) = (await SqlStatistics(any_database, ZoneInfo("Europe/Moscow"), 2).top_queries(day, 9)).rows
    assert (row.words, row.searches, row.people) == ("мост", 2, 2), "what was counted stays"


async def test_words_go_from_the_events_of_whoever_is_forgotten_and_the_events_stay(any_database: Database) -> None:
    gone, other = await people(any_database)
    facts = {"words": "мой двор", "unknown_tags": ["бабушка"], "tags": ["bridge"], "found": 3}
    async with BufferedEvents(any_database) as events:
        for person in (gone, other):
            events.tell(Event(kind="searched", person_id=person, happened_at=NOON, facts=facts))
        events.tell(Event(kind="opened", person_id=gone, happened_at=NOON, facts={"photo_id": 1}))
    await forget(any_database, gone)
    async with any_database.begin() as work:
        left = [event["facts"] for event in (await work.people.kept(gone)).tables["events"]]
        assert left == [{"tags": ["bridge"], "found": 3}, {"photo_id": 1}]
        assert [event["facts"] for event in (await work.people.kept(other)).tables["events"]] == [facts]


async def test_what_somebody_did_just_before_they_were_forgotten_is_written_without_their_words(
    any_database: Database,
) -> None:
    gone, other = await people(any_database)
    facts = {"words": "мой двор", "found": 3}
    events = BufferedEvents(any_database)
    for person in (gone, other):
        events.tell(Event(kind="searched", person_id=person, happened_at=NOON, facts=facts))
    await forget(any_database, gone)
    async with events:
        pass
    async with any_database.begin() as work:
        assert [event["facts"] for event in (await work.people.kept(gone)).tables["events"]] == [{"found": 3}]
        assert [event["facts"] for event in (await work.people.kept(other)).tables["events"]] == [facts]


async def test_forgetting_waits_for_events_that_another_process_is_writing(any_database: Database) -> None:
    gone, _other = await people(any_database)
    facts = {"words": "мой двор", "found": 3}
    async with any_database.writing.begin() as connection:
        await insert_events(connection, [Event(kind="searched", person_id=gone, happened_at=NOON, facts=facts)])
        forgetting = asyncio.ensure_future(forget(any_database, gone))
        done, _pending = await asyncio.wait([forgetting], timeout=0.3)
        assert not done
    await forgetting
    async with any_database.begin() as work:
        assert [event["facts"] for event in (await work.people.kept(gone)).tables["events"]] == [{"found": 3}]


async def test_what_was_near_somebody_is_deleted_after_an_hour_and_what_they_asked_is_not(
    any_database: Database,
) -> None:
    hour = dt.timedelta(hours=1)
    async with any_database.begin(writes=True) as work:
        person = (await work.people.add(81, Role.VISITOR, None, NOON)).person_id
        asked = await work.searches.add(person, Query(words="мост"), [], NOON)
        near = await work.searches.add(person, Query(), [], NOON, Shelf.NEAR)
        await work.commit()
    for passed, is_kept in ((dt.timedelta(), True), (hour, True), (hour + dt.timedelta(seconds=1), False)):
        await ForgetPlaces(begin=any_database.begin, clock=lambda passed=passed: NOON + passed)()
        async with any_database.begin() as work:
            assert (await work.searches.get(near) is not None) is is_kept
            assert await work.searches.get(asked) is not None
