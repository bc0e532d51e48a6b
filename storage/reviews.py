"""Leases, skipped photos, toggles and the queue of the review, in SQL."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.review.ports import Lease, Plan, Queue, Typing
from engine.model import Kind, PersonId, Photo, PhotoId, PhotoState
from storage import tables
from storage.sql import inserting, upsert
from storage.tables.review import plans, review_choices, review_leases, review_skips

_photos, _leases, _skips = tables.photos.c, review_leases.c, review_skips.c
_WAITS = and_(_photos.state == PhotoState.IN_REVIEW.value, _photos.photo_id.not_in(select(plans.c.photo_id)))


class SqlReviews:
    """Implements the Reviews port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def candidates(self, person_id: PersonId, now: dt.datetime, limit: int) -> list[PhotoId]:
        skipped = and_(_skips.photo_id == _photos.photo_id, _skips.person_id == person_id)
        free = or_(_leases.photo_id.is_(None), _leases.expires_at <= now, _leases.person_id == person_id)
        query = (
            select(_photos.photo_id)
            .outerjoin(review_leases, _leases.photo_id == _photos.photo_id)
            .outerjoin(review_skips, skipped)
            .where(_WAITS, free)
            .order_by(_skips.skipped_at.nulls_first(), _photos.photo_id)
            .limit(limit)
        )
        return list((await self._connection.execute(query)).scalars())

    async def take(self, photo_id: PhotoId, person_id: PersonId, now: dt.datetime, until: dt.datetime) -> bool:
        others = and_(_leases.person_id == person_id, _leases.photo_id != photo_id)
        await self._connection.execute(delete(review_leases).where(others))
        statement = inserting(self._connection, review_leases).values(
            photo_id=photo_id, person_id=person_id, expires_at=until
        )
        mine = _leases.person_id == person_id
        # Compared and set in one statement: of two who come at once, one finds the other's row.
        taken = await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["photo_id"],
                set_={"person_id": person_id, "expires_at": until, "awaits": case((mine, _leases.awaits), else_=None)},
                where=or_(mine, _leases.expires_at <= now),
            ).returning(_leases.photo_id)
        )
        return taken.scalar_one_or_none() is not None

    async def lease_of(self, person_id: PersonId, now: dt.datetime) -> Lease | None:
        query = select(review_leases).where(_leases.person_id == person_id, _leases.expires_at > now)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Lease(
            photo_id=PhotoId(row.photo_id),
            person_id=PersonId(row.person_id),
            expires_at=row.expires_at,
            awaits=Typing(row.awaits) if row.awaits else None,
        )

    async def release(self, person_id: PersonId) -> None:
        await self._connection.execute(delete(review_leases).where(_leases.person_id == person_id))

    async def wait_for(self, person_id: PersonId, typing: Typing | None) -> None:
        waiting = update(review_leases).where(_leases.person_id == person_id)
        await self._connection.execute(waiting.values(awaits=typing and typing.value))

    async def skip(self, photo_id: PhotoId, person_id: PersonId, at: dt.datetime) -> None:
        row = {"photo_id": photo_id, "person_id": person_id, "skipped_at": at}
        await upsert(self._connection, review_skips, [row])

    async def choose(self, photo_id: PhotoId, kind: Kind, value: str, *, wanted: bool) -> None:
        row = {"photo_id": photo_id, "kind": kind.value, "value": value, "wanted": wanted}
        await upsert(self._connection, review_choices, [row])

    async def choices(self, photo_id: PhotoId) -> dict[tuple[Kind, str], bool]:
        query = select(review_choices).where(review_choices.c.photo_id == photo_id)
        rows = await self._connection.execute(query.order_by(review_choices.c.kind, review_choices.c.value))
        return {(Kind(row.kind), row.value): row.wanted for row in rows}

    async def together(self, photo: Photo, person_id: PersonId, now: dt.datetime, limit: int) -> list[PhotoId]:
        if photo.intake is None:
            return []
        free = or_(_leases.photo_id.is_(None), _leases.expires_at <= now, _leases.person_id == person_id)
        query = (
            select(_photos.photo_id)
            .outerjoin(review_leases, _leases.photo_id == _photos.photo_id)
            .where(_WAITS, free, _photos.intake == photo.intake, _photos.photo_id != photo.photo_id)
            .order_by(_photos.photo_id)
            .limit(limit)
        )
        return list((await self._connection.execute(query)).scalars())

    async def close(self, photo_id: PhotoId) -> None:
        for table in (review_leases, review_skips, review_choices):
            await self._connection.execute(delete(table).where(table.c.photo_id == photo_id))

    async def queue(self, now: dt.datetime) -> Queue:
        day, week = now - dt.timedelta(days=1), now - dt.timedelta(days=7)
        at = _photos.received_at
        waiting = select(
            func.count().label("waiting"),
            func.count(case((at > day, 1))).label("today"),
            func.count(case((and_(at <= day, at > week), 1))).label("this_week"),
            func.min(at).label("oldest_at"),
        ).where(_WAITS)
        row = (await self._connection.execute(waiting)).one()
        leased = (
            select(func.count())
            .select_from(review_leases.join(tables.photos, _photos.photo_id == _leases.photo_id))
            .where(_WAITS, _leases.expires_at > now)
        )
        received = select(func.count()).where(_photos.state == PhotoState.RECEIVED.value)
        planned = (
            await self._connection.execute(
                select(func.count().label("n"), func.min(plans.c.due_at).label("at")).select_from(plans)
            )
        ).one()
        return Queue(
            planned=planned.n,
            next_due_at=planned.at,
            waiting=row.waiting,
            today=row.today,
            this_week=row.this_week,
            oldest_at=row.oldest_at,
            counted_at=now,
            leased=(await self._connection.execute(leased)).scalar_one(),
            not_indexed=(await self._connection.execute(received)).scalar_one(),
        )


class SqlPlans:
    """Implements the Plans port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, plan: Plan) -> None:
        row = {"photo_id": plan.photo_id, "person_id": plan.person_id, "due_at": plan.due_at}
        await upsert(self._connection, plans, [row])

    async def drop(self, photo_id: PhotoId) -> bool:
        dropped = delete(plans).where(plans.c.photo_id == photo_id).returning(plans.c.photo_id)
        return (await self._connection.execute(dropped)).scalar_one_or_none() is not None

    async def has(self, photo_id: PhotoId) -> bool:
        query = select(plans.c.photo_id).where(plans.c.photo_id == photo_id)
        return (await self._connection.execute(query)).scalar_one_or_none() is not None

    async def take_due(self, now: dt.datetime) -> Plan | None:
        query = select(plans).where(plans.c.due_at <= now).order_by(plans.c.due_at, plans.c.photo_id).limit(1)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None or not await self.drop(PhotoId(row.photo_id)):
            return None
        return Plan(photo_id=PhotoId(row.photo_id), person_id=PersonId(row.person_id), due_at=row.due_at)
