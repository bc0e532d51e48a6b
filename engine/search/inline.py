"""Asking from another chat: photos of the bank that the client can show at once, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.errors import EmptyQuery
from engine.library.shelves import OpenShelf
from engine.model import Actor, Band, Event, Photo, PhotoId, PhotoState, Search, SearchId, Shelf
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events, Work
from engine.search.panel import own_search
from engine.search.parsing import parse_query
from engine.search.search_photos import SearchPhotos

PAGE = 24
"""Offers of one answer: a client shows about twelve at a time and asks for more while it is scrolled."""
READ = 60
"""Photos read at once: some of them cannot be shown yet."""
ONE_PHOTO = re.compile(r"p([1-9]\d{0,17})")
"""What the button that hands a photo on writes into the other chat."""
_OFFSET = re.compile(r"([1-9]\d{0,17}):(\d{1,4})")

Showable = Callable[[Sequence[Photo]], Awaitable[Mapping[PhotoId, str]]]
"""Which of these photos the client can be shown, and under which name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Photos with the names they are shown by; `next_offset` is empty at the end. `search_id` is what found them."""

    photos: tuple[tuple[Photo, str], ...] = ()
    search_id: SearchId | None = None
    next_offset: str = ""


@dataclass(frozen=True, kw_only=True)
class AskInline:
    """Nothing asked: the newest and the most opened. Otherwise what is exact or close, for nobody scrolls past it.

    Raises what SearchPhotos and `parse_query` raise, SearchGone for an offset that is not the actor's.
    """

    begin: Begin
    search_photos: SearchPhotos
    open_shelf: OpenShelf

    async def __call__(self, actor: Actor, text: str, offset: str, showable: Showable) -> Offers:
        require(actor, Act.BROWSE)
        if one := ONE_PHOTO.fullmatch(text.strip()):
            return await self._one(PhotoId(int(one[1])), showable)
        further = _OFFSET.fullmatch(offset)
        if further is not None:
            search_id, first = SearchId(int(further[1])), int(further[2])
        elif offset:
            return Offers()
        else:
            search_id, first = await self._asked(actor, text), 0
        async with self.begin() as work:
            search = await own_search(work, actor, search_id)
            return await self._offers(work, search, first, showable)

    async def _asked(self, actor: Actor, text: str) -> SearchId:
        try:
            query = parse_query(text)
        except EmptyQuery:
            if text.strip():
                raise
            return (await self.open_shelf(actor, Shelf.INLINE)).search_id
        return (await self.search_photos(actor, query, shelf=Shelf.INLINE)).search_id

    async def _one(self, photo_id: PhotoId, showable: Showable) -> Offers:
        async with self.begin() as work:
            photos = await work.photos.get([photo_id])
        shown = [photo for photo in photos.values() if photo.state is PhotoState.PUBLISHED]
        names = await showable(shown)
        return Offers(photos=tuple((photo, names[photo.photo_id]) for photo in shown if photo.photo_id in names))

    async def _offers(self, work: Work, search: Search, first: int, showable: Showable) -> Offers:
        found = [hit.photo_id for hit in search.ranked if hit.band is not Band.FAR]
        offers: list[tuple[Photo, str]] = []
        while first < len(found) and len(offers) < PAGE:
            part = found[first : first + READ]
            photos = await work.photos.get(part)
            shown = [
                photo for one in part if (photo := photos.get(one)) is not None and photo.state is PhotoState.PUBLISHED
            ]
            names = await showable(shown)
            for photo_id in part:
                first += 1
                if photo_id in names:
                    offers.append((photos[photo_id], names[photo_id]))
                    if len(offers) == PAGE:
                        break
        more = f"{search.search_id}:{first}" if first < len(found) else ""
        return Offers(photos=tuple(offers), search_id=search.search_id, next_offset=more)


@dataclass(frozen=True, kw_only=True)
class NoteChosen:
    """Counts a photo that was sent into another chat: a share."""

    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_id: PhotoId, search_id: SearchId | None = None) -> None:
        """`search_id` is the search that offered it; it comes back from the client and is only counted."""
        require(actor, Act.BROWSE)
        facts = {"photo_id": photo_id, "search_id": search_id}
        self.events.tell(Event(kind="shared_inline", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
