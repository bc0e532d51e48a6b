"""Photos with their captions and tags, in SQL."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Float, Integer, Row, Text, case, cast, func, insert, null, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.errors import AlreadyStored
from engine.model import (
    Conditions,
    ContentHash,
    NewPhoto,
    Photo,
    PhotoId,
    PhotoState,
    PhotoTag,
)
from engine.photo import Coordinates
from storage import tables
from storage.conditions import passing
from storage.governing import redirects_in
from storage.photo_rows import photo_from, row_of
from storage.sql import among, chunks, ids_named, insert_missing, inserting
from storage.steady import where_few
from storage.succession import successor_of
from storage.tables.descriptions import step_failures
from storage.tags import IN_TEXT, SqlTags, tag_of

_photos = tables.photos
EMBEDDING = "embedding"
"""The step of indexing whose failures keep a photo from being pending."""
METRES_A_DEGREE = 111_195
"""Of a great circle on the earth's mean radius."""
INDEXED_STATES = (PhotoState.RECEIVED, PhotoState.INDEXED, PhotoState.IN_REVIEW, PhotoState.PUBLISHED)
"""Whose photos are worth a model's time; a withdrawn one that comes back is published, and then pending, again."""


_THESE = among(_photos.c.photo_id, ids_named())
_WHOLE = select(_photos).where(_THESE)
_carried, _captions = tables.photo_tags.c, tables.captions.c
_NO_TEXT = cast(null(), Text)
_SAID = union_all(
    select(
        *(_carried.photo_id, _carried.source, *IN_TEXT, _carried.confidence),
        cast(null(), Integer).label("position"),
    )
    .join(tables.tags, tables.tags.c.slug == _carried.slug)
    .where(among(_carried.photo_id, ids_named())),
    select(
        *(_captions.photo_id, _captions.source, _captions.language, _captions.text, _NO_TEXT, _NO_TEXT, _NO_TEXT),
        *(cast(null(), Float), _captions.position),
    ).where(among(_captions.photo_id, ids_named())),
)
"""What people and models say of photos, in one statement: tags, and captions, which have a position and stand in
the same columns, the language as a slug and the text as a Russian name."""
_PUBLISHED = select(_photos.c.photo_id).where(_THESE, _photos.c.state == PhotoState.PUBLISHED.value)
_HOW_MANY_PUBLISHED = select(func.count()).select_from(_PUBLISHED.subquery())


