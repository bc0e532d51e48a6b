"""What wishes need from storage, and the words that are kept there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Protocol

from engine.library.wishes import Lent
from engine.model import Language, PersonId, PhotoId, Query

WishId = NewType("WishId", int)


class WishState(StrEnum):
    """What is to become of a wish. It is done when a moderator says so, or when a published photo answers it."""

    OPEN = "open"
    PLANNED = "planned"
    DONE = "done"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class InVain:
    """One search that found nothing surely or closely. `query` is None where the search itself is no longer kept."""

    person_id: PersonId
    language: Language
    asked_at: dt.datetime
    text: str
    query: Query | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Searches in vain among the events up to `read_to`; `is_full` tells that there are more events to read."""

    searches: tuple[InVain, ...]
    read_to: int
    is_full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish, with its words only if enough people asked it.

    `people` are distinct pseudonyms, `by_language` those of each language; `again` of them asked since the state was
    set. `words` are the wordings asked most, one of each language first. `photo_id` is the photo that answers it.
    """

    wish_id: WishId
    state: WishState
    state_at: dt.datetime
    people: int
    asked: int
    again: int
    by_language: Mapping[Language, int]
    words: tuple[str, ...]
    last_asked_at: dt.datetime
    photo_id: PhotoId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a wish stands: everything that saying what is to become of it replaces."""

    state: WishState
    state_at: dt.datetime
    looked_at: dt.datetime
    """Photos that were published until then do not answer it."""
    photo_id: PhotoId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A wish that is to be looked through: how it was said, and until when published photos were looked at."""

    wish_id: WishId
    queries: tuple[Query, ...]
    since: dt.datetime
    looked_at: dt.datetime


class Wishes(Lent, Protocol):
    """Wishes, inside one unit of work."""

    async def read_to(self) -> int:
        """Up to which event searches were gathered."""

    async def advance(self, since: int, to: int) -> bool:
        """From `since` to `to`; False where another process has gathered in the meantime."""

    async def in_vain(self, after: int, until: dt.datetime, limit: int) -> Batch:
        """Of the events after this one, at most `limit`, and none from the first one on that is later than `until`."""

    async def known(self, texts: Sequence[str]) -> dict[str, WishId]:
        """Those of the wordings that belong to a wish already."""

    async def first_wordings(self, limit: int) -> list[tuple[WishId, Query]]:
        """The wording that began each wish, of those asked last, in order of the wishes."""

    async def begin(self, text: str, query: Query, at: dt.datetime) -> WishId: ...

    async def say(self, wish_id: WishId, text: str, query: Query) -> None:
        """Another wording of it."""

    async def count(self, search: InVain) -> None:
        """By the search's text, which is a wording."""

    async def page(self, state: WishState, least_people: int, offset: int, limit: int) -> tuple[list[Wish], int]:
        """Those that enough people asked, the most people first, and how many there are."""

    async def get(self, wish_id: WishId, least_people: int) -> Wish | None:
        """None too where fewer people asked it."""

    async def counts(self, least_people: int) -> tuple[dict[WishState, int], int]:
        """Wishes that may be shown, by state, and how many wishes fewer people asked."""

    async def set_state(
        self, wish_id: WishId, state: WishState, at: dt.datetime, by: PersonId | None
    ) -> WishState | None:
        """What it was before; None where it was that already."""

    async def standing(self, wish_id: WishId) -> Standing | None:
        """None where there is no such wish, however few asked it. Nobody else changes it before this unit ends."""

    async def put_back(self, wish_id: WishId, standing: Standing) -> None:
        """As it stood; without the photo if that is gone, and by nobody: the audit log knows who."""

    async def waiting(self, wish_id: WishId) -> int:
        """People who asked it, can be reached, and wanted to be told."""

    async def to_look_through(self, least_people: int, now: dt.datetime, limit: int) -> list[Looked]:
        """Open and planned ones that were not looked through since a photo was published last."""

    async def looked_through(self, looked: Looked, at: dt.datetime) -> bool:
        """False where another process did."""

    async def answer(self, wish_id: WishId, photo_id: PhotoId, at: dt.datetime) -> None:
        """It is done, by this photo."""

    async def forget_lonely(self, least_people: int, before: dt.datetime) -> int:
        """Deletes those that fewer people asked, and none of them since; how many."""
