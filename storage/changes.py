"""What changed in SQL since a version, and the columns of the photos that did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PhotoId
from storage import tables
from storage.sql import chunks
from storage.steady import ON_THE_SPOT

_changes = tables.photo_changes
_AT_ONCE = 5000
"""Of a big bank that is read for the first time: the event loop is held while a statement's rows are looked through."""
_SINCE = (
    select(_changes.c.photo_id)
    .where(_changes.c.version > bindparam("version"), _changes.c.photo_id > bindparam("after"))
    .order_by(_changes.c.photo_id)
    .limit(_AT_ONCE)
)
_VERSION = select(func.coalesce(func.max(_changes.c.version), 0)).execution_options(**ON_THE_SPOT)


class SqlChanges:
    """Reads what the triggers noted. Versions only grow, and a change's version is visible when the change is."""

    def __init__(self, connection: AsyncConnection, *, reads_only: bool = False) -> None:
        self._connection = connection
        self._reads_only = reads_only
        self._version: int | None = None

    async def version(self) -> int:
        """The newest change's; 0 in an empty bank. Asked once where nothing is written: everybody who follows SQL in
        one unit of work follows it to the same version."""
        if self._version is None or not self._reads_only:
            self._version = int((await self._connection.execute(_VERSION)).scalar_one())
        return self._version

    async def since(self, version: int) -> list[PhotoId]:
        """Photos changed after this version, deleted ones among them, in order of id."""
        found: list[PhotoId] = []
        while True:
            after = found[-1] if found else -1
            part = list((await self._connection.execute(_SINCE, {"version": version, "after": after})).scalars())
            found += part
            if len(part) < _AT_ONCE:
                return found

    async def rows(self, encoder_id: str, photo_ids: Sequence[PhotoId]) -> list[Row[Any]]:
        """Each photo that exists, with `vector` (float16 bytes, or None) and `slugs` (joined by commas, or None)."""
        photos, embeddings, carried = tables.photos, tables.embeddings, tables.photo_tags
        found: list[Row[Any]] = []
        for part in chunks(photo_ids):
            slugs = (
                select(carried.c.photo_id, func.aggregate_strings(carried.c.slug, ",").label("slugs"))
                .where(carried.c.photo_id.in_(part))
                .group_by(carried.c.photo_id)
                .subquery()
            )
            query = (
                select(photos, embeddings.c.vector, slugs.c.slugs)
                .outerjoin(
                    embeddings,
                    (embeddings.c.photo_id == photos.c.photo_id) & (embeddings.c.encoder_id == encoder_id),
                )
                .outerjoin(slugs, slugs.c.photo_id == photos.c.photo_id)
                .where(photos.c.photo_id.in_(part))
            )
            found += await self._connection.execute(query)
        return found
