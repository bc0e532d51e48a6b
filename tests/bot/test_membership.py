"""The bot's own place: who shuts it out is left alone, and a group that puts it out is forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from storage import tables
from storage.database import Database
from tests.bot.chat import Chat


async def reachable(database: Database) -> list[int]:
    """The Telegram ids of everybody who is known and can be written to."""
    async with database.connections.connect() as connection:
        people = list((await connection.execute(select(tables.people.c.person_id))).scalars())
    async with database.begin() as work:
        return sorted((await work.presence.reachable(people)).values())


@pytest.fixture
def group(at_home: Chat) -> Chat:
    at_home.group = {"id": -5, "type": "group", "title": "Редакция"}
    return at_home


async def groups(database: Database) -> list[tuple[int, str]]:
    async with database.begin() as work:
        return [(one.chat_id, one.title) for one in await work.presence.groups()]


async def test_who_blocks_the_bot_is_marked_and_unblocking_takes_it_back(at_home: Chat, database: Database) -> None:
    await at_home.types("/start")
    assert await reachable(database) == [1001]
    assert await at_home.moves_bot("kicked") == [], "nothing is said to somebody who does not want to hear it"
    assert await reachable(database) == []
    assert await at_home.moves_bot("member") == []
    assert await reachable(database) == [1001]


async def test_a_stranger_who_blocks_the_bot_stays_a_stranger(at_home: Chat, database: Database) -> None:
    await at_home.moves_bot("kicked")
    async with database.connections.connect() as connection:
        assert (await connection.execute(select(func.count()).select_from(tables.accounts))).scalar_one() == 0


async def test_a_group_is_remembered_until_it_puts_the_bot_out(group: Chat, database: Database) -> None:
    assert await group.moves_bot("member") == []
    assert await groups(database) == [(-5, "Редакция")]
    assert await group.moves_bot("kicked") == []
    assert await groups(database) == []


async def test_a_group_that_grows_keeps_what_is_known_of_it(group: Chat, database: Database) -> None:
    await group.moves_bot("member")
    assert await group.sends(migrate_to_chat_id=-1005) == []
    assert await groups(database) == [(-1005, "Редакция")]
