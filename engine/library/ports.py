"""What the library needs from storage, inside one unit of work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NewType, Protocol

from engine.model import PersonId, PhotoId, Query


class Favourites(Protocol):
    """Photos that people marked."""

    async def put(self, person_id: PersonId, photo_id: PhotoId, at: dt.datetime) -> None:
        """Does nothing where it is marked already."""

    async def remove(self, person_id: PersonId, photo_id: PhotoId) -> None: ...

    async def has(self, person_id: PersonId, photo_id: PhotoId) -> bool: ...

    async def published_of(self, person_id: PersonId, limit: int) -> list[PhotoId]:
        """Those that are published now, the last marked first."""

    async def count(self, photo_id: PhotoId) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """`photo_count` counts all of its photos, withdrawn ones too, for these come back with their publication."""

    collection_id: int
    person_id: PersonId
    title: str
    made_at: dt.datetime
    photo_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way into a collection for whoever knows its token, until it expires or is revoked."""

    token: str
    collection_id: int
    expires_at: dt.datetime


class Collections(Protocol):
    """Collections with their photos' order, and the links to them."""

    async def add(self, person_id: PersonId, title: str, at: dt.datetime) -> int: ...

    async def get(self, collection_id: int) -> Collection | None: ...

    async def of(self, person_id: PersonId) -> list[Collection]:
        """Newest first."""

    async def rename(self, collection_id: int, title: str) -> None: ...

    async def delete(self, collection_id: int) -> None:
        """With its places and links."""

    async def put(self, collection_id: int, photo_id: PhotoId) -> None:
        """At the end; does nothing where it is there already."""

    async def has(self, collection_id: int, photo_id: PhotoId) -> bool:
        """Published or not."""

    async def remove(self, collection_id: int, photo_id: PhotoId) -> None: ...

    async def move_first(self, collection_id: int, photo_id: PhotoId) -> None:
        """Does nothing where the photo is not in the collection."""

    async def published_in(self, collection_id: int) -> list[PhotoId]:
        """In the collection's order."""

    async def add_link(self, link: Link) -> None: ...

    async def link(self, token: str) -> Link | None:
        """None where there is none or it was revoked."""

    async def revoke_links(self, collection_id: int) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNumbers:
    """How often a photo was opened, taken and marked on one day, which begins and ends at midnight UTC."""

    day: dt.date
    views: int = 0
    downloads: int = 0
    favourites: int = 0


class PhotoDays(Protocol):
    """What happened to a photo by day, inside one unit of work."""

    async def of(self, photo_id: PhotoId, days: Sequence[dt.date]) -> tuple[DayNumbers, ...]:
        """One for each of these days, in their order; a mark that was taken off is no longer counted."""


SavedId = NewType("SavedId", int)


class How(IntEnum):
    """When the person hears of new photos."""

    OFF = 0
    AT_ONCE = 1
    DAILY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """`looked_at` is until when published photos were looked through; `told_at` when the person last heard of some."""

    saved_id: SavedId
    person_id: PersonId
    query: Query
    how: How
    saved_at: dt.datetime
    looked_at: dt.datetime
    told_at: dt.datetime | None = None


class SavedSearches(Protocol):
    """What people keep, inside one unit of work."""

    async def add(self, person_id: PersonId, query: Query, how: How, at: dt.datetime) -> SavedId: ...

    async def of(self, person_id: PersonId) -> list[SavedSearch]:
        """The oldest first."""

    async def set_how(self, person_id: PersonId, saved_id: SavedId, how: How, at: dt.datetime) -> bool:
        """False where the person keeps no such search. New photos count from `at` on where it was off before."""

    async def delete(self, person_id: PersonId, saved_id: SavedId) -> bool:
        """False likewise."""

    async def due(self, at: dt.datetime, limit: int) -> list[SavedSearch]:
        """Those to be looked through now: photos were published since, and nobody would be told too often."""

    async def claim(self, saved: SavedSearch, until: dt.datetime) -> bool:
        """Notes that they are looked through until then; False where it was changed since, or another process has just
        done so. Nothing else is told to the person before the unit of work ends."""

    async def tell(self, saved: SavedSearch, photo_ids: Sequence[PhotoId], at: dt.datetime) -> list[PhotoId]:
        """Those of them that the person has not heard of, by none of their saved searches; now they have."""

    async def put_off(self, saved: SavedSearch, photo_ids: Sequence[PhotoId], at: dt.datetime) -> None:
        """They were not told after all: it is due again a while after `at`, and until then keeps nobody waiting."""
