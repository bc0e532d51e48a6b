"""One contract for every index: embedded Chroma, a Chroma server, and the exact one over SQL."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from engine.errors import BankBusy
from engine.model import PhotoId, Vector
from storage.database import Database
from storage.exact import ExactIndex
from storage.ownership import claim_index
from storage.rebuild import refill
from storage.vectors import ChromaIndex
from tests.storage.test_sql import add, photo


def vector(*values: float) -> Vector:
    raw = np.array(values, np.float32)
    return np.asarray(raw / np.linalg.norm(raw), np.float32)


THREE = {PhotoId(1): vector(1, 0, 0), PhotoId(2): vector(1, 1, 0), PhotoId(3): vector(0, 0, 1)}


@pytest.fixture(params=["embedded", "server"])
async def index(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ChromaIndex]:
    encoder_id = f"colours-{uuid4().hex[:8]}"
    if request.param == "embedded":
        opened = await ChromaIndex.embedded(tmp_path / "index", encoder_id, 3)
    else:
        host, port = request.getfixturevalue("chroma_server")
        opened = await ChromaIndex.server(host, port, encoder_id, 3)
    yield opened
    await opened.aclose()


async def store(database: Database, vectors: dict[PhotoId, Vector]) -> None:
    await add(database, *(photo(number) for number in vectors))
    async with database.begin(writes=True) as work:
        await work.embeddings.put("colours", vectors)
        await work.commit()


async def test_neighbours_come_best_first_with_their_cosine(index: ChromaIndex) -> None:
    await index.put(THREE)
    found = await index.nearest(vector(1, 0.1, 0), 2)
    assert [photo_id for photo_id, _ in found] == [1, 2]
    assert found[0][1] == pytest.approx(float(vector(1, 0.1, 0) @ THREE[PhotoId(1)]), abs=1e-4)


async def test_an_empty_index_has_no_neighbours(index: ChromaIndex) -> None:
    assert await index.nearest(vector(1, 0, 0), 5) == []
    assert await index.count() == 0


async def test_asking_for_more_than_there_is_gives_all(index: ChromaIndex) -> None:
    await index.put(THREE)
    assert len(await index.nearest(vector(1, 1, 1), 600)) == 3


async def test_putting_again_replaces_and_removing_removes(index: ChromaIndex) -> None:
    await index.put(THREE)
    await index.put({PhotoId(3): vector(1, 0, 0.01)})
    assert [photo_id for photo_id, _ in await index.nearest(vector(1, 0, 0.01), 1)] == [3]
    await index.remove([PhotoId(3)])
    assert await index.ids() == {1, 2}


async def test_refilling_makes_the_index_equal_to_sql(index: ChromaIndex, database: Database) -> None:
    await store(database, THREE)
    await index.put({PhotoId(1): THREE[PhotoId(1)], PhotoId(99): vector(1, 1, 1)})
    assert await refill(index, database.begin, "colours") == 3
    assert await index.ids() == {1, 2, 3}
    assert await refill(index, database.begin, "colours") == 0


async def test_what_was_put_is_there_after_reopening(tmp_path: Path) -> None:
    first = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    await first.put(THREE)
    await first.aclose()
    again = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    assert await again.ids() == set(THREE)
    await again.aclose()


async def test_indexes_of_two_encoders_in_one_folder_do_not_mix(tmp_path: Path) -> None:
    first = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    await first.put(THREE)
    await first.aclose()
    other = await ChromaIndex.embedded(tmp_path / "index", "shapes", 2)
    assert await other.count() == 0
    await other.put({PhotoId(1): vector(1, 0)})
    await other.aclose()


async def test_a_folder_deleted_while_stopped_comes_back_whole(tmp_path: Path, database: Database) -> None:
    await store(database, THREE)
    first = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    await refill(first, database.begin, "colours")
    await first.aclose()
    shutil.rmtree(tmp_path / "index")
    again = await ChromaIndex.embedded(tmp_path / "index", "colours", 3)
    await refill(again, database.begin, "colours")
    assert await again.ids() == set(THREE)
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


async def test_the_exact_index_answers_from_sql_and_sees_what_others_add(database: Database) -> None:
    await store(database, THREE)
    exact = ExactIndex(database, "colours")
    assert [photo_id for photo_id, _ in await exact.nearest(vector(1, 0, 0), 2)] == [1, 2]
    await store(database, {PhotoId(4): vector(0, 1, 0)})
    assert [photo_id for photo_id, _ in await exact.nearest(vector(0, 1, 0), 1)] == [4]
    assert await exact.count() == 4


async def test_the_exact_index_is_for_reading_only(database: Database) -> None:
    with pytest.raises(BankBusy):
        await ExactIndex(database, "colours").put(THREE)


def test_an_index_has_one_owner_at_a_time(tmp_path: Path) -> None:
    first = claim_index(tmp_path / "index")
    assert first is not None
    assert claim_index(tmp_path / "index") is None
    first.close()
    second = claim_index(tmp_path / "index")
    assert second is not None
    second.close()
