"""One contract for every index: embedded Chroma, a Chroma server, and the exact one over SQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from engine.errors import BankBusy
from engine.model import PhotoId, Vector
from engine.ports import VectorIndex
from storage.columns import PhotoColumns
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


async def store(database: Database, vectors: dict[PhotoId, Vector]) -> None:
    await add(database, *(photo(number) for number in vectors))
    async with database.begin(writes=True) as work:
        await work.embeddings.put("colours", vectors)
        await work.commit()


async def open_chroma(kind: str, request: pytest.FixtureRequest) -> ChromaIndex:
    """An empty one; each has an encoder of its own, for the server outlives a test."""
    encoder_id = f"colours-{uuid4().hex[:8]}"
    if kind == "embedded":
        folder: Path = request.getfixturevalue("tmp_path")
        return await ChromaIndex.embedded(folder / "index", encoder_id, 3)
    host, port = request.getfixturevalue("chroma_server")
    return await ChromaIndex.server(host, port, encoder_id, 3)


@pytest.fixture(params=["embedded", "server"])
async def index(request: pytest.FixtureRequest) -> AsyncIterator[ChromaIndex]:
    opened = await open_chroma(request.param, request)
    yield opened
    await opened.aclose()


@pytest.fixture(params=["embedded", "server", "exact"])
async def any_index(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[VectorIndex]:
    if request.param == "exact":
        columns = PhotoColumns("colours")
        yield ExactIndex(database.begin, columns)
        columns.close()
        return
    opened = await open_chroma(request.param, request)
    yield opened
    await opened.aclose()


async def fill(index: VectorIndex, database: Database) -> None:
    """The three into SQL, and from there into the index, unless it reads SQL by itself."""
    await store(database, THREE)
    if not isinstance(index, ExactIndex):
        await refill(index, database.begin, "colours")


async def test_neighbours_come_best_first_with_their_cosine(any_index: VectorIndex, database: Database) -> None:
    await fill(any_index, database)
    found = await any_index.nearest(vector(1, 0.1, 0), 2)
    assert [photo_id for photo_id, _ in found] == [1, 2]
    assert found[0][1] == pytest.approx(float(vector(1, 0.1, 0) @ THREE[PhotoId(1)]), abs=1e-3)


async def test_asking_for_more_than_there_is_gives_all(any_index: VectorIndex, database: Database) -> None:
    await fill(any_index, database)
    assert len(await any_index.nearest(vector(1, 1, 1), 600)) == 3
    assert await any_index.count() == 3
    assert await any_index.ids() == set(THREE)


async def test_an_empty_index_has_no_neighbours(any_index: VectorIndex) -> None:
    assert await any_index.nearest(vector(1, 0, 0), 5) == []
    assert await any_index.count() == 0


async def test_putting_again_replaces_and_removing_removes(index: ChromaIndex) -> None:
    await index.put(THREE)
    await index.put({PhotoId(3): vector(1, 0, 0.01)})
    assert [photo_id for photo_id, _ in await index.nearest(vector(1, 0, 0.01), 1)] == [3]
    await index.remove([PhotoId(3), PhotoId(77)])
    assert await index.ids() == {1, 2}


async def test_more_than_one_request_takes_can_be_put_and_removed(index: ChromaIndex) -> None:
    many = np.random.default_rng(1).normal(size=(6000, 3)).astype(np.float32)
    await index.put({PhotoId(row + 1): one for row, one in enumerate(many)})
    await index.remove([PhotoId(number) for number in range(1, 5991)])
    assert await index.ids() == set(range(5991, 6001))


async def test_refilling_makes_the_index_equal_to_sql(index: ChromaIndex, database: Database) -> None:
    await store(database, THREE)
    await index.put({PhotoId(1): THREE[PhotoId(1)], PhotoId(99): vector(1, 1, 1)})
    compared: list[int] = []
    assert len(await refill(index, database.begin, "colours", compared.append)) == 3
    assert compared == [3]
    assert await index.ids() == {1, 2, 3}
    assert len(await refill(index, database.begin, "colours")) == 0


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


async def test_the_exact_index_sees_what_others_add(database: Database) -> None:
    await store(database, THREE)
    exact = ExactIndex(database.begin, PhotoColumns("colours"))
    assert await exact.count() == 3
    await store(database, {PhotoId(4): vector(0, 1, 0)})
    assert [photo_id for photo_id, _ in await exact.nearest(vector(0, 1, 0), 1)] == [4]
    assert await exact.count() == 4


async def test_the_exact_index_is_for_reading_only(database: Database) -> None:
    with pytest.raises(BankBusy):
        await ExactIndex(database.begin, PhotoColumns("colours")).put(THREE)
    with pytest.raises(BankBusy):
        await ExactIndex(database.begin, PhotoColumns("colours")).remove([PhotoId(1)])


def test_an_index_has_one_owner_at_a_time(tmp_path: Path) -> None:
    first = claim_index(tmp_path / "index")
    assert first is not None
    assert claim_index(tmp_path / "index") is None
    first.close()
    second = claim_index(tmp_path / "index")
    assert second is not None
    second.close()
