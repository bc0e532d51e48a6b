"""Searches as storage keeps them, inside one unit of work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from engine.model import Facet, PersonId, Query, Ranked, Relaxation, Search, SearchId, Shelf


class Searches(Protocol):
    """Saved searches: what was asked, the ranking that was found, and what the answer said beside it."""

    async def add(
        self,
        person_id: PersonId,
        query: Query,
        ranked: Sequence[Ranked],
        at: dt.datetime,
        shelf: Shelf | None = None,
        facets: Sequence[Facet] = (),
        relaxations: Sequence[Relaxation] = (),
    ) -> SearchId: ...

    async def recent(self, person_id: PersonId, limit: int) -> list[Search]:
        """What the person searched for, newest first, without shelves."""

    async def delete(self, person_id: PersonId, search_id: SearchId | None = None) -> None:
        """One of the person's searches, or all of them."""

    async def get(self, search_id: SearchId) -> Search | None: ...

    async def latest(self, person_id: PersonId, since: dt.datetime) -> Search | None:
        """What the person asked last, unless it was before `since`."""
