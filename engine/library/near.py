"""Near me: published photos around a point, the nearest first. The point is not kept, what is near for an hour only."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from engine.errors import PhotoGone
from engine.library.card import card_of
from engine.library.shelves import LONGEST, in_order
from engine.model import Actor, Event, HitPage, PhotoId, Query, Search, Shelf
from engine.people.permissions import Act, require
from engine.photo import Coordinates
from engine.ports import Begin, Clock, Events
from engine.search.paging import PAGE_SIZE, page_of

RADII_M = (1_000, 5_000, 25_000)
"""Looked through one after the other until a page is full: who stands in the centre wants what is round the corner."""
NEAR_LASTS = dt.timedelta(hours=1)
"""So long the pages of what is near can be turned."""
EARTH_M = 6_371_008.8
"""Mean radius (IUGG, 1980)."""


def distance_m(a: Coordinates, b: Coordinates) -> float:
    """Metres along a great circle, by the haversine formula (Sinnott, 1984)."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.longitude - a.longitude) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(h)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A page with the distances of its hits in metres, by photo. Only this first page knows them."""

    page: HitPage
    distances: dict[PhotoId, float]


@dataclass(frozen=True, kw_only=True)
class LookAround:
    """Opens what was taken around a point, or around where a photo was taken, as a shelf.

    Distances are told and not kept, for from three of them anybody could reckon the point. Raises PhotoGone for a photo
    that is not published or of which nobody knows where it was taken.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, point: Coordinates) -> Around:
        require(actor, Act.LOOK_AROUND)
        return await self._around(actor, point, without=None)

    async def photo(self, actor: Actor, photo_id: PhotoId) -> Around:
        """Around where it was taken, without itself."""
        require(actor, Act.LOOK_AROUND)
        async with self.begin() as work:
            point = (await card_of(work, actor, photo_id)).photo.metadata.coordinates
        if point is None:
            raise PhotoGone
        return await self._around(actor, point, without=photo_id)

    async def _around(self, actor: Actor, point: Coordinates, without: PhotoId | None) -> Around:
        now = self.clock()
        async with self.begin(writes=True) as work:
            near: list[tuple[PhotoId, float]] = []
            for radius in RADII_M:
                found = await work.photos.around(point, radius, LONGEST)
                near = sorted(
                    ((one, d) for one, where in found if one != without and (d := distance_m(point, where)) <= radius),
                    key=lambda pair: (pair[1], pair[0]),
                )
                if len(near) >= PAGE_SIZE:
                    break
            ranked = in_order([photo_id for photo_id, _ in near])
            search_id = await work.searches.add(actor.person_id, Query(), ranked, now, Shelf.NEAR)
            photos = await work.photos.get([hit.photo_id for hit in ranked[:PAGE_SIZE]])
            await work.commit()
        facts = {"shelf": Shelf.NEAR.value, "search_id": search_id}
        self.events.tell(Event(kind="browsed", person_id=actor.person_id, happened_at=now, facts=facts))
        search = Search(
            search_id=search_id, person_id=actor.person_id, query=Query(), ranked=ranked, asked_at=now, shelf=Shelf.NEAR
        )
        return Around(page=page_of(search, 1, photos), distances=dict(near[:PAGE_SIZE]))


@dataclass(frozen=True, kw_only=True)
class ForgetPlaces:
    """Deletes what was near somebody: from the order of many photos anybody could reckon where they stood."""

    begin: Begin
    clock: Clock

    async def __call__(self) -> None:
        async with self.begin(writes=True) as work:
            await work.searches.delete_shelf(Shelf.NEAR, before=self.clock() - NEAR_LASTS)
            await work.commit()
