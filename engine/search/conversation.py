"""A conversation is a query that each message changes: where it goes on, for how long, and what of it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NewType, Protocol

import numpy as np

from engine.model import ContentHash, PersonId, SearchId, Vector

Place = NewType("Place", int)
"""Where somebody talks: PRIVATE, or a group's id. A private chat's own id would be the person's."""
PRIVATE = Place(0)

LASTS = dt.timedelta(hours=1)
"""So long after its last search a conversation is still the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Where a question is asked and what it goes on from; by default from what was asked there last, if it does.

    `anew` begins from nothing. `changed` is a search that the question changes whatever its words (a reply to its
    sheet). `after` is a search that the question, complete in itself, was made from (a button).
    """

    place: Place = PRIVATE
    anew: bool = False
    changed: SearchId | None = None
    after: SearchId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an encoder saw in a picture that somebody sent: all that is kept of it, while the conversation lasts."""

    vector: Vector = field(default_factory=lambda: np.zeros(0, np.float32))
    fingerprint: int = 0


class Conversations(Protocol):
    """What each person is talking about in each place, by pseudonym, inside one unit of work."""

    async def current(self, person_id: PersonId, place: Place, since: dt.datetime) -> SearchId | None:
        """The search that the conversation stands at, unless it was last touched before `since`."""

    async def put(self, person_id: PersonId, place: Place, search_id: SearchId, at: dt.datetime) -> None:
        """The conversation stands at this search now. Whatever is older than LASTS, anybody's, is deleted."""

    async def end(self, person_id: PersonId, place: Place) -> None: ...

    async def keep_looks(
        self, person_id: PersonId, encoder_id: str, looks: Mapping[ContentHash, Look], at: dt.datetime
    ) -> None:
        """Adds, or keeps for longer."""

    async def looks(
        self, person_id: PersonId, encoder_id: str, hashes: Sequence[ContentHash], since: dt.datetime
    ) -> dict[ContentHash, Look]:
        """Those that are still kept."""
