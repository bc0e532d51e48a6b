"""Favourites in SQL."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import PersonId, PhotoId, PhotoState
from storage import tables
from storage.sql import insert_missing

_favourites, _photos = tables.favourites, tables.photos


class SqlFavourites:
    """Implements the Favourites port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, person_id: PersonId, photo_id: PhotoId, at: dt.datetime) -> None:
        row = {"person_id": person_id, "photo_id": photo_id, "added_at": at}
        await insert_missing(self._connection, _favourites, [row])

    async def remove(self, person_id: PersonId, photo_id: PhotoId) -> None:
        await self._connection.execute(delete(_favourites).where(*_marked(person_id, photo_id)))

    async def has(self, person_id: PersonId, photo_id: PhotoId) -> bool:
        query = select(exists().where(*_marked(person_id, photo_id)))
        return bool((await self._connection.execute(query)).scalar_one())

    async def published_of(self, person_id: PersonId, limit: int) -> list[PhotoId]:
        query = (
            select(_favourites.c.photo_id)
            .join(_photos, _photos.c.photo_id == _favourites.c.photo_id)
            .where(_favourites.c.person_id == person_id, _photos.c.state == PhotoState.PUBLISHED.value)
            .order_by(_favourites.c.added_at.desc(), _favourites.c.photo_id.desc())
            .limit(limit)
        )
        return list((await self._connection.execute(query)).scalars())

    async def count(self, photo_id: PhotoId) -> int:
        query = select(func.count()).select_from(_favourites).where(_favourites.c.photo_id == photo_id)
        return int((await self._connection.execute(query)).scalar_one())


def _marked(person_id: PersonId, photo_id: PhotoId) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _favourites.c.person_id == person_id, _favourites.c.photo_id == photo_id
