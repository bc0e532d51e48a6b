"""People and what they agreed to, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt

from engine.model import Language, Role
from engine.rights.terms import Acceptance
from storage.database import Database
from tests.conftest import NOON


async def test_an_acceptance_is_kept_once_with_its_first_time(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        person = await work.people.add(77, Role.VISITOR, Language.RU, NOON)
        first = await work.people.accept(person.person_id, 1, NOON)
        again = await work.people.accept(person.person_id, 1, NOON + dt.timedelta(days=1))
        await work.people.accept(person.person_id, 2, NOON)
        await work.people.set_role(person.person_id, Role.MEMBER)
        await work.commit()
    assert (first, again) == (True, False)
    async with any_database.begin() as work:
        assert await work.people.acceptances(person.person_id) == (
            Acceptance(version=1, accepted_at=NOON),
            Acceptance(version=2, accepted_at=NOON),
        )
        known = await work.people.by_telegram_id(77)
    assert known is not None
    assert known.role is Role.MEMBER
