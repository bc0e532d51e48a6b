"""SQL itself notes which photos changed, whoever changes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import numpy as np
import pytest
from sqlalchemy import delete, insert, text, update

from engine.model import PhotoId, PhotoState
from storage import tables
from storage.database import Database
from storage.work import SqlWork
from tests.conftest import NOON
from tests.storage.test_sql import BRIDGE, NIGHT, add, photo

UNIT = np.array([1, 0, 0], np.float32)


async def publish(work: SqlWork, photo_id: PhotoId) -> None:
    await work.photos.set_state(photo_id, PhotoState.PUBLISHED, NOON)


async def embed(work: SqlWork, photo_id: PhotoId) -> None:
    await work.embeddings.put("colours", {photo_id: UNIT})


async def tag(work: SqlWork, photo_id: PhotoId) -> None:
    await work.tags.put([NIGHT])
    await work.changes._connection.execute(
        insert(tables.photo_tags).values(photo_id=photo_id, slug="night", confidence=1, source="written")
    )


async def untag(work: SqlWork, photo_id: PhotoId) -> None:
    await work.changes._connection.execute(delete(tables.photo_tags).where(tables.photo_tags.c.photo_id == photo_id))


async def edit_by_hand(work: SqlWork, photo_id: PhotoId) -> None:
    await work.changes._connection.execute(text(f"UPDATE photos SET people_count = 9 WHERE photo_id = {photo_id}"))


async def write_a_caption(work: SqlWork, photo_id: PhotoId) -> None:
    await work.changes._connection.execute(
        insert(tables.captions).values(photo_id=photo_id, position=7, language="en", text="A bridge", source="written")
    )


async def edit_a_caption(work: SqlWork, photo_id: PhotoId) -> None:
    await work.changes._connection.execute(
        update(tables.captions).where(tables.captions.c.photo_id == photo_id).values(text="A bridge")
    )


async def delete_captions(work: SqlWork, photo_id: PhotoId) -> None:
    await work.changes._connection.execute(delete(tables.captions).where(tables.captions.c.photo_id == photo_id))


async def erase(work: SqlWork, photo_id: PhotoId) -> None:
    await work.changes._connection.execute(delete(tables.photos).where(tables.photos.c.photo_id == photo_id))


@pytest.mark.parametrize(
    "change",
    [publish, embed, tag, untag, edit_by_hand, write_a_caption, edit_a_caption, delete_captions, erase],
)
async def test_every_change_of_a_photo_is_noted_with_it(
    any_database: Database, change: Callable[[SqlWork, PhotoId], Awaitable[None]]
) -> None:
    _, changed, _ = await add(any_database, *(photo(n, tags=(BRIDGE,)) for n in range(3)))
    async with any_database.begin() as work:
        before = await work.changes.version()
    async with any_database.begin(writes=True) as work:
        await change(work, changed)
        await work.commit()
    async with any_database.begin() as work:
        assert await work.changes.since(before) == [changed]
        assert await work.changes.version() > before


async def test_what_is_not_committed_did_not_happen(any_database: Database) -> None:
    [photo_id] = await add(any_database, photo(1))
    async with any_database.begin() as work:
        before = await work.changes.version()
    async with any_database.begin(writes=True) as work:
        await publish(work, photo_id)
    async with any_database.begin() as work:
        assert (await work.changes.version(), await work.changes.since(before)) == (before, [])


async def test_the_columns_of_a_photo_come_with_its_embedding_and_tags(any_database: Database) -> None:
    bare, full = await add(any_database, photo(1), photo(2, tags=(BRIDGE, NIGHT)))
    async with any_database.begin(writes=True) as work:
        await work.embeddings.put("colours", {full: UNIT})
        await work.embeddings.put("another", {bare: UNIT})
        await work.commit()
    async with any_database.begin() as work:
        rows = {row.photo_id: row for row in await work.changes.rows("colours", [bare, full, PhotoId(99)])}
    assert (rows[bare].vector, rows[bare].slugs) == (None, None)
    assert set(rows[full].slugs.split(",")) == {"bridge", "night"}
    assert np.frombuffer(rows[full].vector, np.float16).tolist() == [1, 0, 0]
    assert rows.keys() == {bare, full}
