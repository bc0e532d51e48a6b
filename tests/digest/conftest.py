"""A room with three published photos."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import insert

from engine.model import PhotoId, PhotoState
from storage import tables
from storage.database import Database, migrate, open_database
from tests.conftest import NOON
from tests.digest.room import Room, StandingClock
from tests.storage.test_sql import photo


async def published(database: Database, numbers: Sequence[int]) -> list[PhotoId]:
    """Photos of these numbers, published."""
    async with database.begin(writes=True) as work:
        ids = [await work.photos.add(photo(number), NOON) for number in numbers]
        for photo_id in ids:
            await work.photos.set_state(photo_id, PhotoState.PUBLISHED, NOON)
        await work.commit()
    return ids


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with three photos and some people, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("furnished") / "bank.db"

    async def furnish() -> None:
        url = f"sqlite+aiosqlite:///{path}"
        await migrate(url)
        database = await open_database(url)
        await published(database, [1, 2, 3])
        async with database.connections.begin() as connection:
            met = [{"person_id": one, "role": "visitor", "language": None, "met_at": NOON} for one in range(1, 9)]
            await connection.execute(insert(tables.people), met)
        await database.aclose()

    asyncio.run(furnish())
    return path


@pytest.fixture
async def database(furnished: Path, tmp_path: Path) -> AsyncIterator[Database]:
    shutil.copyfile(furnished, tmp_path / "bank.db")
    opened = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'bank.db'}")
    yield opened
    await opened.aclose()


@pytest.fixture
def room(database: Database) -> Room:
    opened = Room(database=database, clock=StandingClock())
    opened.sources.photo_ids = [PhotoId(number) for number in (1, 2, 3)]
    return opened
