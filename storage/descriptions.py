"""What models said of photos, in SQL, and the failures on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import Row, and_, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId
from engine.tagging.description import Description, as_object, from_object
from engine.tagging.ports import StepFailure
from storage import tables
from storage.sql import chunks, upsert
from storage.tables.descriptions import descriptions, step_failures

_photos = tables.photos


class SqlDescriptions:
    """Implements the Descriptions port. A source's step is called by the source's name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, said: Mapping[PhotoId, Description], at: dt.datetime) -> None:
        rows = [
            {"photo_id": photo_id, "source": one.source, "body": as_object(one), "made_at": at}
            for photo_id, one in said.items()
        ]
        await upsert(self._connection, descriptions, rows)
        for some in chunks([(photo_id, one.source) for photo_id, one in said.items()]):
            key = tuple_(step_failures.c.photo_id, step_failures.c.step)
            await self._connection.execute(delete(step_failures).where(key.in_(some)))

    async def of(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, list[Description]]:
        found: dict[PhotoId, list[Description]] = {}
        for some in chunks(photo_ids):
            query = (
                select(descriptions.c.photo_id, descriptions.c.source, descriptions.c.body)
                .where(descriptions.c.photo_id.in_(some))
                .order_by(descriptions.c.source)
            )
            for row in await self._connection.execute(query):
                found.setdefault(PhotoId(row.photo_id), []).append(from_object(row.body, row.source))
        return found

    async def lacking(self, source: str, now: dt.datetime, limit: int) -> list[PhotoId]:
        described = and_(descriptions.c.photo_id == _photos.c.photo_id, descriptions.c.source == source)
        failed = and_(step_failures.c.photo_id == _photos.c.photo_id, step_failures.c.step == source)
        query = (
            select(_photos.c.photo_id)
            .outerjoin(descriptions, described)
            .outerjoin(step_failures, failed)
            .where(_photos.c.indexed_at.is_not(None), descriptions.c.photo_id.is_(None))
            .where(step_failures.c.photo_id.is_(None) | (step_failures.c.next_at <= now))
            .order_by(_photos.c.photo_id.desc())
            .limit(limit)
        )
        return [PhotoId(photo_id) for photo_id in (await self._connection.execute(query)).scalars()]

    async def fail(self, failure: StepFailure) -> None:
        row = {
            "photo_id": failure.photo_id,
            "step": failure.step,
            "attempts": failure.attempts,
            "failed_at": failure.failed_at,
            "next_at": failure.next_at,
            "reason": failure.reason,
            "told_at": None,
        }
        await upsert(self._connection, step_failures, [row])

    async def failure(self, photo_id: PhotoId, step: str) -> StepFailure | None:
        query = select(step_failures).where(step_failures.c.photo_id == photo_id, step_failures.c.step == step)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _failure(row)

    async def given_up(self) -> list[StepFailure]:
        query = (
            select(step_failures)
            .where(step_failures.c.next_at.is_(None), step_failures.c.told_at.is_(None))
            .order_by(step_failures.c.failed_at, step_failures.c.photo_id)
        )
        return [_failure(row) for row in await self._connection.execute(query)]

    async def told(self, failures: Sequence[StepFailure], at: dt.datetime) -> None:
        for some in chunks([(failure.photo_id, failure.step) for failure in failures]):
            key = tuple_(step_failures.c.photo_id, step_failures.c.step)
            await self._connection.execute(update(step_failures).where(key.in_(some)).values(told_at=at))

    async def worked(self, photo_ids: Sequence[PhotoId], step: str) -> None:
        for some in chunks(photo_ids):
            failed = (step_failures.c.step == step) & step_failures.c.photo_id.in_(some)
            await self._connection.execute(delete(step_failures).where(failed))

    async def try_again(self, now: dt.datetime) -> int:
        given_up = update(step_failures).where(step_failures.c.next_at.is_(None))
        return (await self._connection.execute(given_up.values(next_at=now, attempts=0, told_at=None))).rowcount


def _failure(row: Row[tuple[object, ...]]) -> StepFailure:
    return StepFailure(
        photo_id=PhotoId(row.photo_id),
        step=row.step,
        attempts=row.attempts,
        failed_at=row.failed_at,
        next_at=row.next_at,
        reason=row.reason,
    )
