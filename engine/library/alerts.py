"""Alerts: what was published since a saved search was last looked through, and matches it, as a shelf of its own."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from engine.errors import PhotobankError
from engine.library.ports import SavedSearch
from engine.library.wishes import wording_of
from engine.model import Actor, Band, HitPage, Language, PhotoId, PhotoState, Ranked, Search, Shelf
from engine.ports import Begin, Clock
from engine.search.paging import page_of
from engine.search.ranking import reordered
from engine.search.search_photos import SearchPhotos

log = logging.getLogger(__name__)

OVERLAP = dt.timedelta(minutes=1)
"""A publication may be committed so much later than its time says; who has heard of a photo is noted, so none comes
twice."""
AT_ONCE = 20
"""Saved searches looked through in one go."""
OTHERS = 3
"""Other people's wordings of the same wish by which an alert looks too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """New photos of one saved search: all of them, and the first page of a shelf."""

    saved: SavedSearch
    ranked: tuple[Ranked, ...]
    page: HitPage


@dataclass(frozen=True, kw_only=True)
class LookForNew:
    """Asks the saved searches that are due for photos published since, exact and close ones only.

    Where the search is a wish of several people, the words of the others find photos for it as well. What is handed
    out counts as told; `put_off` takes that back where it could not be. Each is looked for only when the one before was
    told, so that a stop between them loses none. `search_photos` gives the use case with the encoder of the moment.
    """

    begin: Begin
    clock: Clock
    search_photos: Callable[[], SearchPhotos]

    async def __call__(self) -> AsyncIterator[Alert]:
        now = self.clock()
        async with self.begin() as work:
            due = await work.saved_searches.due(now, AT_ONCE)
        for saved in due:
            alert = await self._new_for(saved, now)
            if alert is not None:
                yield alert

    async def _ranked(self, actor: Actor, saved: SavedSearch) -> Sequence[Ranked]:
        """What the search finds, and after it what others find who wished the same in other words."""
        async with self.begin() as work:
            others = await work.wishes.others(wording_of(saved.query), OTHERS)
        search = self.search_photos()
        found = {hit.photo_id: hit for hit in await search.ranked(actor, saved.query)}
        for query in others:
            for hit in await search.ranked(actor, query):
                known = found.get(hit.photo_id)
                if hit.band is not Band.FAR and (known is None or known.band is Band.FAR):
                    found[hit.photo_id] = hit
        return reordered(list(found.values()), {}) if others else list(found.values())

    async def put_off(self, alert: Alert) -> None:
        await self._put_off(alert.saved, [hit.photo_id for hit in alert.ranked])

    async def _put_off(self, saved: SavedSearch, photo_ids: list[PhotoId]) -> None:
        async with self.begin(writes=True) as work:
            await work.saved_searches.put_off(saved, photo_ids, self.clock())
            await work.commit()

    async def _new_for(self, saved: SavedSearch, now: dt.datetime) -> Alert | None:
        async with self.begin() as work:
            people = await work.people.by_ids([saved.person_id])
        if not people:
            return None
        (person,) = people
        actor = Actor(
            person_id=person.person_id, role=person.role, language=person.language or person.heard or Language.RU
        )
        try:
            ranked = await self._ranked(actor, saved)
        except PhotobankError as error:
            log.warning("a saved search could not be looked through, and waits: %s", error)
            await self._put_off(saved, [])
            return None
        since = max(saved.looked_at - OVERLAP, saved.saved_at)
        async with self.begin(writes=True) as work:
            if not await work.saved_searches.claim(saved, now):
                return None
            photos = await work.photos.get([hit.photo_id for hit in ranked if hit.band is not Band.FAR])
            new = [
                photo_id
                for photo_id, photo in photos.items()
                if photo.state is PhotoState.PUBLISHED and photo.published_at is not None and photo.published_at > since
            ]
            unheard = set(await work.saved_searches.tell(saved, new, now))
            kept = tuple(hit for hit in ranked if hit.photo_id in unheard)
            if not kept:
                await work.commit()
                return None
            search_id = await work.searches.add(saved.person_id, saved.query, kept, now, Shelf.ALERT)
            await work.commit()
        search = Search(
            search_id=search_id,
            person_id=saved.person_id,
            query=saved.query,
            ranked=kept,
            asked_at=now,
            shelf=Shelf.ALERT,
        )
        return Alert(saved=saved, ranked=kept, page=page_of(search, 1, photos))
