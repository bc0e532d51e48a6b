"""What is measured: the real use cases over a synthetic bank, with queries that come as vectors."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.synthetic import DIMENSION, ENCODER_ID, make_bank
from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.filters import Conditions
from engine.model import (
    Actor,
    Event,
    HitPage,
    Language,
    PersonId,
    PhotoId,
    Query,
    Reason,
    Role,
    SearchId,
    Vector,
    Vectors,
)
from engine.search.finding import Find
from engine.search.open_search import OpenSearch
from engine.search.ranking import Clause
from engine.search.search_photos import SearchPhotos
from storage.columns import PhotoColumns
from storage.database import Database
from storage.rebuild import refill
from storage.texts import SqlTexts
from storage.vectors import ChromaIndex

EXACT_AT, CLOSE_AT = 0.5, 0.3
"""A query's own cluster is exact, the clusters of its theme are close: hundreds to thousands of photos."""
_ACTOR = Actor(person_id=PersonId(1), role=Role.VISITOR, language=Language.RU)


def clause(asked: Vector) -> Clause:
    return Clause(vector=asked, exact_at=EXACT_AT, close_at=CLOSE_AT, reason=Reason.WORDS)


@dataclass
class Given:
    """An Encoder whose next vector is given: encoding is measured elsewhere."""

    encoder_id: str = ENCODER_ID
    dimension: int = DIMENSION
    vector: Vector = field(default_factory=lambda: np.zeros(DIMENSION, np.float32))

    async def encode_texts(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.vector] * len(texts))

    async def encode_images(self, images: Sequence[Image.Image]) -> Vectors:
        return np.stack([self.vector] * len(images))


class Unheard:
    """An Events port that drops what it is told."""

    def tell(self, event: Event) -> None:
        """Nothing."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    database: Database
    find: Find
    encoder: Given
    search_photos: SearchPhotos
    open_search: OpenSearch

    @classmethod
    @asynccontextmanager
    async def opened(cls, folder: Path, count: int) -> AsyncIterator[Subject]:
        """Columns and index are warm when it is handed out."""
        database = await make_bank(folder, count)
        index = await ChromaIndex.embedded(folder / "index", ENCODER_ID, DIMENSION)
        await refill(index, database.begin, ENCODER_ID)
        columns, texts, images, encoder = PhotoColumns(ENCODER_ID), SqlTexts(), Worker("images"), Given()
        find = Find(begin=database.begin, index=index, columns=columns)
        search = SearchPhotos(
            begin=database.begin,
            encoder=encoder,
            calibration=Calibration(
                words_exact=EXACT_AT, words_close=CLOSE_AT, looks_exact=EXACT_AT, looks_close=CLOSE_AT
            ),
            find=find,
            texts=texts,
            images=images,
            events=Unheard(),
            clock=_now,
        )
        async with database.begin() as work:
            await columns.allowed(work, Conditions())
        await search.warm_up()
        yield cls(
            database=database,
            find=find,
            encoder=encoder,
            search_photos=search,
            open_search=OpenSearch(begin=database.begin, events=Unheard(), clock=_now),
        )
        await index.aclose()
        columns.close()
        texts.close()
        images.close()
        await database.aclose()

    async def search(self, asked: Vector) -> HitPage:
        self.encoder.vector = asked
        return await self.search_photos(_ACTOR, Query(words="words"))

    async def reopen(self, search_id: SearchId, page: int) -> HitPage:
        return await self.open_search(_ACTOR, search_id, page)

    async def truth(self, conditions: Conditions) -> tuple[list[PhotoId], Vectors]:
        """What SQL allows, with SQL's embeddings."""
        async with self.database.begin() as work:
            allowed = await work.photos.published_matching(conditions)
            wanted, ids, rows = set(allowed), [], []
            after = PhotoId(0)
            while page := await work.embeddings.page(ENCODER_ID, after, 5000):
                after = page[-1][0]
                for photo_id, vector in page:
                    if photo_id in wanted:
                        ids.append(photo_id)
                        rows.append(vector)
        return ids, np.stack(rows)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
