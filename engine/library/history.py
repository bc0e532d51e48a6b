"""What a person asked before: to look at, to ask again, to delete."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import SearchGone
from engine.model import Actor, HitPage, Search, SearchId, SentSample
from engine.people.permissions import Act, require
from engine.ports import Begin
from engine.search.conversation import PRIVATE, Place, Talk
from engine.search.paging import PAGE_SIZE, page_of
from engine.search.search_photos import SearchPhotos

SHOWN = 9
"""Searches in a history: as many as a keyboard has numbers for."""


@dataclass(frozen=True, kw_only=True)
class ReadHistory:
    """The last searches, newest first, each query once."""

    begin: Begin

    async def __call__(self, actor: Actor) -> list[Search]:
        require(actor, Act.READ_HISTORY)
        async with self.begin() as work:
            return _distinct(await work.searches.recent(actor.person_id, SHOWN * 5))


@dataclass(frozen=True, kw_only=True)
class DeleteHistory:
    """Deletes one search, with all askings of the same query, or every one; answers with what is left."""

    begin: Begin

    async def __call__(self, actor: Actor, search_id: SearchId | None) -> list[Search]:
        require(actor, Act.READ_HISTORY)
        async with self.begin(writes=True) as work:
            recent = await work.searches.recent(actor.person_id, SHOWN * 5)
            chosen = next((search for search in recent if search.search_id == search_id), None)
            if search_id is None:
                await work.searches.delete(actor.person_id)
            elif chosen is not None:
                for search in recent:
                    if search.query == chosen.query:
                        await work.searches.delete(actor.person_id, search.search_id)
            left = _distinct(await work.searches.recent(actor.person_id, SHOWN * 5))
            await work.commit()
        return left


@dataclass(frozen=True, kw_only=True)
class RepeatSearch:
    """Asks again what was asked before; what hung on a sent picture, which is not kept, is shown as it was found.

    Raises NotRegistered, SearchGone for somebody else's search, and what SearchPhotos raises.
    """

    begin: Begin
    search_photos: SearchPhotos

    async def __call__(self, actor: Actor, search_id: SearchId, place: Place = PRIVATE) -> HitPage:
        require(actor, Act.READ_HISTORY)
        async with self.begin() as work:
            search = await work.searches.get(search_id)
            if search is None or search.person_id != actor.person_id or search.shelf is not None:
                raise SearchGone
            photos = await work.photos.get([place.photo_id for place in search.ranked[:PAGE_SIZE]])
        if any(isinstance(one, SentSample) for one in (*search.query.samples, *search.query.not_samples)):
            return page_of(search, 1, photos)
        return await self.search_photos(actor, search.query, Talk(place=place, anew=True))


def _distinct(searches: list[Search]) -> list[Search]:
    shown: list[Search] = []
    for search in searches:
        if all(search.query != other.query for other in shown):
            shown.append(search)
    return shown[:SHOWN]
