"""The whole examination: files, then SQL, then the index, each made right by the one before it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from engine.blocking import Worker
from engine.findings import Finding, Store
from engine.model import ContentHash
from storage import tables
from storage.database import Database
from storage.doctor.copies import Copied, examine_copies, surplus_copies
from storage.doctor.originals import Original, examine_originals
from storage.doctor.pictures import Pictures
from storage.doctor.rows import examine_rows
from storage.files import FolderFiles
from storage.rebuild import Differences, refill
from storage.vectors import ChromaIndex

_photos = tables.photos.c


@dataclass(frozen=True, slots=True)
class _Known:
    photo_id: int
    byte_count: int
    fingerprint: int


@dataclass(frozen=True, kw_only=True)
class Doctor:
    """Says what is wrong and, unless told not to, mends it. Doing so twice finds nothing the second time, apart from
    originals whose bytes are lost: those need a person.
    """

    database: Database
    files: FolderFiles
    images: Worker
    pictures: Pictures
    encoder_id: str
    dimension: int

    async def files_and_rows(self, *, thorough: bool = True, mend: bool = True) -> list[Finding]:
        """May run beside the process that owns the index: it indexes what becomes pending here."""
        known = await self._known()
        found = await self.images.run(self._files, known, thorough, mend)
        async with self.database.writing.connect() as connection:
            found += [finding async for finding in examine_rows(connection, self.encoder_id, self.dimension, mend=mend)]
            if mend:
                await connection.commit()
        return found

    async def index(self, index: ChromaIndex, *, mend: bool = True) -> list[Finding]:
        """Only where the index is ours."""
        was_ready = index.ready and await index.check()
        async with self.database.connections.connect() as connection:
            encoders = list((await connection.execute(select(tables.embeddings.c.encoder_id).distinct())).scalars())
        others = await index.drop_others(encoders, mend=mend)
        found = [] if was_ready else [dataclasses.replace(DAMAGED, mended=mend)]
        found += [_in_index("entry that no photo has", name, mend, "removed") for name in others]
        return found + in_index(
            await refill(index, self.database.begin, self.encoder_id, thorough=True, mend=mend), mend
        )

    async def _known(self) -> dict[str, _Known]:
        query = select(_photos.content_hash, _photos.photo_id, _photos.byte_count, _photos.fingerprint)
        async with self.database.connections.connect() as connection:
            return {
                row.content_hash: _Known(row.photo_id, row.byte_count, row.fingerprint)
                for row in await connection.execute(query)
            }

    def _files(self, known: Mapping[str, _Known], thorough: bool, mend: bool) -> list[Finding]:
        good: set[str] = set()
        originals = {name: Original(photo.photo_id, photo.byte_count) for name, photo in known.items()}
        folder = self.files.folder
        found = list(examine_originals(folder, originals, good, thorough=thorough, mend=mend))
        for name, photo in known.items():
            content_hash = ContentHash(name)
            copied = Copied(
                photo_id=photo.photo_id,
                fingerprint=photo.fingerprint,
                original=self.files.original_path(content_hash) if name in good else None,
                preview=self.files.preview_path(content_hash),
                thumbnail=self.files.thumbnail_path(content_hash),
            )
            found += examine_copies(copied, self.pictures, thorough=thorough, mend=mend)
        return found + list(surplus_copies(folder, known, mend=mend))


def in_index(differences: Differences, mended: bool) -> list[Finding]:
    """A finding for every photo in which the index differed."""
    kinds = (
        ("missing in the index", differences.missing, "added"),
        ("stale in the index", differences.stale, "replaced"),
        ("surplus in the index", differences.surplus, "removed"),
    )
    return [_in_index(kind, f"photo {photo_id}", mended, note) for kind, ids, note in kinds for photo_id in ids]


def _in_index(kind: str, subject: str, mended: bool, note: str) -> Finding:
    return Finding(store=Store.INDEX, kind=kind, subject=subject, mended=mended, note=note)


DAMAGED = _in_index("index damaged or deleted", "index", True, "filled again from SQL")
