"""What the library needs from storage, inside one unit of work."""

from __future__ import annotations

import datetime as dt
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
