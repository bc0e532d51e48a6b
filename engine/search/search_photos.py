"""The main use case: a Query in, the first page of hits out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.errors import EmptyQuery
from engine.experiments import USUAL, Shown, variant_facts
from engine.filters import Conditions
from engine.model import (
    Actor,
    Event,
    Facet,
    HitPage,
    Query,
    Ranked,
    Relaxation,
    Search,
    Shelf,
    Tag,
)
from engine.ports import Begin, Clock, Encoder, Events, Texts
from engine.query import photo_of
from engine.search.asking import Question, Understand
from engine.search.clues import clues_of, denied_ways, is_fulfilled
from engine.search.conversation import Talk
from engine.search.directions import Directions
from engine.search.facets import facets_of
from engine.search.facts import asked_facts, chat_of
from engine.search.finding import Find
from engine.search.hearing import ALL_WORDS, Hearing
from engine.search.lexicon import Lexicon
from engine.search.looks import SeeSamples
from engine.search.paging import page_of
from engine.search.ranking import WEIGHTS, Evidence, Weights, found_count, found_of
from engine.search.refining import relaxed


@dataclass(frozen=True, kw_only=True)
class SearchPhotos:
    """Understands the text, embeds words and samples, finds, saves the search and opens its first page.

    With a `talk` the question may go on with what was asked before, and the next one with this; without, it stands
    alone. Raises EmptyQuery, BadImage's subclasses for a sample that cannot be decoded, SampleGone for one that is no
    longer kept, PhotoGone for a sample photo that is not published, SearchGone for a talk about a search that is not
    the actor's, ModelUnavailable.
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
    hearing: Hearing = ALL_WORDS

    async def __call__(
        self, actor: Actor, query: Query, talk: Talk | None = None, *, shelf: Shelf | None = None
    ) -> HitPage:
        """`shelf` names where it was asked from, if not in a chat with the bot; such searches are no history."""
        if query.is_empty:
            raise EmptyQuery
        started_at = self.clock()
        question = await self._understood(actor, query, talk, started_at)
        query = question.query
        shown = actor.shown
        ranked, facets = await self._answered(query, question, shown)
        relaxations = () if found_count(ranked) else await self._relaxations(query, question, shown)
        async with self.begin(writes=True) as work:
            search_id = await work.searches.add(
                actor.person_id,
                query,
                ranked,
                started_at,
                facets=facets,
                relaxations=relaxations,
                previous_id=question.previous_id,
                shelf=shelf,
                page_size=shown.page_size,
            )
            if talk is not None:
                await work.conversations.put(actor.person_id, talk.place, search_id, started_at)
                await work.conversations.keep_looks(
                    actor.person_id, self.encoder.encoder_id, question.looks, started_at
                )
            photos = await work.photos.get([hit.photo_id for hit in ranked[: shown.page_size]])
            await work.commit()
        search = Search(
            search_id=search_id,
            person_id=actor.person_id,
            query=query,
            ranked=ranked,
            asked_at=started_at,
            facets=facets,
            relaxations=relaxations,
            previous_id=question.previous_id,
            shelf=shelf,
            page_size=shown.page_size,
        )
        page = replace(page_of(search, 1, photos, _asked_tags(query, question.lexicon)), invites=shown.invites)
        self._tell(actor, page, ranked, started_at, talk)
        return page

    async def ranked(self, actor: Actor, query: Query) -> tuple[Ranked, ...]:
        """What it finds now, without keeping or counting it."""
        question = await self._understood(actor, query, None, self.clock())
        return (await self._answered(question.query, question))[0]

    async def warm_up(self) -> None:
        """Reads what is known and written about the photos, so that the first question does not wait for it."""
        async with self.begin() as work:
            await self.texts.lexicon(work)
            await self.find.columns.allowed(work, Conditions())

    async def _understood(self, actor: Actor, query: Query, talk: Talk | None, now: dt.datetime) -> Question:
        see_samples = SeeSamples(begin=self.begin, encoder=self.encoder, columns=self.find.columns, images=self.images)
        understand = Understand(
            begin=self.begin,
            texts=self.texts,
            see_samples=see_samples,
            calibration=self.calibration,
            encoder_id=self.encoder.encoder_id,
        )
        return await understand(actor, query, talk, now)

    async def _answered(
        self, query: Query, question: Question, sees: Shown = USUAL
    ) -> tuple[tuple[Ranked, ...], tuple[Facet, ...]]:
        """What is found and what it has in common; everything that SQL is asked for it in one unit of work."""
        if query.unknown_tags:
            # A tag is a hard condition: one that nobody knows is carried by no photo.
            return (), ()
        directions = Directions(
            begin=self.begin,
            encoder=self.encoder,
            calibration=self.calibration,
            hearing=self.hearing,
            unheard_costs=self.weights.unheard,
            looks=question.looks,
        )
        words = await directions.of_texts([query.words] if query.words else [])
        looks = await directions.of_samples(query.samples)
        against = (*await directions.of_texts(query.not_words), *await directions.of_samples(query.not_samples))
        clues = clues_of(query, question.lexicon)
        shown = {photo_id for one in (*query.samples, *query.not_samples) if (photo_id := photo_of(one)) is not None}
        async with self.begin() as work:
            denied = await self.texts.having(work, denied_ways(query))
            evidence = Evidence(
                written=await self.texts.written(work, clues) if clues else None,
                fulfilled=not clues and bool(words) and is_fulfilled(query),
                against=against,
                weights=_weights(self.weights, sees),
            )
            ranked = await self.find.within(
                work, (*words, *looks), query.conditions, denied | shown, evidence, query.sort, sees.page_size
            )
            hits = found_of(ranked)
            found = [hit.photo_id for hit in hits] + [photo_id for hit in hits for photo_id in hit.similar]
            return ranked, facets_of(await self.texts.tally(work, found)) if found else ()

    async def _relaxations(self, query: Query, question: Question, sees: Shown) -> tuple[Relaxation, ...]:
        """What would be found without one of the things asked for, the most fruitful first."""
        tried = [
            Relaxation(dropped=dropped, query=left, found=found_count((await self._answered(left, question, sees))[0]))
            for dropped, left in relaxed(query)
        ]
        return tuple(sorted((one for one in tried if one.found), key=lambda one: -one.found))

    def _tell(
        self, actor: Actor, page: HitPage, ranked: tuple[Ranked, ...], started_at: dt.datetime, talk: Talk | None
    ) -> None:
        facts = {
            **asked_facts(page.query),
            "search_id": page.search_id,
            "previous_id": page.previous_id,
            "chat": chat_of(page.shelf, talk),
            "shelf": page.shelf.value if page.shelf else None,
            "language": actor.language.value,
            "found": page.found,
            "shown": len(page.hits),
            "best_score": round(ranked[0].score, 4) if ranked else None,
            "best_band": ranked[0].band.value if ranked else None,
            **variant_facts(actor.shown),
            "took_ms": round((self.clock() - started_at).total_seconds() * 1000),
        }
        self.events.tell(Event(kind="searched", person_id=actor.person_id, happened_at=started_at, facts=facts))


def _weights(usual: Weights, sees: Shown) -> Weights:
    if sees.weights is None:
        return usual
    written, said = sees.weights
    return replace(usual, written=written, said=said)


def _asked_tags(query: Query, lexicon: Lexicon) -> tuple[Tag, ...]:
    known = {tag.slug: tag for tag in lexicon.tags}
    return tuple(known[slug] for slug in query.named_tags if slug in known)
