"""From a message to the whole question: read by the bank's vocabulary, and joined to what was asked before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from engine.encoders.calibration import Calibration
from engine.errors import EmptyQuery, SearchGone
from engine.model import Actor, PhotoId, PhotoSample, Query, Search, SearchId, SentSample, Vector
from engine.ports import Begin, Texts
from engine.search.continuing import Link, begins_as_more, link_of, without_opening, without_subject
from engine.search.conversation import LASTS, Talk
from engine.search.lexicon import Lexicon
from engine.search.looks import Looks, SeeSamples
from engine.search.refining import refine, spans_of
from engine.search.understanding import understand


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked in full; `looks` holds every sent sample's, `previous_id` what it was made from."""

    lexicon: Lexicon
    query: Query
    looks: Looks
    previous_id: SearchId | None


@dataclass(frozen=True, kw_only=True)
class Understand:
    """Raises EmptyQuery, SearchGone for a search that is not the actor's, and what SeeSamples raises."""

    begin: Begin
    texts: Texts
    see_samples: SeeSamples
    calibration: Calibration
    encoder_id: str

    async def __call__(self, actor: Actor, query: Query, talk: Talk | None, now: dt.datetime) -> Question:
        async with self.begin() as work:
            lexicon = await self.texts.lexicon(work)
        change, looks = await self.see_samples(actor.person_id, understand(query, lexicon), now)
        previous = await self._previous(actor, talk, now)
        previous_id = talk.after if talk is not None else None
        whole = change
        if previous is not None and talk is not None:
            joined = await self._joined(actor, previous.query, change, looks, now, sure=talk.changed is not None)
            if joined is not None:
                whole, looks = joined
                previous_id = previous.search_id
        if whole.is_empty:
            raise EmptyQuery
        return Question(lexicon=lexicon, query=whole, looks=looks, previous_id=previous_id)

    async def _previous(self, actor: Actor, talk: Talk | None, now: dt.datetime) -> Search | None:
        """The search that the message may go on from."""
        if talk is None or talk.anew or talk.after is not None:
            return None
        async with self.begin() as work:
            search_id = talk.changed or await work.conversations.current(actor.person_id, talk.place, now - LASTS)
            search = None if search_id is None else await work.searches.get(search_id)
        if talk.changed is not None and (search is None or search.person_id != actor.person_id):
            raise SearchGone
        return search

    async def _joined(
        self, actor: Actor, previous: Query, change: Query, looks: Looks, now: dt.datetime, *, sure: bool
    ) -> tuple[Query, Looks] | None:
        """The previous query as the message changes it; None where the message is about something else."""
        link = link_of(change, previous)
        goes_on = sure or link is not Link.NEW
        if change.samples and not (sure or begins_as_more(change)):
            # A picture is a subject of its own, whatever conditions stand under it.
            goes_on = await self._is_one_more(actor, previous, change, looks, now)
        if not goes_on:
            return None
        if link is Link.CHANGES and not change.samples:
            previous = without_subject(previous, spans_of(previous))
        joined = refine(previous, without_opening(change))
        return await self.see_samples(actor.person_id, joined, now, looks)

    async def _is_one_more(self, actor: Actor, previous: Query, change: Query, looks: Looks, now: dt.datetime) -> bool:
        """A picture without a word joins those before it where it could show the same thing as one of them."""
        if change.understood or not previous.samples:
            return False
        _query, older = await self.see_samples(actor.person_id, replace(previous, not_samples=()), now)
        known = [look.vector for look in older.values()] + await self._photos_vectors(previous)
        new = [looks[one.content_hash].vector for one in change.samples if isinstance(one, SentSample)]
        return any(float(a @ b) >= self.calibration.looks_close for a in known for b in new)

    async def _photos_vectors(self, query: Query) -> list[Vector]:
        photo_ids: list[PhotoId] = [one.photo_id for one in query.samples if isinstance(one, PhotoSample)]
        async with self.begin() as work:
            return list((await work.embeddings.get(self.encoder_id, photo_ids)).values())
