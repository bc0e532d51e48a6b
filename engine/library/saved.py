"""Saved searches: a query that a member keeps, to ask it again and to hear of new photos that match."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import NotSavable, SearchGone, TooManySaved
from engine.library.ports import How, SavedId, SavedSearch
from engine.model import Actor, Event, HitPage, SearchId, SentSample
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events
from engine.search.conversation import PRIVATE, Place, Talk
from engine.search.search_photos import SearchPhotos

MOST = 20
"""Saved searches of one person: each is asked again whenever photos are published."""


@dataclass(frozen=True, kw_only=True)
class SaveSearch:
    """Keeps a search of one's own, with alerts at once; one that is kept already is switched on again.

    Raises NotRegistered, SearchGone, NotSavable where it hangs on a sent picture, TooManySaved.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, search_id: SearchId) -> SavedId:
        require(actor, Act.KEEP_ALERTS)
        now = self.clock()
        async with self.begin(writes=True) as work:
            search = await work.searches.get(search_id)
            if search is None or search.person_id != actor.person_id or search.query.is_empty:
                raise SearchGone
            query = search.query
            if any(isinstance(one, SentSample) for one in (*query.samples, *query.not_samples)):
                raise NotSavable
            kept = await work.saved_searches.of(actor.person_id)
            same = next((one for one in kept if one.query == query), None)
            if same is not None:
                await work.saved_searches.set_how(actor.person_id, same.saved_id, How.AT_ONCE, now)
                saved_id = same.saved_id
            elif len(kept) >= MOST:
                raise TooManySaved(limit=MOST)
            else:
                saved_id = await work.saved_searches.add(actor.person_id, query, How.AT_ONCE, now)
            await work.commit()
        facts = {"search_id": search_id}
        self.events.tell(Event(kind="saved_search", person_id=actor.person_id, happened_at=now, facts=facts))
        return saved_id


@dataclass(frozen=True, kw_only=True)
class ListSaved:
    """Raises NotRegistered."""

    begin: Begin

    async def __call__(self, actor: Actor) -> list[SavedSearch]:
        require(actor, Act.KEEP_ALERTS)
        async with self.begin() as work:
            return await work.saved_searches.of(actor.person_id)


@dataclass(frozen=True, kw_only=True)
class ChangeSaved:
    """Switches a saved search, or deletes it with None; answers with all that are left.

    Raises NotRegistered, SearchGone where it is not the actor's.
    """

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor, saved_id: SavedId, how: How | None) -> list[SavedSearch]:
        require(actor, Act.KEEP_ALERTS)
        async with self.begin(writes=True) as work:
            if how is None:
                done = await work.saved_searches.delete(actor.person_id, saved_id)
            else:
                done = await work.saved_searches.set_how(actor.person_id, saved_id, how, self.clock())
            if not done:
                raise SearchGone
            left = await work.saved_searches.of(actor.person_id)
            await work.commit()
        return left


@dataclass(frozen=True, kw_only=True)
class AskSaved:
    """Asks a saved search again. Raises NotRegistered, SearchGone, and what SearchPhotos raises."""

    begin: Begin
    search_photos: SearchPhotos

    async def __call__(self, actor: Actor, saved_id: SavedId, place: Place = PRIVATE) -> HitPage:
        require(actor, Act.KEEP_ALERTS)
        async with self.begin() as work:
            kept = await work.saved_searches.of(actor.person_id)
        saved = next((one for one in kept if one.saved_id == saved_id), None)
        if saved is None:
            raise SearchGone
        return await self.search_photos(actor, saved.query, Talk(place=place, anew=True))
