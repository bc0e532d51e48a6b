"""Wishes on every kind of database."""

from __future__ import annotations

import asyncio
import datetime as dt

from sqlalchemy import insert

from admin.wishes.ports import InVain, WishId, WishState
from engine.model import Language, PersonId, PhotoState, Query, Role
from storage import tables
from storage.database import Database
from tests.conftest import NOON
from tests.storage.test_sql import add, photo


def search(person: int, text: str, language: Language = Language.RU) -> InVain:
    return InVain(person_id=PersonId(person), language=language, asked_at=NOON, text=text, query=None)


async def wish_of_three(database: Database) -> WishId:
    async with database.begin(writes=True) as work:
        wish_id = await work.wishes.begin("мост ночью", Query(words="мост ночью"), NOON)
        await work.wishes.say(wish_id, "bridge at night", Query(words="bridge at night"))
        for one in (search(1, "мост ночью"), search(2, "мост ночью"), search(2, "мост ночью")):
            await work.wishes.count(one)
        await work.wishes.count(search(3, "bridge at night", Language.EN))
        await work.commit()
    return wish_id


async def test_people_are_counted_by_pseudonym_and_fewer_are_not_shown(any_database: Database) -> None:
    wish_id = await wish_of_three(any_database)
    async with any_database.begin() as work:
        wish = await work.wishes.get(wish_id, 3)
        assert wish is not None
        assert (wish.people, wish.asked, wish.words) == (3, 4, ("мост ночью", "bridge at night"))
        assert wish.by_language == {Language.RU: 2, Language.EN: 1}
        assert await work.wishes.get(wish_id, 4) is None
        assert await work.wishes.counts(3) == ({WishState.OPEN: 1}, 0)
        assert await work.wishes.counts(4) == ({}, 1)
        assert (await work.wishes.page(WishState.OPEN, 3, 0, 9))[1] == 1
        assert await work.wishes.known(["bridge at night", "другое"]) == {"bridge at night": wish_id}
        assert [query.words for query in await work.wishes.others("bridge at night", 3)] == ["мост ночью"]
        assert [(one, query.words) for one, query in await work.wishes.first_wordings(9)] == [(wish_id, "мост ночью")]


async def test_of_two_who_gather_at_once_one_gets_the_events(any_database: Database) -> None:
    async def advances() -> bool:
        async with any_database.begin(writes=True) as work:
            moved = await work.wishes.advance(0, 7)
            await work.commit()
        return moved

    assert sorted(await asyncio.gather(advances(), advances())) == [False, True]
    async with any_database.begin() as work:
        assert await work.wishes.read_to() == 7


async def test_events_are_read_in_order_up_to_the_first_that_is_too_young(any_database: Database) -> None:
    facts = {"found": 0, "words": "верблюд", "tags": [], "unknown_tags": ["лошадь"], "language": "ru"}
    times = (NOON, NOON + dt.timedelta(minutes=2), NOON)
    rows = [{"kind": "searched", "person_id": 1, "happened_at": at, "facts": facts} for at in times]
    async with any_database.connections.begin() as connection:
        await connection.execute(insert(tables.events), rows)
    async with any_database.begin() as work:
        batch = await work.wishes.in_vain(0, NOON + dt.timedelta(minutes=1), 10)
        assert ([one.text for one in batch.searches], batch.read_to, batch.is_full) == (["верблюд #лошадь"], 1, False)
        later = await work.wishes.in_vain(1, NOON + dt.timedelta(hours=1), 1)
        assert (len(later.searches), later.read_to, later.is_full) == (1, 2, True)


async def test_a_decision_is_kept_and_the_same_twice_is_none(any_database: Database) -> None:
    wish_id = await wish_of_three(any_database)
    async with any_database.begin(writes=True) as work:
        by = (await work.people.add(77, Role.MODERATOR, None, NOON)).person_id
        assert await work.wishes.set_state(wish_id, WishState.PLANNED, NOON, by) is WishState.OPEN
        assert await work.wishes.set_state(wish_id, WishState.PLANNED, NOON, by) is None
        assert await work.wishes.set_state(WishId(99), WishState.PLANNED, NOON, by) is None
        await work.commit()
    async with any_database.begin(writes=True) as work:
        assert (await work.wishes.page(WishState.PLANNED, 1, 0, 9))[1] == 1
        assert await work.wishes.forget_lonely(4, NOON + dt.timedelta(days=1)) == 1
        await work.commit()
    async with any_database.begin() as work:
        assert await work.wishes.counts(1) == ({}, 0)


async def test_nothing_is_looked_for_in_a_bank_that_publishes_nothing(any_database: Database) -> None:
    await wish_of_three(any_database)
    async with any_database.begin() as work:
        assert await work.wishes.to_look_through(3, NOON + dt.timedelta(hours=1), 9) == []


async def test_of_two_who_look_it_through_at_once_one_does(any_database: Database) -> None:
    (photo_id,) = await add(any_database, photo(1))
    wish_id, later = await wish_of_three(any_database), NOON + dt.timedelta(hours=1)
    async with any_database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, PhotoState.PUBLISHED, later)
        await work.commit()
    async with any_database.begin(writes=True) as work:
        (due,) = await work.wishes.to_look_through(3, later, 9)
        assert [query.words for query in due.queries] == ["мост ночью", "bridge at night"]
        assert await work.wishes.looked_through(due, later)
        assert not await work.wishes.looked_through(due, later)
        await work.wishes.answer(wish_id, photo_id, later)
        await work.commit()
    async with any_database.begin() as work:
        wish = await work.wishes.get(wish_id, 3)
        assert wish is not None
        assert (wish.state, wish.photo_id, wish.again) == (WishState.DONE, photo_id, 0)
        assert await work.wishes.to_look_through(3, later + dt.timedelta(hours=1), 9) == []
