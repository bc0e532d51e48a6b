"""What the vocabulary, and describing photos, need from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.photo import PhotoId, Tag
from engine.tagging.description import Description


class Captioner(Protocol):
    """Looks at one image at a time, for as long as it takes."""

    @property
    def source(self) -> str:
        """Names the model; at most 80 characters."""

    async def describe(self, picture: bytes, tags: Sequence[str], sights: Sequence[str]) -> Description:
        """What a JPEG shows, with tags and sights chosen from these slugs. Raises CaptionerFailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFailure:
    """One step of one photo's indexing that did not work."""

    photo_id: PhotoId
    step: str
    attempts: int
    failed_at: dt.datetime
    next_at: dt.datetime | None
    """When it is tried again; None when it was given up."""
    reason: str


class Descriptions(Protocol):
    """Descriptions in the bank, one a photo and source, and the steps that failed on the way to them."""

    async def put(self, said: Mapping[PhotoId, Description], at: dt.datetime) -> None:
        """Adds or replaces, and forgets the failures of these photos at that source's step."""

    async def of(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, list[Description]]:
        """Those that exist, in order of their sources."""

    async def lacking(self, source: str, now: dt.datetime, limit: int) -> list[PhotoId]:
        """Indexed photos that the source has not described and that are not waiting after a failure, newest first."""

    async def fail(self, failure: StepFailure) -> None:
        """Adds or replaces."""

    async def failure(self, photo_id: PhotoId, step: str) -> StepFailure | None: ...

    async def given_up(self) -> list[StepFailure]:
        """Those that will not be tried again and that nobody was told of."""

    async def told(self, failures: Sequence[StepFailure], at: dt.datetime) -> None: ...

    async def worked(self, photo_ids: Sequence[PhotoId], step: str) -> None:
        """Forgets the failures of these photos at that step."""

    async def try_again(self, now: dt.datetime) -> int:
        """What was given up is due now, as if it had never failed; how many steps of photos that are."""


class Tags(Protocol):
    """The vocabulary as the bank holds it."""

    async def put(self, tags: Sequence[Tag]) -> None:
        """Adds new tags and renames known ones, by slug."""

    async def all(self) -> list[Tag]: ...

    async def edition(self) -> int:
        """A number that differs whenever the vocabulary does; asked for before reading `all` of it again."""
