"""Downloads in SQL: one row for each file that was handed over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.images.giving import Size
from engine.model import PersonId, PhotoId
from engine.rights.downloads import Download
from storage import tables

_downloads = tables.downloads


class SqlDownloads:
    """Implements the Downloads port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, downloads: Sequence[Download]) -> None:
        rows = [
            {
                "person_id": one.person_id,
                "photo_id": one.photo_id,
                "size": one.size.value,
                "terms_version": one.terms_version,
                "width": one.width,
                "height": one.height,
                "byte_count": one.byte_count,
                "downloaded_at": one.downloaded_at,
            }
            for one in downloads
        ]
        if rows:
            await self._connection.execute(insert(_downloads), rows)

    async def of(self, person_id: PersonId) -> list[Download]:
        query = select(_downloads).where(_downloads.c.person_id == person_id).order_by(_downloads.c.download_id)
        return [
            Download(
                person_id=PersonId(row.person_id),
                photo_id=PhotoId(row.photo_id),
                size=Size(row.size),
                terms_version=row.terms_version,
                width=row.width,
                height=row.height,
                byte_count=row.byte_count,
                downloaded_at=row.downloaded_at,
            )
            for row in await self._connection.execute(query)
        ]

    async def count(self, photo_id: PhotoId) -> int:
        query = select(func.count()).select_from(_downloads).where(_downloads.c.photo_id == photo_id)
        return int((await self._connection.execute(query)).scalar_one())
