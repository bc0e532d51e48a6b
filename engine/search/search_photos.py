"""The main use case: a Query in, the first page of hits out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.errors import EmptyQuery, PhotoGone
from engine.images.decoding import decode
from engine.model import (
    Actor,
    Event,
    HitPage,
    PhotoId,
    PhotoSample,
    Query,
    Ranked,
    Reason,
    Sample,
    Search,
    SentSample,
    Vector,
)
from engine.ports import Begin, Clock, Encoder, Events
from engine.search.finding import Find
from engine.search.paging import PAGE_SIZE, page_of
from engine.search.ranking import Clause
from engine.tagging.vocabulary import resolve_tags

SAMPLE_PIXELS = 512
"""A sample is decoded to this many pixels on its longer side: every encoder here sees at most 384."""

SMALLEST_SAMPLE = 16
"""Pixels on the shorter side below which a picture shows nothing to search by."""


@dataclass(frozen=True, kw_only=True)
class SearchPhotos:
    """Understands the tags, embeds words and samples, finds, saves the search and opens its first page.

    Raises EmptyQuery, BadImage's subclasses for a sample that cannot be decoded, PhotoGone for a sample photo that
    is not published, ModelUnavailable.
    """

    begin: Begin
    encoder: Encoder
    calibration: Calibration
    find: Find
    images: Worker
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, query: Query) -> HitPage:
        if query.is_empty:
            raise EmptyQuery
        started_at = self.clock()
        async with self.begin() as work:
            query, tags = resolve_tags(query, await work.tags.all())
        if query.unknown_tags:
            # A tag is a hard filter: one that nobody knows is carried by no photo.
            ranked: tuple[Ranked, ...] = ()
        else:
            clauses = await self._clauses(query)
            shown = frozenset(s.photo_id for s in query.samples if isinstance(s, PhotoSample))
            ranked = await self.find(clauses, query.conditions, shown)
        kept = replace(query, samples=tuple(_without_bytes(sample) for sample in query.samples))
        async with self.begin(writes=True) as work:
            search_id = await work.searches.add(actor.person_id, kept, ranked, started_at)
            photos = await work.photos.get([hit.photo_id for hit in ranked[:PAGE_SIZE]])
            await work.commit()
        search = Search(search_id=search_id, person_id=actor.person_id, query=kept, ranked=ranked, asked_at=started_at)
        page = page_of(search, 1, photos, tags)
        self.events.tell(
            Event(
                kind="searched",
                person_id=actor.person_id,
                happened_at=started_at,
                facts={
                    "search_id": search_id,
                    "words": query.words,
                    "tags": list(query.tags),
                    "unknown_tags": list(query.unknown_tags),
                    "sample_count": len(query.samples),
                    "language": actor.language.value,
                    "found": page.found,
                    "best_score": round(ranked[0].score, 4) if ranked else None,
                    "took_ms": round((self.clock() - started_at).total_seconds() * 1000),
                },
            )
        )
        return page

    async def _clauses(self, query: Query) -> list[Clause]:
        clauses = []
        if query.words:
            vector = (await self.encoder.encode_texts([query.words]))[0]
            clauses.append(
                Clause(
                    vector=vector,
                    exact_at=self.calibration.words_exact,
                    close_at=self.calibration.words_close,
                    reason=Reason.WORDS,
                )
            )
        for sample in query.samples:
            clauses.append(
                Clause(
                    vector=await self._sample_vector(sample),
                    exact_at=self.calibration.looks_exact,
                    close_at=self.calibration.looks_close,
                    reason=Reason.LOOKS,
                )
            )
        return clauses

    async def _sample_vector(self, sample: Sample) -> Vector:
        match sample:
            case PhotoSample(photo_id=photo_id):
                return await self._photo_vector(photo_id)
            case SentSample(image=bytes() as content):
                image = await self.images.run(decode, content, longest=SAMPLE_PIXELS, smallest=SMALLEST_SAMPLE)
                return np.asarray((await self.encoder.encode_images([image]))[0], dtype=np.float32)
            case _:
                raise EmptyQuery

    async def _photo_vector(self, photo_id: PhotoId) -> Vector:
        async with self.begin() as work:
            published = await work.photos.published_among([photo_id])
            vectors = await work.embeddings.get(self.encoder.encoder_id, [photo_id])
        if photo_id not in published or photo_id not in vectors:
            raise PhotoGone
        return vectors[photo_id]


def _without_bytes(sample: Sample) -> Sample:
    return replace(sample, image=None) if isinstance(sample, SentSample) else sample
