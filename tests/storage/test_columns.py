"""Columns in memory say what SQL says, also after others have written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from random import Random

import numpy as np
import pytest
from sqlalchemy import delete, select

from engine.filters import Conditions, Filters, Season
from engine.model import PhotoId, PhotoState
from storage import tables
from storage.columns import PhotoColumns
from storage.database import Database, open_database
from tests.conftest import NOON
from tests.storage.test_conditions import bank_of_everything, random_conditions
from tests.storage.test_indexes import vector
from tests.storage.test_sql import BRIDGE, NIGHT, add, index, photo

EVERYTHING = Conditions()


@pytest.fixture
async def columns() -> AsyncIterator[PhotoColumns]:
    made = PhotoColumns("colours")
    yield made
    made.close()


async def allowed(database: Database, columns: PhotoColumns, conditions: Conditions = EVERYTHING) -> list[PhotoId]:
    async with database.begin() as work:
        passed = await columns.allowed(work, conditions)
    return passed.newest(10_000)


async def publish(database: Database, count: int) -> list[PhotoId]:
    ids = await add(database, *(photo(number, tags=(BRIDGE,) if number % 2 else (NIGHT,)) for number in range(count)))
    async with database.begin(writes=True) as work:
        await work.embeddings.put("colours", {i: vector(1, place / 10, 0) for place, i in enumerate(ids)})
        await work.commit()
    await index(database, ids)
    return ids


async def test_a_photo_that_another_process_withdraws_is_gone_from_the_next_answer(
    any_database: Database, any_url: str, columns: PhotoColumns
) -> None:
    ids = await publish(any_database, 3)
    assert set(await allowed(any_database, columns)) == set(ids)
    other = await open_database(any_url)
    async with other.begin(writes=True) as work:
        await work.photos.set_state(ids[1], PhotoState.WITHDRAWN, NOON)
        await work.commit()
    await other.aclose()
    assert set(await allowed(any_database, columns)) == {ids[0], ids[2]}


async def test_tags_embeddings_and_deletions_are_followed(database: Database, columns: PhotoColumns) -> None:
    ids = await publish(database, 4)
    assert set(await allowed(database, columns, Conditions(all_tags=("bridge",)))) == {ids[1], ids[3]}
    async with database.connections.begin() as connection:
        await connection.execute(delete(tables.photo_tags).where(tables.photo_tags.c.photo_id == ids[1]))
        await connection.execute(delete(tables.photos).where(tables.photos.c.photo_id == ids[3]))
    async with database.begin(writes=True) as work:
        await work.embeddings.put("colours", {ids[0]: vector(0, 0, 1)})
        await work.commit()
    assert await allowed(database, columns, Conditions(all_tags=("bridge",))) == []
    async with database.begin() as work:
        found = await columns.allowed(work, EVERYTHING)
        exact = await work.embeddings.get("colours", ids)
    assert await found.best(vector(0, 0, 1)[None, :], lambda cosines: cosines[:, 0], 1) == [ids[0]]
    held = found.candidates([*ids, PhotoId(10**9)])
    assert held.photo_ids == ids[:3]
    vectors, truth = held.vectors(held.photo_ids), np.stack([exact[photo_id] for photo_id in held.photo_ids])
    assert (np.vecdot(vectors, truth) > 0.9999).all()
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-6
    assert np.abs(held.cosines(truth) - vectors @ truth.T).max() < 1e-6


async def test_the_best_are_the_best_of_the_allowed_whether_few_or_most_are(
    database: Database, columns: PhotoColumns
) -> None:
    ids = await publish(database, 12)
    asked = vector(1, 0.55, 0)
    for conditions in (EVERYTHING, Conditions(all_tags=("bridge",)), Conditions(no_tags=("bridge", "night"))):
        async with database.begin() as work:
            found = await columns.allowed(work, conditions)
            truth = await work.photos.published_matching(conditions)
        candidates = found.candidates(truth)
        cosines = candidates.vectors(truth) @ asked
        wanted = [candidates.photo_ids[place] for place in np.argsort(-cosines, kind="stable")[:5]]
        assert await found.best(asked[None, :], lambda scores: scores[:, 0], 5) == wanted
        assert found.among([*ids, PhotoId(10**9)]) == sorted(truth)
        assert found.share == pytest.approx(len(truth) / len(ids))


async def test_an_empty_bank_allows_nothing(database: Database, columns: PhotoColumns) -> None:
    async with database.begin() as work:
        found = await columns.allowed(work, Conditions(filters=Filters(seasons=(Season.WINTER,))))
    assert (found.count, found.share, found.newest(9), found.among([PhotoId(1)])) == (0, 0, [], [])
    assert await found.best(vector(1, 0, 0)[None, :], lambda cosines: cosines[:, 0], 5) == []


async def test_an_embedding_of_another_length_is_as_good_as_none(database: Database, columns: PhotoColumns) -> None:
    ids = await publish(database, 2)
    assert len(await allowed(database, columns)) == 2
    async with database.begin(writes=True) as work:
        await work.embeddings.put("colours", {ids[0]: vector(1, 0)})
        await work.commit()
    async with database.begin() as work:
        found = await columns.allowed(work, EVERYTHING)
    assert found.candidates(ids).photo_ids == [ids[1]]


async def test_questions_asked_while_photos_arrive_see_each_photo_whole(
    database: Database, columns: PhotoColumns
) -> None:
    await publish(database, 2)

    async def ask() -> None:
        for _ in range(10):
            async with database.begin() as work:
                found = await columns.allowed(work, Conditions(any_tags=("bridge", "night")))
                best = await found.best(vector(1, 0, 0)[None, :], lambda cosines: cosines[:, 0], 5)
                assert found.candidates(best).photo_ids == best

    async def arrive() -> None:
        for number in range(100, 110):
            [photo_id] = await add(database, photo(number, tags=(BRIDGE,)))
            async with database.begin(writes=True) as work:
                await work.embeddings.put("colours", {photo_id: vector(1, 0, number)})
                await work.photos.mark_indexed([photo_id], "colours", NOON)
                await work.commit()

    await asyncio.gather(ask(), ask(), arrive())
    async with database.connections.connect() as connection:
        every = set((await connection.execute(select(tables.photos.c.photo_id))).scalars())
    assert set(await allowed(database, columns)) == every


async def test_conditions_in_memory_let_pass_exactly_what_sql_does(database: Database, columns: PhotoColumns) -> None:
    await bank_of_everything(database)
    chance, sizes = Random(3), set()
    async with database.begin() as work:
        for _ in range(300):
            conditions = random_conditions(chance)
            truth = await work.photos.published_matching(conditions)
            found = await columns.allowed(work, conditions)
            assert found.newest(10_000) == truth, conditions
            sizes.add(len(truth))
    assert len(sizes) > 20
