"""Every store is damaged in ten ways and more; the doctor names each damage, mends it, and then finds nothing."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text

from engine.findings import Finding
from engine.images.fingerprint import distance
from engine.ingest.ingest_photo import copies_of, fingerprint_of
from engine.model import ContentHash, PhotoId, Tag
from engine.search.parsing import parse_query
from storage.doctor.examination import Doctor
from storage.doctor.pictures import Pictures
from tests.bank import Bank
from tests.conftest import actor
from tests.images.drawn import drawing

PICTURES = Pictures(copies=copies_of, fingerprint=fingerprint_of, distance=distance)
WARM = Tag(slug="warm", ru="тёплый", en="warm")


@dataclasses.dataclass(kw_only=True)
class Patient:
    """A bank of three photos, their hashes, and its doctor."""

    bank: Bank
    folder: Path
    ids: list[PhotoId]
    hashes: list[ContentHash]
    doctor: Doctor

    async def cured(self, *, mend: bool = True) -> list[Finding]:
        """One whole examination, as the command does it where the index is its own."""
        found = await self.doctor.files_and_rows(mend=mend)
        if mend:
            while await self.bank.index_pending():
                pass
        return found + await self.doctor.index(self.bank.index, mend=mend)

    async def sql(self, *statements: str) -> None:
        """By hand, without foreign keys, as a restored dump or a person with a shell would."""
        async with self.bank.database.connections.connect() as connection:
            raw: Any = await connection.get_raw_connection()
            await raw.driver_connection.execute("PRAGMA foreign_keys=OFF")
            for statement in statements:
                await raw.driver_connection.execute(statement.format(a=self.ids[0], b=self.ids[1]))
            await raw.driver_connection.commit()
            await raw.driver_connection.execute("PRAGMA foreign_keys=ON")

    def original(self, number: int) -> Path:
        return self.bank.files.original_path(self.hashes[number])

    def preview(self, number: int) -> Path:
        return self.bank.files.preview_path(self.hashes[number])

    def thumbnail(self, number: int) -> Path:
        return self.bank.files.thumbnail_path(self.hashes[number])


@pytest.fixture
async def patient(bank: Bank, tmp_path: Path) -> Patient:
    ids = await bank.take_files(*(drawing(seed) for seed in (1, 2, 3)), tags=(WARM,))
    async with bank.database.begin() as work:
        photos = await work.photos.get(ids)
    doctor = Doctor(
        database=bank.database,
        files=bank.files,
        images=bank.images,
        pictures=PICTURES,
        encoder_id="colours",
        dimension=3,
    )
    return Patient(bank=bank, folder=tmp_path, ids=ids, hashes=[photos[one].content_hash for one in ids], doctor=doctor)


def old(path: Path) -> Path:
    long_ago = time.time() - 90_000
    os.utime(path, (long_ago, long_ago))
    return path


async def preview_lost(p: Patient) -> None:
    p.preview(0).unlink()


async def preview_cut_off(p: Patient) -> None:
    p.preview(0).write_bytes(p.preview(0).read_bytes()[:200])


async def preview_of_another_photo(p: Patient) -> None:
    shutil.copy(p.preview(1), p.preview(0))


async def thumbnail_lost(p: Patient) -> None:
    p.thumbnail(0).unlink()


async def thumbnail_no_picture(p: Patient) -> None:
    p.thumbnail(0).write_bytes(b"no picture at all")


async def both_copies_lost(p: Patient) -> None:
    p.preview(0).unlink()
    p.thumbnail(0).unlink()


async def originals_swapped(p: Patient) -> None:
    aside = p.folder / "aside"
    p.original(0).rename(aside)
    p.original(1).rename(p.original(0))
    aside.rename(p.original(1))


async def original_under_no_name(p: Patient) -> None:
    old(p.original(0).rename(p.original(0).with_name("IMG_0001")))


async def original_of_no_photo(p: Patient) -> None:
    path = p.original(0).with_name("ab" * 32)
    path.write_bytes(b"somebody's bytes")
    old(path)


async def copies_of_no_photo(p: Patient) -> None:
    shutil.copy(p.preview(0), p.preview(0).with_name("cd" * 32 + ".jpg"))
    shutil.copy(p.thumbnail(0), p.thumbnail(0).with_name("cd" * 32 + ".jpg"))


async def a_write_was_killed(p: Patient) -> None:
    old_part = p.original(0).with_name("ef" * 32 + ".1234.part")
    old_part.write_bytes(b"half a")
    old(old_part)


FILES: dict[Callable[[Patient], Awaitable[None]], set[str]] = {
    preview_lost: {"preview missing"},
    preview_cut_off: {"preview damaged"},
    preview_of_another_photo: {"preview of another photo"},
    thumbnail_lost: {"thumbnail missing"},
    thumbnail_no_picture: {"thumbnail damaged"},
    both_copies_lost: {"preview missing", "thumbnail missing"},
    originals_swapped: {"original under a wrong name"},
    original_under_no_name: {"original under a wrong name"},
    original_of_no_photo: {"original of no photo"},
    copies_of_no_photo: {"copy of no photo"},
    a_write_was_killed: {"write left behind"},
}

SQL: dict[str, tuple[set[str], tuple[str, ...]]] = {
    "embedding deleted": ({"embedding missing"}, ("DELETE FROM embeddings WHERE photo_id = {a}",)),
    "embedding of another length": (
        {"embedding unusable"},
        ("UPDATE embeddings SET vector = x'003c003c' WHERE photo_id = {a}",),
    ),
    "embedding of not-numbers": (
        {"embedding unusable"},
        ("UPDATE embeddings SET vector = x'007e007e007e' WHERE photo_id = {a}",),
    ),
    "embedding of nothing": (
        {"embedding unusable"},
        ("UPDATE embeddings SET vector = x'000000000000' WHERE photo_id = {a}",),
    ),
    "embedding under another encoder": (
        {"embedding missing"},
        ("UPDATE embeddings SET encoder_id = 'gone' WHERE photo_id = {a}",),
    ),
    "stuck as received": ({"indexed but never out"}, ("UPDATE photos SET state = 'received' WHERE photo_id = {a}",)),
    "stuck as indexed": ({"indexed but never out"}, ("UPDATE photos SET state = 'indexed' WHERE photo_id = {a}",)),
    "published at no time": (
        {"published at no time"},
        ("UPDATE photos SET published_at = NULL WHERE photo_id = {a}",),
    ),
    "a state that is none": ({"state unknown"}, ("UPDATE photos SET state = 'lost' WHERE photo_id = {a}",)),
    "a season that is none": ({"season unknown"}, ("UPDATE photos SET season = 'monsoon' WHERE photo_id = {a}",)),
    "minus three people": ({"people count impossible"}, ("UPDATE photos SET people_count = -3 WHERE photo_id = {a}",)),
    "a crowd of one": (
        {"crowd contradicts the count"},
        ("UPDATE photos SET people_count = 1, crowd = 1 WHERE photo_id = {a}",),
    ),
    "a tag without a name": ({"tag without a name"}, ("DELETE FROM tags WHERE slug = 'warm'",)),
    "rows of no photo": (
        {"caption of no photo", "tag of no photo", "embedding of no photo", "text embedding of no photo"},
        (
            "INSERT INTO captions VALUES (999, 0, 'en', 'x', 'written')",
            "INSERT INTO photo_tags VALUES (999, 'warm', 1, 'written')",
            "INSERT INTO embeddings VALUES ('colours', 999, x'003c00000000')",
            "INSERT INTO caption_embeddings VALUES (999, 0, 'colours', x'003c00000000')",
        ),
    ),
    "a change that was not noted": ({"change not noted"}, ("DELETE FROM photo_changes WHERE photo_id = {a}",)),
}


async def row_lost(p: Patient) -> None:
    await p.bank.index.remove([p.ids[0]])


async def every_row_lost(p: Patient) -> None:
    await p.bank.index.remove(p.ids)


async def row_stale(p: Patient) -> None:
    await p.bank.index.put({p.ids[0]: np.array([0, 0, 1], np.float32)})


async def rows_exchanged(p: Patient) -> None:
    held = await p.bank.index.vectors(p.ids)
    await p.bank.index.put({p.ids[0]: held[p.ids[1]], p.ids[1]: held[p.ids[0]]})


async def row_surplus(p: Patient) -> None:
    await p.bank.index.put({PhotoId(4711): np.array([1, 0, 0], np.float32)})


async def entry_with_a_strange_name(p: Patient) -> None:
    p.bank.index._collection.upsert(ids=["IMG_1"], embeddings=np.eye(3, dtype=np.float32)[:1])


async def index_of_a_former_encoder(p: Patient) -> None:
    p.bank.index._client.create_collection("photos-former", embedding_function=None)


async def folder_deleted(p: Patient) -> None:
    shutil.rmtree(p.folder / "index")


async def names_deleted(p: Patient) -> None:
    (p.folder / "index" / "chroma.sqlite3").unlink()


async def names_replaced_by_a_copy(p: Patient) -> None:
    names = p.folder / "index" / "chroma.sqlite3"
    shutil.copy(names, p.folder / "copy")
    (p.folder / "copy").replace(names)


async def collection_deleted(p: Patient) -> None:
    p.bank.index._client.delete_collection("photos-colours")


LOST = "index damaged or deleted"
INDEX: dict[Callable[[Patient], Awaitable[None]], set[str]] = {
    row_lost: {"missing in the index"},
    every_row_lost: {"missing in the index"},
    row_stale: {"stale in the index"},
    rows_exchanged: {"stale in the index"},
    row_surplus: {"surplus in the index"},
    entry_with_a_strange_name: {"entry that no photo has"},
    index_of_a_former_encoder: {"entry that no photo has"},
    folder_deleted: {LOST, "missing in the index"},
    names_deleted: {LOST, "missing in the index"},
    names_replaced_by_a_copy: {LOST, "missing in the index"},
    collection_deleted: {LOST, "missing in the index"},
}


async def assert_cured(p: Patient, kinds: set[str]) -> None:
    told = await p.cured(mend=False)
    assert {finding.kind for finding in told} >= kinds - {"missing in the index"}
    assert not any(finding.mended for finding in told)
    found = await p.cured()
    assert {finding.kind for finding in found} >= kinds
    assert all(finding.mended for finding in found)
    assert await p.cured() == []
    page = await p.bank.search_photos(actor(), parse_query("red"))
    assert {hit.photo_id for hit in page.hits} >= set(p.ids[1:])


@pytest.mark.parametrize("damage", FILES, ids=lambda damage: damage.__name__)
async def test_damage_to_files_is_named_and_mended(patient: Patient, damage: Callable[..., Awaitable[None]]) -> None:
    await damage(patient)
    await assert_cured(patient, FILES[damage])
    assert [await patient.bank.files.has_all(one) for one in patient.hashes] == [True] * 3


@pytest.mark.parametrize("damage", SQL)
async def test_damage_to_sql_is_named_and_mended(patient: Patient, damage: str) -> None:
    kinds, statements = SQL[damage]
    await patient.sql(*statements)
    await assert_cured(patient, kinds)


@pytest.mark.parametrize("damage", INDEX, ids=lambda damage: damage.__name__)
async def test_damage_to_the_index_is_named_and_mended(
    patient: Patient, damage: Callable[..., Awaitable[None]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL", "storage.vectors")
    await damage(patient)
    await assert_cured(patient, INDEX[damage])


async def test_a_healthy_bank_has_no_findings(patient: Patient) -> None:
    assert await patient.cured() == []


@pytest.mark.parametrize("bytes_left", [0, 100, None])
async def test_a_lost_original_is_put_back_when_the_same_file_comes_again(
    patient: Patient, bytes_left: int | None
) -> None:
    path = patient.original(0)
    content = path.read_bytes()
    if bytes_left is None:
        path.unlink()
    else:
        path.write_bytes(content[:bytes_left])
    found = await patient.cured()
    assert [(one.mended, one.subject) for one in found if one.kind.startswith("original")] == [
        (False, f"photo {patient.ids[0]}")
    ]
    await patient.bank.take_files(content)
    assert path.read_bytes() == content
    assert await patient.cured() == []


async def test_bytes_that_belong_to_no_photo_are_moved_and_not_deleted(patient: Patient) -> None:
    await original_of_no_photo(patient)
    await patient.cured()
    [kept] = (patient.folder / "files" / "aside").iterdir()
    assert kept.read_bytes() == b"somebody's bytes"


async def test_an_ingest_at_work_is_left_alone(patient: Patient) -> None:
    fresh = patient.original(0).with_name("ab" * 32)
    fresh.write_bytes(b"its row is committed in a moment")
    fresh.with_name("cd" * 32 + ".77.part").write_bytes(b"its bytes are being written")
    assert await patient.cured() == []
    assert fresh.exists()


async def test_a_pending_photo_that_lost_its_preview_is_finished(patient: Patient) -> None:
    await patient.sql("UPDATE photos SET indexed_at = NULL, state = 'received' WHERE photo_id = {a}")
    await patient.sql("DELETE FROM embeddings WHERE photo_id = {a}")
    patient.preview(0).unlink()
    await patient.cured()
    async with patient.bank.database.connections.connect() as connection:
        state = (await connection.execute(text(f"SELECT state FROM photos WHERE photo_id = {patient.ids[0]}"))).scalar()
    assert state == "published"
