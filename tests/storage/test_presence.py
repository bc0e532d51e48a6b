"""Who has shut the bot out and which groups it is in, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt

from engine.model import PersonId, Role
from engine.people.ports import Group
from storage.database import Database
from tests.conftest import NOON


async def test_who_blocks_cannot_be_reached_until_they_take_it_back(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        anna, james = [(await work.people.add(number, Role.MEMBER, None, NOON)).person_id for number in (77, 78)]
        await work.presence.block(77, NOON)
        await work.presence.block(77, NOON)
        await work.commit()
    strangers = PersonId(5)
    async with any_database.begin() as work:
        assert await work.presence.reachable([anna, james, strangers]) == {james: 78}
    async with any_database.begin(writes=True) as work:
        await work.presence.unblock(77)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.presence.reachable([anna, james]) == {anna: 77, james: 78}


async def test_who_is_forgotten_has_blocked_nobody(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        person = await work.people.add(77, Role.MEMBER, None, NOON)
        await work.presence.block(77, NOON)
        await work.people.forget(person.person_id)
        await work.commit()
    async with any_database.begin(writes=True) as work:
        assert await work.presence.reachable([person.person_id]) == {}
        anew = await work.people.add(77, Role.VISITOR, None, NOON)
        assert await work.presence.reachable([anew.person_id]) == {anew.person_id: 77}


async def test_a_group_is_known_from_its_joining_to_its_leaving(any_database: Database) -> None:
    later = NOON + dt.timedelta(days=1)
    async with any_database.begin(writes=True) as work:
        await work.presence.join(-5, "Редакция", NOON)
        await work.presence.join(-6, "Гиды", later)
        await work.presence.join(-5, "Новая редакция", later)
        await work.commit()
    async with any_database.begin(writes=True) as work:
        assert await work.presence.groups() == (
            Group(chat_id=-5, title="Новая редакция", joined_at=NOON),
            Group(chat_id=-6, title="Гиды", joined_at=later),
        )
        await work.presence.leave(-6)
        await work.presence.move(-5, -1005)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.presence.groups() == (Group(chat_id=-1005, title="Новая редакция", joined_at=NOON),)


async def test_a_move_may_come_after_the_news_of_the_new_group(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        await work.presence.join(-5, "Редакция", NOON)
        await work.presence.join(-1005, "Редакция", NOON + dt.timedelta(hours=1))
        await work.presence.move(-5, -1005)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.presence.groups() == (Group(chat_id=-1005, title="Редакция", joined_at=NOON),)
