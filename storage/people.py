"""People in SQL: a random pseudonym, and beside it the Telegram id, which erasing deletes."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Language, Person, PersonId, Role
from engine.people.kept import Kept
from engine.rights.terms import Acceptance
from storage import tables
from storage.kept import erase, read_kept
from storage.sql import inserting
from storage.steady import ON_THE_SPOT

_KNOWN = select(tables.people, tables.accounts.c.telegram_id, tables.accounts.c.heard).join(
    tables.accounts, tables.accounts.c.person_id == tables.people.c.person_id
)
"""People whom nobody forgot."""


class SqlPeople:
    """Implements the People port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def by_telegram_id(self, telegram_id: int) -> Person | None:
        known = _KNOWN.where(tables.accounts.c.telegram_id == telegram_id)
        found = await self._read(known.execution_options(**ON_THE_SPOT))
        return found[0] if found else None

    async def by_ids(self, person_ids: Sequence[PersonId]) -> tuple[Person, ...]:
        return await self._read(_KNOWN.where(tables.people.c.person_id.in_(person_ids)))

    async def having(self, role: Role) -> tuple[Person, ...]:
        roles = list(Role)
        enough = [one.value for one in roles[roles.index(role) :]]
        return await self._read(_KNOWN.where(tables.people.c.role.in_(enough)))

    async def owners_held(self) -> frozenset[PersonId]:
        # SQLite has one writer at a time; elsewhere the rows are locked, and read again by whoever waited for them.
        query = select(tables.people.c.person_id).where(
            tables.people.c.role == Role.OWNER.value,
            tables.people.c.person_id.in_(select(tables.accounts.c.person_id)),
        )
        rows = await self._connection.execute(query.order_by(tables.people.c.person_id).with_for_update())
        return frozenset(PersonId(person_id) for person_id in rows.scalars())

    async def hear(self, person_id: PersonId, language: Language) -> None:
        changed = update(tables.accounts).where(tables.accounts.c.person_id == person_id)
        await self._connection.execute(changed.values(heard=language.value))

    async def _read(self, query: Select[Any]) -> tuple[Person, ...]:
        rows = await self._connection.execute(query.order_by(tables.people.c.person_id))
        return tuple(
            Person(
                person_id=PersonId(row.person_id),
                telegram_id=row.telegram_id,
                role=Role(row.role),
                language=Language(row.language) if row.language else None,
                heard=Language(row.heard) if row.heard else None,
                may_upload=row.may_upload,
            )
            for row in rows
        )

    async def add(self, telegram_id: int, role: Role, language: Language | None, at: dt.datetime) -> Person:
        person_id = PersonId(secrets.randbits(62))
        values = {"person_id": person_id, "role": role.value, "language": language, "met_at": at}
        try:
            # A savepoint, so that what this unit of work wrote before is kept when the id is known meanwhile.
            async with self._connection.begin_nested():
                await self._connection.execute(insert(tables.people).values(values))
                account = insert(tables.accounts).values(telegram_id=telegram_id, person_id=person_id)
                await self._connection.execute(account)
        except IntegrityError:
            # Two first messages at once: whoever came second takes the person that the first one made.
            known = await self.by_telegram_id(telegram_id)
            if known is None:
                raise
            return known
        return Person(person_id=person_id, telegram_id=telegram_id, role=role, language=language)

    async def set_role(self, person_id: PersonId, role: Role) -> None:
        changed = update(tables.people).where(tables.people.c.person_id == person_id)
        await self._connection.execute(changed.values(role=role.value))

    async def let_upload(self, person_id: PersonId, may_upload: bool) -> None:
        changed = update(tables.people).where(tables.people.c.person_id == person_id)
        await self._connection.execute(changed.values(may_upload=may_upload))

    async def set_language(self, person_id: PersonId, language: Language) -> None:
        changed = update(tables.people).where(tables.people.c.person_id == person_id)
        await self._connection.execute(changed.values(language=language.value))

    async def kept(self, person_id: PersonId) -> Kept:
        return await read_kept(self._connection, person_id)

    async def forget(self, person_id: PersonId) -> None:
        await erase(self._connection, person_id)

    async def accept(self, person_id: PersonId, version: int, at: dt.datetime) -> bool:
        values = {"person_id": person_id, "version": version, "accepted_at": at}
        statement = inserting(self._connection, tables.acceptances).values(values)
        added = await self._connection.execute(
            statement.on_conflict_do_nothing().returning(tables.acceptances.c.version)
        )
        return added.scalar_one_or_none() is not None

    async def acceptances(self, person_id: PersonId) -> tuple[Acceptance, ...]:
        query = select(tables.acceptances).where(tables.acceptances.c.person_id == person_id).order_by("version")
        rows = await self._connection.execute(query)
        return tuple(Acceptance(version=row.version, accepted_at=row.accepted_at) for row in rows)
