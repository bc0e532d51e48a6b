"""The main use case: a Query in, the first page of hits out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.errors import EmptyQuery
from engine.model import (
    Actor,
    Band,
    Event,
    Facet,
    HitPage,
    PersonId,
    PhotoSample,
    Query,
    Ranked,
    Relaxation,
    Sample,
    Search,
    SentSample,
    Tag,
)
from engine.ports import Begin, Clock, Encoder, Events, Texts
from engine.search.clues import clues_of, denied_ways, is_fulfilled
from engine.search.directions import Directions
from engine.search.facets import facets_of
from engine.search.finding import Find
from engine.search.lexicon import Lexicon
from engine.search.paging import PAGE_SIZE, page_of
from engine.search.ranking import WEIGHTS, Evidence, Weights
from engine.search.refining import refine, relaxed
from engine.search.understanding import understand

CONTINUED_WITHIN = dt.timedelta(hours=1)
"""«то же» means the last query while it is not older than this."""


@dataclass(frozen=True, kw_only=True)
class SearchPhotos:
    """Understands the text, embeds words and samples, finds, saves the search and opens its first page.

    Raises EmptyQuery, BadImage's subclasses for a sample that cannot be decoded, PhotoGone for a sample photo that
    is not published, ModelUnavailable.
    """

    begin: Begin
    encoder: Encoder
    calibration: Calibration
    find: Find
    texts: Texts
    images: Worker
    events: Events
    clock: Clock
    weights: Weights = WEIGHTS

    async def __call__(self, actor: Actor, query: Query) -> HitPage:
        if query.is_empty:
            raise EmptyQuery
        started_at = self.clock()
        lexicon, query = await self._understood(actor.person_id, query, started_at)
        ranked = await self._ranked(query, lexicon)
        relaxations = () if _found(ranked) else await self._relaxations(query, lexicon)
        kept = replace(query, samples=_without_bytes(query.samples), not_samples=_without_bytes(query.not_samples))
        facets = await self._facets(ranked)
        async with self.begin(writes=True) as work:
            search_id = await work.searches.add(
                actor.person_id, kept, ranked, started_at, facets=facets, relaxations=relaxations
            )
            photos = await work.photos.get([hit.photo_id for hit in ranked[:PAGE_SIZE]])
            await work.commit()
        search = Search(
            search_id=search_id,
            person_id=actor.person_id,
            query=kept,
            ranked=ranked,
            asked_at=started_at,
            facets=facets,
            relaxations=relaxations,
        )
        page = page_of(search, 1, photos, _asked_tags(kept, lexicon))
        self._tell(actor, page, ranked, started_at)
        return page

    async def warm_up(self) -> None:
        """Reads what is written about the photos, so that the first question does not wait for it."""
        async with self.begin() as work:
            await self.texts.lexicon(work)

    async def _understood(self, person_id: PersonId, query: Query, now: dt.datetime) -> tuple[Lexicon, Query]:
        async with self.begin() as work:
            lexicon = await self.texts.lexicon(work)
            understood = understand(query, lexicon)
            if understood.continues and not understood.samples:
                previous = await work.searches.latest(person_id, now - CONTINUED_WITHIN)
                if previous is not None:
                    best = next((hit.photo_id for hit in previous.ranked), None)
                    understood = refine(previous.query, understood, best)
        if understood.is_empty:
            raise EmptyQuery
        return lexicon, understood

    async def _ranked(self, query: Query, lexicon: Lexicon) -> tuple[Ranked, ...]:
        if query.unknown_tags:
            # A tag is a hard condition: one that nobody knows is carried by no photo.
            return ()
        directions = Directions(
            begin=self.begin, encoder=self.encoder, calibration=self.calibration, images=self.images
        )
        words = await directions.of_texts([query.words] if query.words else [])
        looks = await directions.of_samples(query.samples)
        against = (*await directions.of_texts(query.not_words), *await directions.of_samples(query.not_samples))
        clues = clues_of(query, lexicon)
        async with self.begin() as work:
            written = await self.texts.written(work, clues) if clues else None
            denied = await self.texts.having(work, denied_ways(query))
        shown = {s.photo_id for s in (*query.samples, *query.not_samples) if isinstance(s, PhotoSample)}
        evidence = Evidence(
            written=written,
            fulfilled=not clues and bool(words) and is_fulfilled(query),
            against=against,
            weights=self.weights,
        )
        return await self.find((*words, *looks), query.conditions, denied | shown, evidence, query.sort)

    async def _relaxations(self, query: Query, lexicon: Lexicon) -> tuple[Relaxation, ...]:
        """What would be found without one of the things asked for, the most fruitful first."""
        tried = [
            Relaxation(dropped=dropped, query=left, found=_found(await self._ranked(left, lexicon)))
            for dropped, left in relaxed(query)
        ]
        return tuple(sorted((one for one in tried if one.found), key=lambda one: -one.found))

    async def _facets(self, ranked: tuple[Ranked, ...]) -> tuple[Facet, ...]:
        found = [id_ for hit in ranked if hit.band is not Band.FAR for id_ in (hit.photo_id, *hit.similar)]
        if not found:
            return ()
        async with self.begin() as work:
            return facets_of(await self.texts.tally(work, found))

    def _tell(self, actor: Actor, page: HitPage, ranked: tuple[Ranked, ...], started_at: dt.datetime) -> None:
        query = page.query
        facts = {
            "search_id": page.search_id,
            "words": query.words,
            "tags": list(query.tags),
            "unknown_tags": list(query.unknown_tags),
            "sample_count": len(query.samples),
            "language": actor.language.value,
            "found": page.found,
            "best_score": round(ranked[0].score, 4) if ranked else None,
            "took_ms": round((self.clock() - started_at).total_seconds() * 1000),
        }
        self.events.tell(Event(kind="searched", person_id=actor.person_id, happened_at=started_at, facts=facts))


def _found(ranked: tuple[Ranked, ...]) -> int:
    return sum(1 + len(hit.similar) for hit in ranked if hit.band is not Band.FAR)


def _asked_tags(query: Query, lexicon: Lexicon) -> tuple[Tag, ...]:
    known = {tag.slug: tag for tag in lexicon.tags}
    return tuple(known[slug] for slug in query.tags if slug in known)


def _without_bytes(samples: tuple[Sample, ...]) -> tuple[Sample, ...]:
    return tuple(replace(sample, image=None) if isinstance(sample, SentSample) else sample for sample in samples)
