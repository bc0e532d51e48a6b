"""Saved searches, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from engine.library.ports import How, SavedSearch
from engine.model import PersonId, PhotoId, PhotoState, Query, Role
from engine.photo import Coordinates
from storage.database import Database
from tests.conftest import NOON
from tests.storage.test_sql import add, photo

LATER = NOON + dt.timedelta(hours=1)


async def keeps(database: Database, telegram_id: int, *words: str, how: How = How.AT_ONCE) -> list[SavedSearch]:
    async with database.begin(writes=True) as work:
        person = (await work.people.add(telegram_id, Role.MEMBER, None, NOON)).person_id
        for one in words:
            await work.saved_searches.add(person, Query(words=one), how, NOON)
        await work.commit()
    return await kept_by(database, person)


async def kept_by(database: Database, person_id: PersonId) -> list[SavedSearch]:
    async with database.begin() as work:
        return await work.saved_searches.of(person_id)


async def published(database: Database, *where: Coordinates | None) -> list[PhotoId]:
    new = [photo(number) for number in range(1, len(where) + 1)]
    placed = [replace(one, metadata=replace(one.metadata, coordinates=at)) for one, at in zip(new, where, strict=True)]
    photo_ids = await add(database, *placed)
    async with database.begin(writes=True) as work:
        for photo_id in photo_ids:
            await work.photos.set_state(photo_id, PhotoState.PUBLISHED, NOON + dt.timedelta(minutes=1))
        await work.commit()
    return photo_ids


async def tell(database: Database, saved: SavedSearch, photo_ids: list[PhotoId]) -> list[PhotoId]:
    async with database.begin(writes=True) as work:
        told = await work.saved_searches.tell(saved, photo_ids, LATER)
        await work.commit()
    return sorted(told)


async def test_a_photo_is_told_once_to_a_person_whichever_of_their_searches_it_matches(any_database: Database) -> None:
    one, two, three = await published(any_database, None, None, None)
    bridge, night = await keeps(any_database, 1, "bridge", "night")
    (others,) = await keeps(any_database, 2, "bridge")
    assert await tell(any_database, bridge, [one, two]) == [one, two]
    assert await tell(any_database, night, [two, three]) == [three]
    assert await tell(any_database, night, [one, two, three]) == []
    assert await tell(any_database, others, [one, two]) == [one, two]


async def test_what_was_changed_since_or_looked_through_already_is_not_claimed(any_database: Database) -> None:
    twice, switched = await keeps(any_database, 1, "bridge", "night")
    async with any_database.begin(writes=True) as work:
        assert await work.saved_searches.set_how(switched.person_id, switched.saved_id, How.OFF, LATER)
        assert await work.saved_searches.claim(twice, LATER)
        assert not await work.saved_searches.claim(twice, LATER)
        assert not await work.saved_searches.claim(switched, LATER)
        await work.commit()


async def test_who_could_not_be_told_keeps_nobody_waiting_and_is_due_again_after_a_while(
    any_database: Database,
) -> None:
    (one,) = await published(any_database, None)
    (at_once,), (daily,) = await keeps(any_database, 1, "a"), await keeps(any_database, 2, "b", how=How.DAILY)
    tomorrow = NOON + dt.timedelta(days=1, hours=1)
    for saved in (at_once, daily):
        async with any_database.begin(writes=True) as work:
            assert await work.saved_searches.claim(saved, tomorrow)
            assert await work.saved_searches.tell(saved, [one], tomorrow) == [one]
            await work.saved_searches.put_off(saved, [one], tomorrow)
            await work.commit()
    async with any_database.begin() as work:
        assert await work.saved_searches.due(tomorrow, 9) == []
        due = await work.saved_searches.due(tomorrow + dt.timedelta(minutes=11), 9)
    assert [saved.saved_id for saved in due] == [at_once.saved_id, daily.saved_id]
    assert await tell(any_database, due[0], [one]) == [one]


async def test_of_too_many_photos_around_a_point_the_farthest_are_left_out_by_metres(any_database: Database) -> None:
    """A degree of longitude is half as long as one of latitude at 60° north, and 180° is no border."""
    point = Coordinates(60.0, 179.999)
    where = (Coordinates(60.0, -179.9995), Coordinates(60.0012, 179.999), Coordinates(60.0, 179.9975))
    photo_ids = await published(any_database, *where)
    async with any_database.begin() as work:
        found = await work.photos.around(point, 1_000, 2)
    assert {photo_id for photo_id, _ in found} == {photo_ids[0], photo_ids[2]}
