"""What suggesting tags needs from storage, and what a suggestion is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from engine.photo import PhotoId


class Origin(StrEnum):
    """What a suggestion comes from."""

    LOOKS = "looks"
    NEIGHBOURS = "neighbours"
    CAPTION = "caption"
    CAPTIONER = "captioner"


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSuggestion:
    """A tag that nobody has confirmed. Confidences lie in 0..1: the joint one, and each origin's own."""

    slug: str
    confidence: float
    origins: Mapping[Origin, float]


class TagSuggestions(Protocol):
    """Suggestions in the bank, inside one unit of work. `model` names the encoder and the way of suggesting."""

    async def put(self, model: str, found: Mapping[PhotoId, Sequence[TagSuggestion]], at: dt.datetime) -> None:
        """In the place of all unreviewed ones of these photos; what was refused once is not suggested again."""

    async def of(self, photo_id: PhotoId) -> list[TagSuggestion]:
        """Those that nobody has decided on, the surest first."""

    async def lacking(self, model: str, step: str, now: dt.datetime, limit: int) -> list[PhotoId]:
        """Indexed photos for which the model has suggested nothing yet, and that are not waiting after a failure:
        those in review first, then the newest."""

    async def settle(self, photo_id: PhotoId, accepted: Collection[str], at: dt.datetime) -> None:
        """A person has looked: those with the accepted slugs are right, all others are wrong."""

    async def show(self, shown_from: float | None) -> int:
        """Puts unreviewed suggestions of published photos from this confidence on among the photo tags, with the model
        as their source, and takes the others off; how many changed."""
