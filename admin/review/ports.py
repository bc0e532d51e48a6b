"""What reviewing needs from storage, and the words that it keeps there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from admin.wishes.ports import Wishes
from engine.duplicates.ports import DuplicateWork
from engine.model import Caption, Kind, Metadata, PersonId, Photo, PhotoId, PhotoTag
from engine.ports import Work


class Typing(StrEnum):
    """What a moderator was asked to type for the photo before them."""

    CAPTION_RU = "caption_ru"
    CAPTION_EN = "caption_en"
    TAG = "tag"
    REASON = "reason"
    TIME = "time"


class DeedKind(StrEnum):
    """What moderators and owners do that is written down."""

    APPROVED = "approved"
    REJECTED = "rejected"
    CAPTIONED = "captioned"
    PLANNED = "planned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"
    ROLE = "role"
    UPLOADING = "uploading"
    WISH = "wish"
    OFFER = "offer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A photo that is before one moderator and so before no other, until it expires."""

    photo_id: PhotoId
    person_id: PersonId
    expires_at: dt.datetime
    awaits: Typing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for moderators. Ages are those of receiving. `leased` photos are among the waiting, `planned` not."""

    waiting: int
    leased: int
    not_indexed: int
    today: int
    this_week: int
    oldest_at: dt.datetime | None
    planned: int
    next_due_at: dt.datetime | None
    counted_at: dt.datetime

    @property
    def older(self) -> int:
        return self.waiting - self.today - self.this_week


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One act of a moderator or owner. `before` and `after` hold JSON values, only of what was changed."""

    person_id: PersonId
    kind: str
    done_at: dt.datetime
    photo_id: PhotoId | None = None
    about_id: PersonId | None = None
    """The person whom it concerns."""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    undoes: int | None = None
    """The deed that it takes back; of each deed there is at most one such."""
    deed_id: int = 0
    """Given by the table when it is written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A tag that nobody has confirmed: by its slug, with whoever suggests it. `confidence` lies in 0..1."""

    slug: str
    confidence: float
    sources: tuple[str, ...]


class Reviews(Protocol):
    """Leases, skipped photos and toggles of the review, inside one unit of work."""

    async def candidates(self, person_id: PersonId, now: dt.datetime, limit: int) -> list[PhotoId]:
        """Photos in review that no other moderator holds, the oldest first, those that the person skipped last."""

    async def take(self, photo_id: PhotoId, person_id: PersonId, now: dt.datetime, until: dt.datetime) -> bool:
        """Takes or prolongs the lease; False while somebody else holds it. A person holds one lease at most."""

    async def lease_of(self, person_id: PersonId, now: dt.datetime) -> Lease | None:
        """The person's lease, unless it has expired."""

    async def release(self, person_id: PersonId) -> None: ...

    async def wait_for(self, person_id: PersonId, typing: Typing | None) -> None:
        """The person's next words are meant so."""

    async def skip(self, photo_id: PhotoId, person_id: PersonId, at: dt.datetime) -> None: ...

    async def choose(self, photo_id: PhotoId, kind: Kind, value: str, *, wanted: bool) -> None: ...

    async def choices(self, photo_id: PhotoId) -> dict[tuple[Kind, str], bool]: ...

    async def together(self, photo: Photo, person_id: PersonId, now: dt.datetime, limit: int) -> list[PhotoId]:
        """Photos in review that came in with this one and that no other moderator holds, the oldest first, without
        itself."""

    async def close(self, photo_id: PhotoId) -> None:
        """Forgets lease, skips and toggles of a photo that was decided on."""

    async def queue(self, now: dt.datetime) -> Queue: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A photo that was approved and is published when its time comes."""

    photo_id: PhotoId
    person_id: PersonId
    due_at: dt.datetime


class Plans(Protocol):
    """Publications to come, inside one unit of work."""

    async def put(self, plan: Plan) -> None:
        """Adds or replaces the photo's."""

    async def drop(self, photo_id: PhotoId) -> bool:
        """Whether there was one."""

    async def has(self, photo_id: PhotoId) -> bool: ...

    async def take_due(self, now: dt.datetime) -> Plan | None:
        """Removes and returns one that is due; of two who ask at once, one gets it."""


class PhotoEdits(Protocol):
    """What a moderator changes about a photo, inside one unit of work."""

    async def set_captions(self, photo_id: PhotoId, captions: Sequence[Caption]) -> None:
        """These and no others."""

    async def set_tags(self, photo_id: PhotoId, tags: Sequence[PhotoTag]) -> None:
        """These and no others; tags that the vocabulary lacks are left out."""

    async def set_facts(self, photo_id: PhotoId, facts: Metadata) -> None:
        """People, season, time of day and weather; the other facts stay."""


class Deeds(Protocol):
    """The audit log, inside one unit of work."""

    async def add(self, deed: Deed) -> int:
        """Writes it down and returns its number."""

    async def get(self, deed_id: int) -> Deed | None: ...

    async def undone(self, deed_ids: Sequence[int]) -> set[int]:
        """Those of them that were taken back."""

    async def later(self, deed: Deed) -> bool:
        """Whether something newer, not taken back, changed one of the same parts of the same photo, or of the same
        person where it was about none."""

    async def page(
        self,
        *,
        photo_id: PhotoId | None,
        person_id: PersonId | None,
        since: dt.datetime | None,
        until: dt.datetime | None,
        offset: int,
        limit: int,
    ) -> tuple[list[Deed], int]:
        """The newest first of those that fit, and how many fit. A person's are done by them or concern them."""


class ReviewWork(DuplicateWork, Protocol):
    """A unit of work that reviews, too."""

    @property
    def reviews(self) -> Reviews: ...

    @property
    def edits(self) -> PhotoEdits: ...

    @property
    def plans(self) -> Plans: ...

    @property
    def deeds(self) -> Deeds: ...

    @property
    def wishes(self) -> Wishes: ...


class BeginReview(Protocol):
    """As `engine.ports.Begin`."""

    def __call__(self, *, writes: bool = False) -> ReviewWork: ...


class Suggestions(Protocol):
    """Where suggested tags come from."""

    async def __call__(self, work: Work, photo: Photo) -> Sequence[Suggestion]:
        """The likeliest first."""
