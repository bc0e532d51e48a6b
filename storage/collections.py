"""Collections in SQL: titles, the places of their photos, and links."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.library.ports import Collection, Link
from engine.model import PersonId, PhotoId, PhotoState
from storage import tables
from storage.sql import insert_missing

_collections, _places, _links = tables.collections, tables.collection_photos, tables.collection_links


class SqlCollections:
    """Implements the Collections port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, person_id: PersonId, title: str, at: dt.datetime) -> int:
        values = {"person_id": person_id, "title": title, "made_at": at}
        result = await self._connection.execute(insert(_collections).values(values))
        assert result.inserted_primary_key is not None
        return int(result.inserted_primary_key[0])

    async def get(self, collection_id: int) -> Collection | None:
        query = _counted().where(_collections.c.collection_id == collection_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _collection(row)

    async def of(self, person_id: PersonId) -> list[Collection]:
        query = _counted().where(_collections.c.person_id == person_id).order_by(_collections.c.collection_id.desc())
        return [_collection(row) for row in await self._connection.execute(query)]

    async def rename(self, collection_id: int, title: str) -> None:
        renamed = update(_collections).where(_collections.c.collection_id == collection_id).values(title=title)
        await self._connection.execute(renamed)

    async def delete(self, collection_id: int) -> None:
        await self._connection.execute(delete(_collections).where(_collections.c.collection_id == collection_id))

    async def put(self, collection_id: int, photo_id: PhotoId) -> None:
        last = await self._edge(collection_id, func.max(_places.c.position))
        row = {"collection_id": collection_id, "photo_id": photo_id, "position": last + 1}
        await insert_missing(self._connection, _places, [row])

    async def has(self, collection_id: int, photo_id: PhotoId) -> bool:
        place = (_places.c.collection_id == collection_id) & (_places.c.photo_id == photo_id)
        return (await self._connection.execute(select(_places.c.photo_id).where(place))).first() is not None

    async def remove(self, collection_id: int, photo_id: PhotoId) -> None:
        place = (_places.c.collection_id == collection_id) & (_places.c.photo_id == photo_id)
        await self._connection.execute(delete(_places).where(place))

    async def move_first(self, collection_id: int, photo_id: PhotoId) -> None:
        """Positions may become negative: only their order means anything."""
        first = await self._edge(collection_id, func.min(_places.c.position))
        place = (_places.c.collection_id == collection_id) & (_places.c.photo_id == photo_id)
        await self._connection.execute(update(_places).where(place).values(position=first - 1))

    async def published_in(self, collection_id: int) -> list[PhotoId]:
        query = (
            select(_places.c.photo_id)
            .join(tables.photos, tables.photos.c.photo_id == _places.c.photo_id)
            .where(_places.c.collection_id == collection_id, tables.photos.c.state == PhotoState.PUBLISHED.value)
            .order_by(_places.c.position)
        )
        return list((await self._connection.execute(query)).scalars())

    async def add_link(self, link: Link) -> None:
        values = {"token": link.token, "collection_id": link.collection_id, "expires_at": link.expires_at}
        await self._connection.execute(insert(_links).values(values))

    async def link(self, token: str) -> Link | None:
        row = (await self._connection.execute(select(_links).where(_links.c.token == token))).one_or_none()
        if row is None:
            return None
        return Link(token=row.token, collection_id=row.collection_id, expires_at=row.expires_at)

    async def revoke_links(self, collection_id: int) -> None:
        await self._connection.execute(delete(_links).where(_links.c.collection_id == collection_id))

    async def _edge(self, collection_id: int, edge: Any) -> int:
        query = select(edge).where(_places.c.collection_id == collection_id)
        return (await self._connection.execute(query)).scalar_one_or_none() or 0


def _counted() -> Select[Any]:
    count = select(func.count()).where(_places.c.collection_id == _collections.c.collection_id)
    return select(_collections, count.scalar_subquery().label("photo_count"))


def _collection(row: Row[Any]) -> Collection:
    return Collection(
        collection_id=row.collection_id,
        person_id=PersonId(row.person_id),
        title=row.title,
        made_at=row.made_at,
        photo_count=row.photo_count,
    )
