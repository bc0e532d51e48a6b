"""What the library needs from storage, inside one unit of work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.model import PersonId, PhotoId


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
