"""Alerts: what was published since a saved search was last looked through, and matches it, as a shelf of its own."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from engine.errors import PhotobankError
from engine.library.ports import SavedSearch
from engine.model import Actor, Band, HitPage, Language, PhotoState, Search, Shelf
from engine.ports import Begin, Clock
from engine.search.paging import page_of
from engine.search.search_photos import SearchPhotos

log = logging.getLogger(__name__)

OVERLAP = dt.timedelta(minutes=1)
"""A publication may be committed so much later than its time says; who has heard of a photo is noted, so none comes
twice."""
AT_ONCE = 20
"""Saved searches looked through in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """New photos of one saved search; its page is that of a saved shelf."""

    saved: SavedSearch
    page: HitPage


@dataclass(frozen=True, kw_only=True)
class LookForNew:
    """Asks the saved searches that are due for photos published since, exact and close ones only.

    What is handed out counts as told; `untell` takes that back where it could not be. `search_photos` gives the use
    case with the encoder of the moment.
    """

    begin: Begin
    clock: Clock
    search_photos: Callable[[], SearchPhotos]

    async def __call__(self) -> list[Alert]:
        now = self.clock()
        async with self.begin() as work:
            due = await work.saved_searches.due(now, AT_ONCE)
        found = [await self._new_for(saved, now) for saved in due]
        return [alert for alert in found if alert is not None]

    async def untell(self, alert: Alert) -> None:
        async with self.begin(writes=True) as work:
            await work.saved_searches.untell(alert.saved, [hit.photo_id for hit in alert.page.hits])
            await work.commit()

    async def _new_for(self, saved: SavedSearch, now: dt.datetime) -> Alert | None:
        async with self.begin(writes=True) as work:
            people = await work.people.by_ids([saved.person_id])
            claimed = bool(people) and await work.saved_searches.claim(saved, now)
            await work.commit()
        if not claimed:
            return None
        (person,) = people
        actor = Actor(
            person_id=person.person_id, role=person.role, language=person.language or person.heard or Language.RU
        )
        try:
            ranked = await self.search_photos().ranked(actor, saved.query)
        except PhotobankError as error:
            log.warning("a saved search could not be looked through: %s", error)
            return None
        since = max(saved.looked_at - OVERLAP, saved.saved_at)
        async with self.begin(writes=True) as work:
            photos = await work.photos.get([hit.photo_id for hit in ranked if hit.band is not Band.FAR])
            new = [
                photo_id
                for photo_id, photo in photos.items()
                if photo.state is PhotoState.PUBLISHED and photo.published_at is not None and photo.published_at > since
            ]
            unheard = set(await work.saved_searches.tell(saved.saved_id, new, now))
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
        return Alert(saved=saved, page=page_of(search, 1, photos))
