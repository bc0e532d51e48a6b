"""An index may be deleted or damaged at any time, and comes back whole from SQL."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import BadSetting
from engine.model import PhotoId
from storage.database import Database
from storage.rebuild import refill
from storage.vectors import ChromaIndex
from tests.storage.test_indexes import THREE, index, store, vector

__all__ = ["index"]


def overwrite_names(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"no database at all" * 500)


def cut_names_off(folder: Path) -> None:
    names = folder / "chroma.sqlite3"
    names.write_bytes(names.read_bytes()[:20_000])


def overwrite_vectors(folder: Path) -> None:
    for file in folder.glob("*/*"):
        file.write_bytes(b"no vectors at all")


def lose_vectors(folder: Path) -> None:
    for file in folder.glob("*/*"):
        file.unlink()


def lose_everything(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("damage", [overwrite_names, cut_names_off, overwrite_vectors, lose_vectors, lose_everything])
async def test_a_folder_damaged_while_stopped_comes_back_whole(
    tmp_path: Path, database: Database, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "storage.vectors")
    await store(database, THREE)
    # Chroma moves vectors out of its SQLite into files of their own a thousand at a time.
    strays = {PhotoId(number): vector(1, number, 0) for number in range(100, 1300)}
    first = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    await refill(first, database.begin, "colours")
    await first.put(strays)
    await first.nearest(vector(0, 0, 1), 1)
    await first.aclose()
    damage(tmp_path / "index")
    again = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    await refill(again, database.begin, "colours")
    assert await again.ids() == set(THREE)
    assert [photo_id for photo_id, _ in await again.nearest(vector(0.1, 0.01, 1), 3)] == [3, 1, 2]
    await again.aclose()


async def test_a_folder_deleted_while_open_comes_back_by_reset(tmp_path: Path, database: Database) -> None:
    await store(database, THREE)
    index = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    await refill(index, database.begin, "colours")
    shutil.rmtree(tmp_path / "index")
    await index.reset()
    await refill(index, database.begin, "colours")
    assert [photo_id for photo_id, _ in await index.nearest(vector(0, 0, 1), 1)] == [3]
    await index.aclose()


async def test_a_reset_index_is_empty_and_works(index: ChromaIndex) -> None:
    await index.put(THREE)
    await index.reset()
    assert await index.ids() == set()
    await index.put(THREE)
    assert await index.count() == 3


async def test_a_server_that_does_not_answer_is_a_sentence_that_names_the_setting() -> None:
    with pytest.raises(BadSetting, match=r"PHOTOBANK_CHROMA_URL.*127\.0\.0\.1:1"):
        await ChromaIndex.server("127.0.0.1", 1, "colours", 3)
