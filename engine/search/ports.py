"""What searching needs of storage: saved searches inside one unit of work, and an index of neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from engine.experiments import USUAL
from engine.model import Facet, PersonId, PhotoId, Query, Ranked, Relaxation, Search, SearchId, Shelf, Vector


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
        previous_id: SearchId | None = None,
        page_size: int = USUAL.page_size,
    ) -> SearchId:
        """`previous_id` is the search that this one was made from; its pages keep their size."""

    async def recent(self, person_id: PersonId, limit: int) -> list[Search]:
        """What the person searched for, newest first, without shelves."""

    async def delete(self, person_id: PersonId, search_id: SearchId | None = None) -> None:
        """One of the person's searches, or all of them."""

    async def delete_shelf(self, shelf: Shelf, before: dt.datetime) -> None:
        """Everybody's from this shelf that are older."""

    async def get(self, search_id: SearchId) -> Search | None: ...


class VectorIndex(Protocol):
    """Nearest neighbours among the embeddings of one encoder. May be deleted at any time and filled again from SQL."""

    @property
    def ready(self) -> bool:
        """False from the moment that damage is noticed until it is filled again; its neighbours are then not all."""

    async def check(self) -> bool:
        """Looks whether it is still there and answers; `ready` afterwards."""

    def filled(self) -> None:
        """Told by who has made it equal to SQL."""

    async def put(self, vectors: Mapping[PhotoId, Vector]) -> None:
        """Adds or replaces."""

    async def remove(self, photo_ids: Sequence[PhotoId]) -> None: ...

    async def nearest(self, vector: Vector, limit: int) -> list[tuple[PhotoId, float]]:
        """At most `limit` ids with their cosine, best first; an empty index gives an empty list."""

    async def count(self) -> int: ...

    async def ids(self) -> set[PhotoId]: ...

    async def vectors(self, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, Vector]:
        """Those that are there, as the index has them."""
