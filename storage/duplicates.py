"""Pairs of photos that are alike, in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, Select, and_, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.duplicates.compare_new import ALIVE, STEP
from engine.duplicates.likeness import Change, Compared, Likeness, Numbers
from engine.duplicates.ports import FileFacts, Pair, Verdict
from engine.model import PersonId, PhotoId
from storage import tables
from storage.sql import inserting, upsert
from storage.succession import about_to_move, hand_over, hand_over_views, move_back
from storage.tables.descriptions import step_failures
from storage.tables.duplicates import duplicate_checks, duplicate_pairs

_photos, _pairs = tables.photos, duplicate_pairs.c
_ALIVE = [state.value for state in ALIVE]
_STRICTNESS = case({likeness.value: place for place, likeness in enumerate(Likeness)}, value=_pairs.likeness)
_FAILED = and_(step_failures.c.photo_id == _photos.c.photo_id, step_failures.c.step == STEP)


class SqlDuplicates:
    """Implements the Duplicates port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def uncompared(self, now: dt.datetime, limit: int) -> list[PhotoId]:
        query = (
            select(_photos.c.photo_id)
            .outerjoin(duplicate_checks, duplicate_checks.c.photo_id == _photos.c.photo_id)
            .outerjoin(step_failures, _FAILED)
            .where(_photos.c.indexed_at.is_not(None), _photos.c.state.in_(_ALIVE))
            .where(duplicate_checks.c.photo_id.is_(None))
            .where(step_failures.c.photo_id.is_(None) | (step_failures.c.next_at <= now))
            .order_by(_photos.c.photo_id.desc())
            .limit(limit)
        )
        return list((await self._connection.execute(query)).scalars())

    async def compared(self, photo_id: PhotoId, encoder_id: str, at: dt.datetime) -> None:
        await upsert(
            self._connection,
            duplicate_checks,
            [{"photo_id": photo_id, "encoder_id": encoder_id, "checked_at": at}],
        )
        failed = (step_failures.c.photo_id == photo_id) & (step_failures.c.step == STEP)
        await self._connection.execute(delete(step_failures).where(failed))

    async def add(self, photo_id: PhotoId, found: Mapping[PhotoId, Compared], at: dt.datetime) -> int:
        added = 0
        for other_id, compared in found.items():
            statement = inserting(self._connection, duplicate_pairs).on_conflict_do_nothing(
                index_elements=["photo_id", "other_id"]
            )
            row = {
                "photo_id": max(photo_id, other_id),
                "other_id": min(photo_id, other_id),
                "likeness": compared.likeness.value,
                "changes": [change.value for change in compared.changes],
                "numbers": asdict(compared.numbers),
                "found_at": at,
            }
            made = await self._connection.execute(statement.values(row).returning(_pairs.pair_id))
            added += made.scalar_one_or_none() is not None
        return added

    async def of(self, photo_id: PhotoId) -> list[Pair]:
        mine = or_(_pairs.photo_id == photo_id, _pairs.other_id == photo_id)
        query = _whole().where(mine).order_by(_STRICTNESS, _pairs.pair_id)
        return [_pair(row) for row in await self._connection.execute(query)]

    async def get(self, pair_id: int) -> Pair | None:
        row = (await self._connection.execute(select(duplicate_pairs).where(_pairs.pair_id == pair_id))).one_or_none()
        return None if row is None else _pair(row)

    async def next(self, person_id: PersonId, now: dt.datetime) -> Pair | None:
        mine = and_(_pairs.held_by == person_id, _pairs.held_until > now)
        free = or_(_pairs.held_by.is_(None), _pairs.held_until <= now)
        query = (
            _whole()
            .where(_pairs.verdict.is_(None), or_(mine, free))
            .order_by(case((mine, 0), else_=1), _STRICTNESS, _pairs.pair_id)
            .limit(1)
        )
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _pair(row)

    async def hold(self, pair_id: int, person_id: PersonId, now: dt.datetime, until: dt.datetime) -> bool:
        free = or_(_pairs.held_by.is_(None), _pairs.held_by == person_id, _pairs.held_until <= now)
        taken = await self._connection.execute(
            update(duplicate_pairs)
            .where(_pairs.pair_id == pair_id, _pairs.verdict.is_(None), free)
            .values(held_by=person_id, held_until=until)
            .returning(_pairs.pair_id)
        )
        return taken.scalar_one_or_none() is not None

    async def waiting(self) -> dict[Likeness, int]:
        inner = _whole().where(_pairs.verdict.is_(None)).subquery()
        query = select(inner.c.likeness, func.count()).group_by(inner.c.likeness)
        return {Likeness(likeness): count for likeness, count in await self._connection.execute(query)}

    async def judge(self, pair_id: int, verdict: Verdict, person_id: PersonId, at: dt.datetime) -> None:
        await self._connection.execute(
            update(duplicate_pairs)
            .where(_pairs.pair_id == pair_id)
            .values(verdict=verdict.value, judged_by=person_id, judged_at=at, held_by=None, held_until=None)
        )

    async def files(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, FileFacts]:
        query = select(_photos.c.photo_id, _photos.c.byte_count, _photos.c.media_type, _photos.c.original_name).where(
            _photos.c.photo_id.in_(photo_ids)
        )
        return {
            row.photo_id: FileFacts(
                byte_count=row.byte_count, media_type=row.media_type, original_name=row.original_name
            )
            for row in await self._connection.execute(query)
        }

    async def about_to_move(self, photo_id: PhotoId, successor_id: PhotoId) -> dict[str, Any]:
        return await about_to_move(self._connection, photo_id, successor_id)

    async def move_back(self, photo_id: PhotoId, successor_id: PhotoId, moved: Mapping[str, Any]) -> None:
        await move_back(self._connection, photo_id, successor_id, moved)

    async def unjudge(self, pair_id: int) -> None:
        undone = update(duplicate_pairs).where(_pairs.pair_id == pair_id)
        await self._connection.execute(undone.values(verdict=None, judged_by=None, judged_at=None))

    async def hand_over(self, photo_id: PhotoId, successor_id: PhotoId, at: dt.datetime) -> None:
        await hand_over(self._connection, photo_id, successor_id, at)

    async def hand_over_numbers(self, photo_id: PhotoId, successor_id: PhotoId) -> None:
        await hand_over_views(self._connection, photo_id, successor_id)


def _whole() -> Select[Any]:
    """Pairs whose photos are both there."""
    later, earlier = _photos.alias("later"), _photos.alias("earlier")
    return (
        select(duplicate_pairs)
        .join(later, later.c.photo_id == _pairs.photo_id)
        .join(earlier, earlier.c.photo_id == _pairs.other_id)
        .where(later.c.state.in_(_ALIVE), earlier.c.state.in_(_ALIVE))
    )


def _pair(row: Row[Any]) -> Pair:
    return Pair(
        pair_id=row.pair_id,
        photo_id=PhotoId(row.photo_id),
        other_id=PhotoId(row.other_id),
        compared=Compared(
            likeness=Likeness(row.likeness),
            changes=tuple(Change(change) for change in row.changes),
            numbers=Numbers(**row.numbers),
        ),
        found_at=row.found_at,
        verdict=Verdict(row.verdict) if row.verdict else None,
        judged_by=PersonId(row.judged_by) if row.judged_by else None,
        judged_at=row.judged_at,
    )
