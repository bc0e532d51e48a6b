"""What comparing photos needs from storage, and what is remembered of pairs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from engine.duplicates.likeness import Compared, Likeness
from engine.model import PersonId, PhotoId
from engine.ports import Work


class Verdict(StrEnum):
    """What a moderator decides about a pair."""

    KEEP_BOTH = "keep_both"
    REPLACE = "replace"
    MERGE = "merge"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two photos that are alike; `photo_id` came later than `other_id`."""

    pair_id: int
    photo_id: PhotoId
    other_id: PhotoId
    compared: Compared
    found_at: dt.datetime
    verdict: Verdict | None = None
    judged_by: PersonId | None = None
    judged_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a pair is also told apart by."""

    byte_count: int
    media_type: str
    original_name: str | None


class Duplicates(Protocol):
    """Pairs and verdicts, inside one unit of work. A pair stays for good: once judged it is never asked about."""

    async def uncompared(self, now: dt.datetime, limit: int) -> list[PhotoId]:
        """Indexed photos that were compared with no others yet and do not wait after a failure, the newest first."""

    async def compared(self, photo_id: PhotoId, encoder_id: str, at: dt.datetime) -> None:
        """The photo was compared, and failures before that are forgotten."""

    async def add(self, photo_id: PhotoId, found: Mapping[PhotoId, Compared], at: dt.datetime) -> int:
        """Writes down pairs that are new, whichever of the two photos they were found from; how many were."""

    async def of(self, photo_id: PhotoId) -> list[Pair]:
        """What the photo is like, the strictest first, photos that are gone left out: for who reviews it."""

    async def get(self, pair_id: int) -> Pair | None: ...

    async def next(self, person_id: PersonId, now: dt.datetime) -> Pair | None:
        """The pair that the person holds, else one that nobody holds: unjudged, both photos there, the strictest and
        oldest first."""

    async def hold(self, pair_id: int, person_id: PersonId, now: dt.datetime, until: dt.datetime) -> bool:
        """Takes or prolongs; False while somebody else holds it."""

    async def waiting(self) -> dict[Likeness, int]:
        """How many pairs wait for a verdict."""

    async def judge(self, pair_id: int, verdict: Verdict, person_id: PersonId, at: dt.datetime) -> None: ...

    async def unjudge(self, pair_id: int) -> None:
        """The pair waits for a verdict again."""

    async def files(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, FileFacts]: ...

    async def about_to_move(self, photo_id: PhotoId, successor_id: PhotoId) -> dict[str, Any]:
        """What handing over would move, as JSON values: asked before it, so that it can be moved back."""

    async def move_back(self, photo_id: PhotoId, successor_id: PhotoId, moved: Mapping[str, Any]) -> None:
        """What `about_to_move` told; what has come since stays where it is."""

    async def hand_over(self, photo_id: PhotoId, successor_id: PhotoId, at: dt.datetime) -> None:
        """Marks and places in collections go to the successor, and so do links from now on."""

    async def hand_over_numbers(self, photo_id: PhotoId, successor_id: PhotoId) -> None:
        """Views go to the successor. Downloads stay with what was downloaded, for they are proof of terms."""


class DuplicateWork(Work, Protocol):
    """A unit of work that knows pairs, too."""

    @property
    def duplicates(self) -> Duplicates: ...


class BeginDuplicates(Protocol):
    """As `engine.ports.Begin`."""

    def __call__(self, *, writes: bool = False) -> DuplicateWork: ...


class Fingerprints(Protocol):
    """All photos' fingerprints in memory."""

    async def near(self, work: Work, fingerprints: Sequence[int], bits: int, limit: int) -> dict[PhotoId, int]:
        """At most `limit` photos within `bits` of any of these, with the smallest distance, the nearest first."""
