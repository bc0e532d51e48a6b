"""Shelves: photos that stand together without having been searched for, laid out on the pages of a saved search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from engine.errors import LinkGone
from engine.model import Actor, Band, Event, HitPage, PhotoId, Query, Ranked, Reason, Search, Shelf
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events, Work
from engine.search.paging import PAGE_SIZE, page_of

LONGEST = 500
"""Photos on a shelf, as many as a search finds at most."""

ACTS = {
    Shelf.FAVOURITES: Act.KEEP_FAVOURITES,
    Shelf.FRESH: Act.BROWSE,
    Shelf.RANDOM: Act.BROWSE,
    Shelf.COLLECTION: Act.FOLLOW_LINK,
    Shelf.INLINE: Act.BROWSE,
    Shelf.NEAR: Act.LOOK_AROUND,
    Shelf.ALERT: Act.KEEP_ALERTS,
}


@dataclass(frozen=True, kw_only=True)
class OpenShelf:
    """Saves the shelf as it stands now and opens its first page; its pages are then turned as a search's are."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, shelf: Shelf) -> HitPage:
        require(actor, ACTS[shelf])
        now = self.clock()
        async with self.begin(writes=True) as work:
            ranked = in_order(await _photos_on(work, actor, shelf))
            search_id = await work.searches.add(actor.person_id, Query(), ranked, now, shelf)
            photos = await work.photos.get([place.photo_id for place in ranked[:PAGE_SIZE]])
            await work.commit()
        facts = {"shelf": shelf.value, "search_id": search_id}
        self.events.tell(Event(kind="browsed", person_id=actor.person_id, happened_at=now, facts=facts))
        search = Search(
            search_id=search_id, person_id=actor.person_id, query=Query(), ranked=ranked, asked_at=now, shelf=shelf
        )
        return page_of(search, 1, photos)


async def _photos_on(work: Work, actor: Actor, shelf: Shelf) -> list[PhotoId]:
    match shelf:
        case Shelf.FAVOURITES:
            return await work.favourites.published_of(actor.person_id, LONGEST)
        case Shelf.FRESH:
            return await work.photos.newest(LONGEST)
        case Shelf.RANDOM:
            return await work.photos.some(PAGE_SIZE * 10)
        case Shelf.INLINE:
            return await fresh_and_popular(work, LONGEST)
        case Shelf.COLLECTION | Shelf.NEAR | Shelf.ALERT:
            raise LinkGone  # opened through a link, from a place or by an alert, never by its name alone


async def fresh_and_popular(work: Work, limit: int) -> list[PhotoId]:
    """The newest and the most opened, in turns, each once."""
    fresh, popular = await work.photos.newest(limit), await work.photos.most_opened(limit)
    turns = (photo_id for pair in zip_longest(fresh, popular) for photo_id in pair if photo_id is not None)
    return list(dict.fromkeys(turns))[:limit]


def in_order(photo_ids: Sequence[PhotoId]) -> tuple[Ranked, ...]:
    """A shelf is exact: nothing on it is more or less likely."""
    return tuple(Ranked(photo_id=one, score=1, band=Band.EXACT, reason=Reason.TAGS) for one in photo_ids)
