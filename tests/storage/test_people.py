"""People and what they agreed to, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt

from engine.images.giving import Size
from engine.model import Language, Query, Role
from engine.rights.downloads import Download
from engine.rights.terms import Acceptance
from storage.database import Database
from tests.conftest import NOON
from tests.storage.test_sql import add, photo


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


async def test_downloads_are_kept_and_counted(any_database: Database) -> None:
    (photo_id, other) = await add(any_database, photo(1), photo(2))
    async with any_database.begin(writes=True) as work:
        person = await work.people.add(78, Role.MEMBER, None, NOON)
        taken = Download(
            person_id=person.person_id,
            photo_id=photo_id,
            size=Size.ORIGINAL,
            terms_version=1,
            width=4000,
            height=3000,
            byte_count=5_000_000_000,
            downloaded_at=NOON,
        )
        await work.downloads.add([taken, taken])
        await work.commit()
    async with any_database.begin() as work:
        assert await work.downloads.of(person.person_id) == [taken, taken]
        assert [await work.downloads.count(one) for one in (photo_id, other)] == [2, 0]


async def test_forgetting_deletes_the_account_and_the_words_and_leaves_the_counts(any_database: Database) -> None:
    async with any_database.begin(writes=True) as work:
        person = await work.people.add(79, Role.MEMBER, None, NOON)
        await work.people.accept(person.person_id, 1, NOON)
        await work.people.set_language(person.person_id, Language.EN)
        await work.searches.add(person.person_id, Query(words="мост"), [], NOON)
        kept = await work.people.kept(person.person_id)
        await work.commit()
    assert (kept.role, kept.language, kept.met_at) == ("member", "en", NOON)
    assert [len(kept.tables[name]) for name in ("acceptances", "searches", "downloads")] == [1, 1, 0]
    async with any_database.begin(writes=True) as work:
        await work.people.forget(person.person_id)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.people.by_telegram_id(79) is None
        left = await work.people.kept(person.person_id)
    assert [len(left.tables[name]) for name in ("acceptances", "searches")] == [1, 0]
