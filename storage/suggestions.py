"""Suggested tags in SQL; those that searchers may see are photo tags as well, with their model as the source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, case, delete, exists, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId, PhotoState
from engine.tagging.suggesting.ports import Origin, TagSuggestion
from storage import tables
from storage.sql import chunks, insert_missing, upsert
from storage.tables.descriptions import step_failures
from storage.tables.suggesting import suggested_photos, tag_suggestions

_made, _photos, _carried = tag_suggestions.c, tables.photos.c, tables.photo_tags.c
_NEVER = 2.0
"""No confidence is as high."""
_CARRIED = ["photo_id", "slug", "confidence", "source"]


class SqlTagSuggestions:
    """Implements the TagSuggestions port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, model: str, found: Mapping[PhotoId, Sequence[TagSuggestion]], at: dt.datetime) -> None:
        ids = list(found)
        for some in chunks(ids):
            old = and_(_made.photo_id.in_(some), _made.accepted.is_(None))
            await self._connection.execute(delete(tag_suggestions).where(old))
        known = set((await self._connection.execute(select(tables.tags.c.slug))).scalars())
        rows = [
            {
                "photo_id": photo_id,
                "slug": one.slug,
                "confidence": one.confidence,
                "origins": {origin.value: sure for origin, sure in one.origins.items()},
                "model": model,
            }
            for photo_id, suggested in found.items()
            for one in suggested
            if one.slug in known
        ]
        await insert_missing(self._connection, tag_suggestions, rows)
        done = [{"photo_id": photo_id, "model": model, "made_at": at} for photo_id in ids]
        await upsert(self._connection, suggested_photos, done)

    async def of(self, photo_id: PhotoId) -> list[TagSuggestion]:
        query = (
            select(_made.slug, _made.confidence, _made.origins)
            .where(_made.photo_id == photo_id, _made.accepted.is_(None))
            .order_by(_made.confidence.desc(), _made.slug)
        )
        return [
            TagSuggestion(
                slug=row.slug,
                confidence=row.confidence,
                origins={Origin(origin): sure for origin, sure in row.origins.items()},
            )
            for row in await self._connection.execute(query)
        ]

    async def lacking(self, model: str, step: str, now: dt.datetime, limit: int) -> list[PhotoId]:
        asked = exists().where(suggested_photos.c.photo_id == _photos.photo_id, suggested_photos.c.model == model)
        waits = exists().where(
            step_failures.c.photo_id == _photos.photo_id,
            step_failures.c.step == step,
            or_(step_failures.c.next_at.is_(None), step_failures.c.next_at > now),
        )
        first = case((_photos.state == PhotoState.IN_REVIEW.value, 0), else_=1)
        query = (
            select(_photos.photo_id)
            .where(_photos.indexed_at.is_not(None), ~asked, ~waits)
            .order_by(first, _photos.photo_id.desc())
            .limit(limit)
        )
        return [PhotoId(photo_id) for photo_id in (await self._connection.execute(query)).scalars()]

    async def settle(self, photo_id: PhotoId, accepted: Collection[str], at: dt.datetime) -> None:
        right = _made.slug.in_(sorted(accepted))
        verdict = update(tag_suggestions).where(_made.photo_id == photo_id, _made.accepted.is_(None))
        await self._connection.execute(verdict.values(accepted=case((right, True), else_=False), decided_at=at))

    async def show(self, shown_from: float | None) -> int:
        sure: ColumnElement[bool] = _made.confidence >= (_NEVER if shown_from is None else shown_from)
        shown = and_(
            _made.photo_id == _carried.photo_id,
            _made.slug == _carried.slug,
            _made.model == _carried.source,
            _made.accepted.is_(None),
            sure,
        )
        models = select(_made.model).union(select(suggested_photos.c.model)).scalar_subquery()
        unsure = delete(tables.photo_tags).where(_carried.source.in_(models), ~exists().where(shown))
        gone = (await self._connection.execute(unsure)).rowcount
        if shown_from is None:
            return gone
        there = exists().where(_carried.photo_id == _made.photo_id, _carried.slug == _made.slug)
        new = (
            select(_made.photo_id, _made.slug, _made.confidence, _made.model)
            .join(tables.photos, _photos.photo_id == _made.photo_id)
            .where(_photos.state == PhotoState.PUBLISHED.value, _made.accepted.is_(None), sure, ~there)
        )
        put_on = await self._connection.execute(insert(tables.photo_tags).from_select(_CARRIED, new))
        return gone + put_on.rowcount
