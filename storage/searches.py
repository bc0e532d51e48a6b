"""Saved searches in SQL; a ranking of up to 509 places is kept as `storage.rankings` writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, Text, bindparam, cast, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.experiments import USUAL
from engine.model import Facet, PersonId, Query, Ranked, Relaxation, Search, SearchId, Shelf
from storage import tables
from storage.queries import (
    query_as_json,
    query_from_json,
    relaxation_as_json,
    relaxation_from_json,
)
from storage.rankings import facets_as_text, facets_from_text, ranking_as_text, ranking_from_text
from storage.steady import ON_THE_SPOT

_SEARCHES: Select[Any] = select(
    *(column for column in tables.searches.c if column.name not in {"ranked", "facets"}),
    cast(tables.searches.c.ranked, Text).label("ranking"),
    cast(tables.searches.c.facets, Text).label("facets_kept"),
)
"""What is long comes as text: it is read once for all the pages that are opened soon after each other."""
_THIS = _SEARCHES.where(tables.searches.c.search_id == bindparam("search_id")).execution_options(**ON_THE_SPOT)
_ADD = insert(tables.searches).execution_options(**ON_THE_SPOT)


class SqlSearches:
    """Implements the Searches port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

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
        result = await self._connection.execute(
            _ADD,
            {
                "person_id": person_id,
                "query": query_as_json(query),
                "ranked": ranking_as_text(ranked),
                "asked_at": at,
                "shelf": shelf,
                "facets": facets_as_text(facets),
                "relaxations": [relaxation_as_json(one) for one in relaxations],
                "previous_id": previous_id,
                "page_size": None if page_size == USUAL.page_size else page_size,
            },
        )
        assert result.inserted_primary_key is not None
        return SearchId(result.inserted_primary_key[0])

    async def get(self, search_id: SearchId) -> Search | None:
        row = (await self._connection.execute(_THIS, {"search_id": search_id})).one_or_none()
        return None if row is None else _search(row)

    async def recent(self, person_id: PersonId, limit: int) -> list[Search]:
        table = tables.searches.c
        query = _SEARCHES.where(table.person_id == person_id, table.shelf.is_(None))
        newest = query.order_by(table.search_id.desc()).limit(limit)
        return [_search(row) for row in await self._connection.execute(newest)]

    async def delete_shelf(self, shelf: Shelf, before: dt.datetime) -> None:
        old = (tables.searches.c.shelf == shelf) & (tables.searches.c.asked_at < before)
        await self._connection.execute(delete(tables.searches).where(old))

    async def delete(self, person_id: PersonId, search_id: SearchId | None = None) -> None:
        query = delete(tables.searches).where(tables.searches.c.person_id == person_id)
        if search_id is not None:
            query = query.where(tables.searches.c.search_id == search_id)
        await self._connection.execute(query)


def _search(row: Row[Any]) -> Search:
    return Search(
        search_id=SearchId(row.search_id),
        person_id=PersonId(row.person_id),
        query=query_from_json(row.query),
        ranked=ranking_from_text(row.ranking),
        asked_at=row.asked_at,
        facets=facets_from_text(row.facets_kept) if row.facets_kept else (),
        relaxations=tuple(relaxation_from_json(one) for one in row.relaxations or ()),
        shelf=Shelf(row.shelf) if row.shelf else None,
        previous_id=None if row.previous_id is None else SearchId(row.previous_id),
        page_size=row.page_size or USUAL.page_size,
    )
