"""What somebody took, and on which terms: the evidence for both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.images.giving import Size
from engine.model import PersonId, PhotoId


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file of one photo that was handed over. `byte_count` and the size in pixels are the given file's."""

    person_id: PersonId
    photo_id: PhotoId
    size: Size
    terms_version: int
    width: int
    height: int
    byte_count: int
    downloaded_at: dt.datetime


class Downloads(Protocol):
    """Downloads inside one unit of work; they stay under the pseudonym when the person is forgotten."""

    async def add(self, downloads: Sequence[Download]) -> None: ...

    async def of(self, person_id: PersonId) -> list[Download]:
        """Oldest first."""

    async def count(self, photo_id: PhotoId) -> int: ...
