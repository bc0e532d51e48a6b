"""A bank of any size made of numbers: clustered unit vectors, facts and tags, written through the project's tables.

Captions and files are left out: nothing that is measured with it reads them.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert

from engine.filters import CROWD_FROM, Colour, Season, TimeOfDay, Weather
from engine.model import PhotoState, Vectors
from storage import tables
from storage.database import Database, migrate, open_database
from storage.embeddings import pack

ENCODER_ID = "numbers"
DIMENSION = 512
THEMES = 20
CLUSTERS = 1000
SHARES = {"p0005": 0.0005, "p001": 0.01, "p10": 0.1, "p50": 0.5, "p90": 0.9}
"""Tags that have nothing to do with what a photo shows, and the share of photos that carry each."""
_WORDS = {"season": Season, "time_of_day": TimeOfDay, "weather": Weather, "colour": Colour}
_NAMES = {"place": 500, "photographer": 200}
_CHUNK = 5000
_BEGAN = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


@dataclass(frozen=True)
class World:
    """Where vectors lie: clusters around themes, so that near neighbours are many and not all alike."""

    centres: Vectors

    @classmethod
    def made(cls) -> World:
        chance = np.random.default_rng(5)
        themes = unit(chance.standard_normal((THEMES, DIMENSION)).astype(np.float32))
        apart = unit(chance.standard_normal((CLUSTERS, DIMENSION)).astype(np.float32))
        return cls(unit(themes[np.arange(CLUSTERS) % THEMES] + 0.9 * apart))

    def vectors(self, clusters: Any, chance: np.random.Generator) -> Vectors:
        """One vector near each of these clusters' centres: a cosine of about 0.75 to it."""
        noise = unit(chance.standard_normal((len(clusters), DIMENSION)).astype(np.float32))
        return unit(self.centres[clusters] + 0.9 * noise)


def is_odd(cluster: Any) -> Any:
    return cluster % THEMES % 2 == 1


def query_vectors(world: World, clusters: Any, seed: int = 99) -> Vectors:
    return world.vectors(np.asarray(clusters), np.random.default_rng(seed))


async def make_bank(folder: Path, count: int) -> Database:
    """The same bank every time; one that is there already is opened."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    url = f"sqlite+aiosqlite:///{folder / 'photobank.db'}"
    await migrate(url)
    database = await open_database(url)
    async with database.begin() as work:
        if await work.photos.count() == count:
            return database
    world, chance = World.made(), np.random.default_rng(count)
    async with database.writing.begin() as connection:
        person = {"person_id": 1, "role": "visitor", "language": None, "met_at": _BEGAN}
        await connection.execute(insert(tables.people), [person])
        slugs = [*SHARES, "odd", "even"]
        vocabulary = [{"slug": s, "ru": s, "en": s, "aliases": [], "parent": None} for s in slugs]
        await connection.execute(insert(tables.tags), vocabulary)
    for first in range(0, count, _CHUNK):
        ids = range(first + 1, min(first + _CHUNK, count) + 1)
        clusters = chance.integers(0, CLUSTERS, len(ids))
        vectors = world.vectors(clusters, chance)
        async with database.writing.begin() as connection:
            await connection.execute(insert(tables.photos), list(_rows(ids, chance)))
            await connection.execute(insert(tables.photo_tags), list(_tags(ids, clusters, chance)))
            rows = [
                {"encoder_id": ENCODER_ID, "photo_id": i, "vector": pack(one)}
                for i, one in zip(ids, vectors, strict=True)
            ]
            await connection.execute(insert(tables.embeddings), rows)
    return database


def _rows(ids: range, chance: np.random.Generator) -> Iterator[dict[str, Any]]:
    bits = chance.integers(-(1 << 63), (1 << 63) - 1, len(ids)).tolist()
    people = chance.integers(0, 20, len(ids)).tolist()
    words = {name: chance.choice([str(one) for one in kind], len(ids)).tolist() for name, kind in _WORDS.items()}
    names = {name: chance.integers(0, most, len(ids)).tolist() for name, most in _NAMES.items()}
    for k, photo_id in enumerate(ids):
        at = _BEGAN + dt.timedelta(minutes=photo_id)
        yield {
            "photo_id": photo_id,
            "content_hash": f"{photo_id:064x}",
            "state": PhotoState.PUBLISHED.value,
            "media_type": "image/jpeg",
            "byte_count": 4_000_000,
            "width": 4000,
            "height": 3000,
            "fingerprint": bits[k],
            "people_count": people[k],
            "crowd": people[k] >= CROWD_FROM,
            **{name: values[k] for name, values in words.items()},
            **{name: f"{name} {values[k]}" for name, values in names.items()},
            "objects": [],
            "taken_at": at,
            "licence": "CC BY 4.0",
            "publish_when_indexed": True,
            "received_at": at,
            "published_at": at,
            "indexed_at": at,
            "indexed_by": ENCODER_ID,
        }


def _tags(ids: range, clusters: Any, chance: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Of each share, and the parity of the theme: a query of an odd theme has no even photo among thousands near it."""
    for slug, share in SHARES.items():
        for photo_id, carries in zip(ids, chance.random(len(ids)) < share, strict=True):
            if carries:
                yield {"photo_id": photo_id, "slug": slug, "confidence": 1.0, "source": "written"}
    for photo_id, cluster in zip(ids, clusters, strict=True):
        slug = "odd" if is_odd(cluster) else "even"
        yield {"photo_id": photo_id, "slug": slug, "confidence": 1.0, "source": "written"}