class SqlPhotos:
    """Implements the Photos port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, photo: NewPhoto, received_at: dt.datetime) -> PhotoId:
        # No failed statement, so whatever else this unit of work has written stays.
        statement = inserting(self._connection, _photos).on_conflict_do_nothing(index_elements=["content_hash"])
        added = await self._connection.execute(
            statement.values(row_of(photo, received_at)).returning(_photos.c.photo_id)
        )
        photo_id: PhotoId | None = added.scalar_one_or_none()
        if photo_id is None:
            raise AlreadyStored
        if photo.captions:
            rows = [
                {"photo_id": photo_id, "position": k, "language": c.language.value, "text": c.text, "source": c.source}
                for k, c in enumerate(photo.captions)
            ]
            await self._connection.execute(insert(tables.captions), rows)
        if photo.tags:
            # A tag that was merged into another is that other one, wherever it comes from.
            now = await redirects_in(self._connection)
            await SqlTags(self._connection).put_missing([t.tag for t in photo.tags if t.tag.slug not in now])
            carried: list[dict[str, Any]] = [
                {"photo_id": photo_id, "slug": slug, "confidence": t.confidence, "source": t.source}
                for t in photo.tags
                if (slug := now.get(t.tag.slug, t.tag.slug))
            ]
            await insert_missing(self._connection, tables.photo_tags, carried)
        return photo_id

    async def by_hash(self, content_hash: ContentHash) -> Photo | None:
        query = select(_photos.c.photo_id).where(_photos.c.content_hash == content_hash)
        photo_id = (await self._connection.execute(query)).scalar_one_or_none()
        return None if photo_id is None else (await self.get([photo_id]))[photo_id]

    async def get(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Photo]:
        found: dict[PhotoId, Photo] = {}
        for part in chunks(list(dict.fromkeys(photo_ids))):
            found.update(await self._get(part))
        return found

    async def _get(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Photo]:
        ids, here = {"ids": photo_ids}, where_few(photo_ids)
        captions: dict[int, list[Row[Any]]] = defaultdict(list)
        tags: dict[int, list[PhotoTag]] = defaultdict(list)
        for row in (await self._connection.execute(_SAID, ids, execution_options=here)).all():
            photo_id, source, *named, confidence, position = row
            if position is not None:
                captions[photo_id].append(row)
            else:
                tags[photo_id].append(PhotoTag(tag=tag_of(*named), confidence=confidence, source=source))
        rows = (await self._connection.execute(_WHOLE, ids, execution_options=here)).all()
        return {row.photo_id: photo_from(row, captions[row.photo_id], tags[row.photo_id]) for row in rows}

    async def successor(self, photo_id: PhotoId) -> PhotoId | None:
        return await successor_of(self._connection, photo_id)

    async def published_among(self, photo_ids: Sequence[PhotoId]) -> set[PhotoId]:
        asked, here = {"ids": photo_ids}, where_few(photo_ids)
        counted = await self._connection.execute(_HOW_MANY_PUBLISHED, asked, execution_options=here)
        if counted.scalar_one() == len(set(photo_ids)):
            return set(photo_ids)  # nearly always, and reading them one by one would cost ten times as much
        return set((await self._connection.execute(_PUBLISHED, asked, execution_options=here)).scalars())

    async def published_with(self, tags: Sequence[str]) -> list[PhotoId]:
        query = select(_photos.c.photo_id).where(_photos.c.state == PhotoState.PUBLISHED.value)
        for slug in tags:
            carrying = select(tables.photo_tags.c.photo_id).where(tables.photo_tags.c.slug == slug)
            query = query.where(_photos.c.photo_id.in_(carrying))
        newest_first = query.order_by(_photos.c.published_at.desc(), _photos.c.photo_id.desc())
        return list((await self._connection.execute(newest_first)).scalars())

    async def published_matching(self, conditions: Conditions) -> list[PhotoId]:
        query = select(_photos.c.photo_id).where(*passing(conditions))
        newest_first = query.order_by(_photos.c.published_at.desc(), _photos.c.photo_id.desc())
        return list((await self._connection.execute(newest_first)).scalars())

    async def fingerprints(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, int]:
        found: dict[PhotoId, int] = {}
        for part in chunks(photo_ids):
            query = select(_photos.c.photo_id, _photos.c.fingerprint).where(_photos.c.photo_id.in_(part))
            found.update((row.photo_id, row.fingerprint) for row in await self._connection.execute(query))
        return found

    async def published_times(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, dt.datetime]:
        found: dict[PhotoId, dt.datetime] = {}
        for part in chunks(photo_ids):
            query = select(_photos.c.photo_id, _photos.c.published_at).where(_photos.c.photo_id.in_(part))
            rows = await self._connection.execute(query)
            found.update((row.photo_id, row.published_at) for row in rows if row.published_at is not None)
        return found

    async def opened_counts(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, int]:
        views = tables.photo_views.c
        found: dict[PhotoId, int] = {}
        for part in chunks(photo_ids):
            query = select(views.photo_id, views.view_count).where(views.photo_id.in_(part))
            found.update((PhotoId(row.photo_id), row.view_count) for row in await self._connection.execute(query))
        return found

    async def newest(self, limit: int) -> list[PhotoId]:
        query = select(_photos.c.photo_id).where(_photos.c.state == PhotoState.PUBLISHED.value)
        newest_first = query.order_by(_photos.c.published_at.desc(), _photos.c.photo_id.desc()).limit(limit)
        return list((await self._connection.execute(newest_first)).scalars())

    async def around(self, point: Coordinates, radius_m: float, limit: int) -> list[tuple[PhotoId, Coordinates]]:
        high = radius_m / METRES_A_DEGREE
        wide = min(180.0, high / max(math.cos(math.radians(point.latitude)), 1e-6))
        table = _photos.c
        west, east = point.longitude - wide, point.longitude + wide
        across = or_(
            table.longitude.between(west, east),
            # Beyond the line where 180° east is 180° west.
            table.longitude.between(west + 360, 180.0),
            table.longitude.between(-180.0, east - 360),
        )
        # Only which of too many are left out hangs on it: flat, with degrees of longitude as short as they are there.
        north, apart = table.latitude - point.latitude, func.abs(table.longitude - point.longitude)
        east_of_it = case((apart > 180, 360 - apart), else_=apart) * math.cos(math.radians(point.latitude))
        off = north * north + east_of_it * east_of_it
        query = select(table.photo_id, table.latitude, table.longitude).where(
            table.state == PhotoState.PUBLISHED.value,
            table.latitude.between(point.latitude - high, point.latitude + high),
            across,
        )
        rows = await self._connection.execute(query.order_by(off, table.photo_id).limit(limit))
        return [(PhotoId(row.photo_id), Coordinates(row.latitude, row.longitude)) for row in rows]

    async def most_opened(self, limit: int) -> list[PhotoId]:
        views = tables.photo_views
        query = (
            select(_photos.c.photo_id)
            .join(views, views.c.photo_id == _photos.c.photo_id)
            .where(_photos.c.state == PhotoState.PUBLISHED.value)
            .order_by(views.c.view_count.desc(), _photos.c.photo_id.desc())
        )
        return list((await self._connection.execute(query.limit(limit))).scalars())

    async def some(self, limit: int) -> list[PhotoId]:
        query = select(_photos.c.photo_id).where(_photos.c.state == PhotoState.PUBLISHED.value)
        return list((await self._connection.execute(query.order_by(func.random()).limit(limit))).scalars())

    async def set_state(self, photo_id: PhotoId, state: PhotoState, at: dt.datetime) -> None:
        changes: dict[str, Any] = {"state": state.value}
        if state is PhotoState.PUBLISHED:
            changes["published_at"] = at
        await self._connection.execute(update(_photos).where(_photos.c.photo_id == photo_id).values(changes))

    async def count(self, state: PhotoState | None = None) -> int:
        query = select(func.count()).select_from(_photos)
        if state is not None:
            query = query.where(_photos.c.state == state.value)
        return int((await self._connection.execute(query)).scalar_one())

    async def pending(self, encoder_id: str, limit: int, now: dt.datetime | None = None) -> list[PhotoId]:
        query = (
            select(_photos.c.photo_id)
            .where(
                _photos.c.state.in_(INDEXED_STATES),
                or_(_photos.c.indexed_at.is_(None), _photos.c.indexed_by != encoder_id),
            )
            .order_by(_photos.c.photo_id)
            .limit(limit)
        )
        if now is not None:
            failed = step_failures.c
            later = or_(failed.next_at.is_(None), failed.next_at > now)
            query = query.where(
                _photos.c.photo_id.not_in(select(failed.photo_id).where(failed.step == EMBEDDING, later))
            )
        return list((await self._connection.execute(query)).scalars())

    async def mark_indexed(self, photo_ids: Sequence[PhotoId], encoder_id: str, at: dt.datetime) -> None:
        received = _photos.c.state == PhotoState.RECEIVED.value
        goes_out = received & _photos.c.publish_when_indexed
        for part in chunks(photo_ids):
            await self._connection.execute(
                update(_photos)
                .where(_photos.c.photo_id.in_(part))
                .values(
                    indexed_at=at,
                    indexed_by=encoder_id,
                    published_at=case((goes_out, at), else_=_photos.c.published_at),
                    state=case(
                        (goes_out, PhotoState.PUBLISHED.value),
                        (received, PhotoState.IN_REVIEW.value),
                        else_=_photos.c.state,
                    ),
                )
            )
