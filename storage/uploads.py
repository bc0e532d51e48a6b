"""Uploads in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.ingest.upload_files import Became, FileId, NewFile, SentFile, UploadId
from engine.model import PersonId, PhotoId
from storage.tables.uploads import sent_files, uploads

_uploads, _files = uploads.c, sent_files.c


class SqlUploads:
    """Implements the Uploads port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, person_id: PersonId, at: dt.datetime) -> UploadId:
        values = {"person_id": person_id, "begun_at": at, "touched_at": at}
        result = await self._connection.execute(insert(uploads).values(values))
        assert result.inserted_primary_key is not None
        return UploadId(result.inserted_primary_key[0])

    async def open(self, person_id: PersonId, since: dt.datetime) -> UploadId | None:
        query = (
            select(_uploads.upload_id)
            .where(_uploads.person_id == person_id, _uploads.ended_at.is_(None), _uploads.touched_at >= since)
            .order_by(_uploads.upload_id.desc())
            .limit(1)
        )
        found = (await self._connection.execute(query)).scalar_one_or_none()
        return None if found is None else UploadId(found)

    async def end(self, upload_id: UploadId, at: dt.datetime) -> None:
        await self._connection.execute(update(uploads).where(_uploads.upload_id == upload_id).values(ended_at=at))

    async def note(
        self, upload_id: UploadId, person_id: PersonId, files: Sequence[NewFile], at: dt.datetime
    ) -> list[SentFile]:
        noted = []
        for file in files:
            values = {**_values(upload_id, file.key, file.name, file.caption, file.is_archive), "noted_at": at}
            values["album"] = file.album
            result = await self._connection.execute(insert(sent_files).values(values))
            assert result.inserted_primary_key is not None
            noted.append(
                SentFile(
                    file_id=FileId(result.inserted_primary_key[0]),
                    upload_id=upload_id,
                    person_id=person_id,
                    key=file.key,
                    name=file.name,
                    caption=file.caption,
                    is_archive=file.is_archive,
                    album=file.album,
                )
            )
        await self._connection.execute(update(uploads).where(_uploads.upload_id == upload_id).values(touched_at=at))
        return noted

    async def settle(self, file: SentFile) -> bool:
        mine = update(sent_files).where(_files.file_id == file.file_id, _files.became == Became.WAITING.value)
        changed = mine.values(became=file.became.value, photo_id=file.photo_id, reason=file.reason)
        return bool((await self._connection.execute(changed)).rowcount)

    async def add_settled(self, file: SentFile, name: str) -> None:
        noted_at = select(_files.noted_at).where(_files.file_id == file.file_id).scalar_subquery()
        values = {
            **_values(file.upload_id, file.key, name, file.caption, is_archive=False),
            "became": file.became.value,
            "photo_id": file.photo_id,
            "reason": file.reason,
            "noted_at": noted_at,
        }
        await self._connection.execute(insert(sent_files).values(values))

    async def added_count(self, file: SentFile) -> int:
        noted_at = select(_files.noted_at).where(_files.file_id == file.file_id).scalar_subquery()
        query = select(func.count()).where(
            _files.upload_id == file.upload_id,
            _files.key == file.key,
            _files.noted_at == noted_at,
            _files.is_archive.is_(False),
        )
        return int((await self._connection.execute(query)).scalar_one())

    async def waiting(self, before: dt.datetime, limit: int) -> list[SentFile]:
        query = (
            select(sent_files, _uploads.person_id)
            .join(uploads, _uploads.upload_id == _files.upload_id)
            .where(_files.became == Became.WAITING.value, _files.noted_at < before)
            .order_by(_files.file_id)
            .limit(limit)
        )
        return [_file(row) for row in await self._connection.execute(query)]

    async def counts(self, upload_id: UploadId) -> dict[Became, int]:
        query = (
            select(_files.became, func.count())
            .where(
                _files.upload_id == upload_id, or_(_files.is_archive.is_(False), _files.became != Became.TAKEN.value)
            )
            .group_by(_files.became)
        )
        return {Became(became): count for became, count in await self._connection.execute(query)}


def _values(upload_id: UploadId, key: str, name: str | None, caption: str, is_archive: bool) -> dict[str, Any]:
    return {
        "upload_id": upload_id,
        "key": key,
        "name": name,
        "caption": caption,
        "is_archive": is_archive,
        "became": Became.WAITING.value,
        "reason": "",
    }


def _file(row: Row[Any]) -> SentFile:
    return SentFile(
        file_id=FileId(row.file_id),
        upload_id=UploadId(row.upload_id),
        person_id=PersonId(row.person_id),
        key=row.key,
        name=row.name,
        caption=row.caption,
        is_archive=row.is_archive,
        became=Became(row.became),
        photo_id=None if row.photo_id is None else PhotoId(row.photo_id),
        reason=row.reason,
        album=row.album,
    )
