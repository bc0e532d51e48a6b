"""Rows of SQL that contradict each other, or that no program can read: each kind has its statement that mends it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from enum import StrEnum
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Table, and_, case, delete, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.filters import CROWD_FROM, Colour, Season, TimeOfDay, Weather
from engine.findings import Finding, Store
from engine.model import PhotoId, PhotoState
from storage import tables
from storage.sql import chunks
from storage.tables.texts import caption_embeddings

_photos = tables.photos.c
_embeddings = tables.embeddings.c
_PAGE = 2000
_WORDS: tuple[tuple[Any, type[StrEnum]], ...] = (
    (_photos.season, Season),
    (_photos.time_of_day, TimeOfDay),
    (_photos.weather, Weather),
    (_photos.colour, Colour),
)


async def examine_rows(
    connection: AsyncConnection, encoder_id: str, dimension: int, *, mend: bool
) -> AsyncIterator[Finding]:
    """In the caller's transaction, which may then be committed. Photos that lose their embedding become pending."""
    async for finding in _orphans(connection, mend=mend):
        yield finding
    unusable = await _unusable(connection, encoder_id, dimension)
    if mend:
        for part in chunks(unusable):
            await connection.execute(
                delete(tables.embeddings).where(_embeddings.encoder_id == encoder_id, _embeddings.photo_id.in_(part))
            )
    for photo_id in unusable:
        yield _found("embedding unusable", photo_id, mend, "removed, to be made again")
    for kind, wrong, values, note in _contradictions(encoder_id):
        ids = list((await connection.execute(select(_photos.photo_id).where(wrong))).scalars())
        if mend and ids:
            await connection.execute(update(tables.photos).where(wrong).values(values))
        for photo_id in ids:
            if photo_id not in unusable or kind != "embedding missing":
                yield _found(kind, photo_id, mend, note)


def _contradictions(encoder_id: str) -> list[tuple[str, ColumnElement[bool], dict[str, Any], str]]:
    """Kind, which photos, what they are given, and the words for it."""
    of_ours = select(_embeddings.photo_id).where(_embeddings.encoder_id == encoder_id)
    done = and_(_photos.indexed_at.is_not(None), _photos.indexed_by == encoder_id)
    unfinished = _photos.state.in_([PhotoState.RECEIVED.value, PhotoState.INDEXED.value])
    crowded = _photos.people_count >= CROWD_FROM
    again: dict[str, Any] = {"indexed_at": None, "indexed_by": None}
    found: list[tuple[str, ColumnElement[bool], dict[str, Any], str]] = [
        (
            "state unknown",
            _photos.state.not_in([state.value for state in PhotoState]),
            {"state": PhotoState.IN_REVIEW.value},
            "sent to review",
        ),
        ("embedding missing", and_(done, _photos.photo_id.not_in(of_ours)), again, "to be made again"),
        (
            "indexed but never out",
            and_(_photos.indexed_at.is_not(None), unfinished),
            {**again, "state": PhotoState.RECEIVED.value},
            "to be indexed again",
        ),
        (
            "published at no time",
            and_(_photos.state == PhotoState.PUBLISHED.value, _photos.published_at.is_(None)),
            {"published_at": func.coalesce(_photos.indexed_at, _photos.received_at)},
            "given the time of its indexing",
        ),
        ("people count impossible", _photos.people_count < 0, {"people_count": None}, "made unknown"),
        (
            "crowd contradicts the count",
            and_(
                _photos.people_count.is_not(None),
                or_(_photos.crowd.is_(None), _photos.crowd != case((crowded, literal(True)), else_=literal(False))),
            ),
            {"crowd": case((crowded, literal(True)), else_=literal(False))},
            "set by the count",
        ),
    ]
    for column, words in _WORDS:
        known = [word.value for word in words]
        found.append((f"{column.name} unknown", column.not_in(known), {column.name: None}, "made unknown"))
    return found


async def _unusable(connection: AsyncConnection, encoder_id: str, dimension: int) -> list[PhotoId]:
    """Embeddings of another length, and those that are no direction at all."""
    found: list[PhotoId] = []
    after = 0
    while True:
        query = (
            select(_embeddings.photo_id, _embeddings.vector)
            .where(_embeddings.encoder_id == encoder_id, _embeddings.photo_id > after)
            .order_by(_embeddings.photo_id)
            .limit(_PAGE)
        )
        page = (await connection.execute(query)).all()
        if not page:
            return found
        after = page[-1].photo_id
        found += [PhotoId(row.photo_id) for row in page if not _usable(row.vector, dimension)]


def _usable(blob: bytes, dimension: int) -> bool:
    if len(blob) != 2 * dimension:
        return False
    vector = np.frombuffer(blob, np.float16).astype(np.float32)
    return bool(np.isfinite(vector).all()) and 0.9 < float(np.linalg.norm(vector)) < 1.1


async def _orphans(connection: AsyncConnection, *, mend: bool) -> AsyncIterator[Finding]:
    """What a database without foreign keys lets happen: a restored dump, a hand at work."""
    every = select(_photos.photo_id)
    children: Sequence[tuple[str, Table]] = (
        ("tag of no photo", tables.photo_tags),
        ("embedding of no photo", tables.embeddings),
        ("text embedding of no photo", caption_embeddings),
        # After their embeddings, which go with them.
        ("caption of no photo", tables.captions),
    )
    for kind, table in children:
        lost = table.c.photo_id.not_in(every)
        ids = list((await connection.execute(select(table.c.photo_id).where(lost).distinct())).scalars())
        if mend and ids:
            await connection.execute(delete(table).where(lost))
        for photo_id in ids:
            yield _found(kind, photo_id, mend, "removed")
    nameless = select(tables.photo_tags.c.slug).where(tables.photo_tags.c.slug.not_in(select(tables.tags.c.slug)))
    slugs = list((await connection.execute(nameless.distinct())).scalars())
    if mend and slugs:
        named = [{"slug": slug, "ru": slug, "en": slug, "aliases": [], "parent": None} for slug in slugs]
        await connection.execute(insert(tables.tags), named)
    for slug in slugs:
        yield Finding(store=Store.SQL, kind="tag without a name", subject=slug, mended=mend, note="named by its slug")
    noted = tables.photo_changes.c
    unseen = list((await connection.execute(every.where(_photos.photo_id.not_in(select(noted.photo_id))))).scalars())
    if mend and unseen:
        newest = (await connection.execute(select(func.coalesce(func.max(noted.version), 0)))).scalar_one()
        rows = [{"photo_id": photo_id, "version": newest + 1} for photo_id in unseen]
        await connection.execute(insert(tables.photo_changes), rows)
    for photo_id in unseen:
        yield _found("change not noted", photo_id, mend, "noted")


def _found(kind: str, photo_id: int, mended: bool, note: str) -> Finding:
    return Finding(store=Store.SQL, kind=kind, subject=f"photo {photo_id}", mended=mended, note=note)
