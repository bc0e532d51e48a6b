"""The audit log in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.review.ports import Deed
from engine.model import PersonId, PhotoId
from storage.tables.review import audits

_audits = audits.c


class SqlDeeds:
    """Implements the Deeds port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, deed: Deed) -> int:
        result = await self._connection.execute(
            insert(audits).values(
                person_id=deed.person_id,
                kind=str(deed.kind),
                done_at=deed.done_at,
                photo_id=deed.photo_id,
                about_id=deed.about_id,
                before=dict(deed.before),
                after=dict(deed.after),
                reason=deed.reason,
                undoes=deed.undoes,
            )
        )
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])

    async def get(self, deed_id: int) -> Deed | None:
        row = (await self._connection.execute(select(audits).where(_audits.deed_id == deed_id))).one_or_none()
        return None if row is None else _deed(row)

    async def undone(self, deed_ids: Sequence[int]) -> set[int]:
        query = select(_audits.undoes).where(_audits.undoes.in_(deed_ids))
        return set((await self._connection.execute(query)).scalars())

    async def later(self, deed: Deed) -> bool:
        same = _audits.about_id == deed.about_id if deed.photo_id is None else _audits.photo_id == deed.photo_id
        newer = select(audits).where(same, _audits.deed_id > deed.deed_id, _audits.undoes.is_(None))
        rows = list(await self._connection.execute(newer))
        taken_back = await self.undone([row.deed_id for row in rows])
        return any(row.deed_id not in taken_back and set(row.after) & set(deed.after) for row in rows)

    async def page(
        self,
        *,
        photo_id: PhotoId | None,
        person_id: PersonId | None,
        since: dt.datetime | None,
        until: dt.datetime | None,
        offset: int,
        limit: int,
    ) -> tuple[list[Deed], int]:
        fits: list[ColumnElement[bool]] = []
        if photo_id is not None:
            fits.append(_audits.photo_id == photo_id)
        if person_id is not None:
            fits.append(or_(_audits.person_id == person_id, _audits.about_id == person_id))
        if since is not None:
            fits.append(_audits.done_at >= since)
        if until is not None:
            fits.append(_audits.done_at < until)
        total = await self._connection.execute(select(func.count()).select_from(audits).where(*fits))
        found = select(audits).where(*fits).order_by(_audits.deed_id.desc()).offset(max(0, offset)).limit(limit)
        return [_deed(row) for row in await self._connection.execute(found)], int(total.scalar_one())


def _deed(row: Row[Any]) -> Deed:
    return Deed(
        deed_id=row.deed_id,
        person_id=PersonId(row.person_id),
        kind=row.kind,
        done_at=row.done_at,
        photo_id=None if row.photo_id is None else PhotoId(row.photo_id),
        about_id=None if row.about_id is None else PersonId(row.about_id),
        before=row.before,
        after=row.after,
        reason=row.reason,
        undoes=row.undoes,
    )
