"""What searchers keep, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt

from engine.library.ports import Link
from engine.model import Event, PhotoState, Query, Role, Shelf
from storage.database import Database
from storage.events import BufferedEvents
from tests.conftest import NOON
from tests.storage.test_sql import add, photo


async def test_favourites_stand_in_the_order_of_marking_and_hide_what_is_not_published(any_database: Database) -> None:
    one, two, three = await add(any_database, photo(1), photo(2), photo(3))
    async with any_database.begin(writes=True) as work:
        person = (await work.people.add(1, Role.MEMBER, None, NOON)).person_id
        for minutes, photo_id in enumerate((two, one, three)):
            await work.photos.set_state(photo_id, PhotoState.PUBLISHED, NOON)
            await work.favourites.put(person, photo_id, NOON + dt.timedelta(minutes=minutes))
        await work.favourites.put(person, two, NOON + dt.timedelta(hours=1))
        await work.photos.set_state(three, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.favourites.published_of(person, 10) == [one, two]
        assert await work.favourites.published_of(person, 1) == [one]
        assert await work.favourites.has(person, three)
        assert await work.favourites.count(two) == 1
        assert await work.photos.newest(5) == [two, one]
        assert set(await work.photos.some(5)) == {one, two}


async def test_recent_searches_leave_shelves_out_and_are_deleted_one_by_one_or_together(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        person = (await work.people.add(1, Role.MEMBER, None, NOON)).person_id
        other = (await work.people.add(2, Role.MEMBER, None, NOON)).person_id
        ids = [await work.searches.add(person, Query(words=words), [], NOON) for words in ("a", "b", "c")]
        shelf = await work.searches.add(person, Query(), [], NOON, Shelf.FRESH)
        theirs = await work.searches.add(other, Query(words="d"), [], NOON)
        assert [search.search_id for search in await work.searches.recent(person, 2)] == [ids[2], ids[1]]
        await work.searches.delete(person, ids[2])
        await work.searches.delete(person, theirs)
        assert [search.search_id for search in await work.searches.recent(person, 9)] == [ids[1], ids[0]]
        kept = await work.searches.get(shelf)
        assert kept is not None
        assert kept.shelf is Shelf.FRESH
        await work.searches.delete(person)
        assert await work.searches.get(shelf) is None
        assert await work.searches.get(theirs) is not None


async def test_a_view_is_counted_when_its_event_is_written(any_database: Database) -> None:
    (one, two) = await add(any_database, photo(1), photo(2))
    for _ in range(2):
        async with BufferedEvents(any_database) as events:
            for photo_id in (one, one, two):
                events.tell(Event(kind="opened", person_id=None, happened_at=NOON, facts={"photo_id": photo_id}))
            events.tell(Event(kind="downloaded", person_id=None, happened_at=NOON, facts={"photo_id": one}))
    async with any_database.begin() as work:
        assert await work.photos.opened_counts([one, two]) == {one: 4, two: 2}
        days = await work.photo_days.of(one, [NOON.date() - dt.timedelta(days=1), NOON.date()])
    assert [day.views for day in days] == [0, 4]


async def test_a_collection_keeps_its_order_and_goes_with_its_places_and_links(any_database: Database) -> None:
    one, two, three = await add(any_database, photo(1), photo(2), photo(3))
    async with any_database.begin(writes=True) as work:
        person = (await work.people.add(1, Role.MEMBER, None, NOON)).person_id
        for photo_id in (one, two, three):
            await work.photos.set_state(photo_id, PhotoState.PUBLISHED, NOON)
        number = await work.collections.add(person, "Мосты", NOON)
        for photo_id in (one, two, two, three):
            await work.collections.put(number, photo_id)
        await work.collections.move_first(number, three)
        await work.collections.move_first(number, two)
        link = Link(token="t" * 22, collection_id=number, expires_at=NOON)
        await work.collections.add_link(link)
        await work.commit()
    async with any_database.begin(writes=True) as work:
        assert await work.collections.published_in(number) == [two, three, one]
        assert await work.collections.link(link.token) == link
        (listed,) = await work.collections.of(person)
        assert (listed.title, listed.photo_count) == ("Мосты", 3)
        await work.collections.delete(number)
        assert await work.collections.get(number) is None
        assert await work.collections.link(link.token) is None
        assert await work.collections.published_in(number) == []
