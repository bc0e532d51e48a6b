"""Changing a search by its buttons: each makes a new search, from which *undo* leads back."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import ChoiceGone, PhotoGone, SearchGone
from engine.model import Actor, HitPage, PhotoId, PhotoSample, PhotoState, Query, Search, SearchId
from engine.ports import Begin
from engine.search.chips import flipped_chip, without_chip
from engine.search.conversation import Place, Talk
from engine.search.narrowing import narrowed, number_of
from engine.search.paging import PAGE_SIZE, page_of
from engine.search.panel import own_search
from engine.search.refining import refine
from engine.search.search_photos import SearchPhotos


@dataclass(frozen=True, kw_only=True)
class ChangeSearch:
    """Numbers come from buttons and are never trusted.

    Raises SearchGone for a search that is not the actor's, ChoiceGone for a number that means nothing in it,
    NothingLeft where nothing would be asked any more, and what SearchPhotos raises.
    """

    begin: Begin
    search_photos: SearchPhotos

    async def remove(self, actor: Actor, place: Place, search_id: SearchId, chip: int) -> HitPage:
        search = await self._own(actor, search_id)
        return await self._asked(actor, place, search, without_chip(search.query, chip))

    async def flip(self, actor: Actor, place: Place, search_id: SearchId, chip: int) -> HitPage:
        search = await self._own(actor, search_id)
        return await self._asked(actor, place, search, flipped_chip(search.query, chip))

    async def relax(self, actor: Actor, place: Place, search_id: SearchId, number: int) -> HitPage:
        """`number` is the relaxation's place among those that the search found."""
        search = await self._own(actor, search_id)
        if number >= len(search.relaxations):
            raise ChoiceGone
        return await self._asked(actor, place, search, search.relaxations[number].query)

    async def narrow(self, actor: Actor, place: Place, search_id: SearchId, facet: int) -> HitPage:
        """`facet` is its `number_of`."""
        search = await self._own(actor, search_id)
        chosen = next((one for one in search.facets if number_of(one.kind, one.value) == facet), None)
        if chosen is None:
            raise ChoiceGone
        return await self._asked(actor, place, search, narrowed(search.query, chosen))

    async def like(
        self, actor: Actor, place: Place, search_id: SearchId, photo_id: PhotoId, *, wanted: bool
    ) -> HitPage:
        """More like this photo, or less. Raises PhotoGone unless it is published."""
        async with self.begin() as work:
            search = await own_search(work, actor, search_id)
            photo = (await work.photos.get([photo_id])).get(photo_id)
        if photo is None or photo.state is not PhotoState.PUBLISHED:
            raise PhotoGone
        sample = (PhotoSample(photo_id=photo_id),)
        change = Query(samples=sample) if wanted else Query(not_samples=sample)
        return await self._asked(actor, place, search, refine(search.query, change))

    async def undo(self, actor: Actor, place: Place, search_id: SearchId) -> HitPage:
        """The search that this one was made from, as it was found; the conversation goes on from there.

        Raises SearchGone where there was none, or where it has been deleted since.
        """
        async with self.begin(writes=True) as work:
            search = await own_search(work, actor, search_id)
            if search.previous_id is None:
                raise SearchGone
            before = await own_search(work, actor, search.previous_id)
            await work.conversations.put(actor.person_id, place, before.search_id, self.search_photos.clock())
            photos = await work.photos.get([ranked.photo_id for ranked in before.ranked[:PAGE_SIZE]])
            asked = set(before.query.named_tags)
            tags = tuple(tag for tag in await work.tags.all() if tag.slug in asked)
            await work.commit()
        return page_of(before, 1, photos, tags)

    async def _own(self, actor: Actor, search_id: SearchId) -> Search:
        async with self.begin() as work:
            return await own_search(work, actor, search_id)

    async def _asked(self, actor: Actor, place: Place, search: Search, query: Query) -> HitPage:
        return await self.search_photos(actor, query, Talk(place=place, after=search.search_id))
