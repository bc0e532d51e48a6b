"""The audit log in SQL."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.review.ports import Deed
from storage.tables.review import audits


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
            )
        )
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])
