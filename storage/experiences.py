"""What people did in experiments, read from events: searches with their variants, and each one's first opened photo."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.experiments.ports import Tried
from storage import tables
from storage.database import Database

AT_ONCE = 5000


class SqlExperiences:
    """Implements the Experiences port. Reads events of the span alone, some thousands at a time, and of their facts
    only what is asked: what is told of a search otherwise would take most of the time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, names: Sequence[str], since: dt.datetime) -> Mapping[tuple[str, str], Sequence[Tried]]:
        async with self._database.connections.connect() as connection:
            searches = await self._searches(connection, frozenset(names), since)
            opened = await self._opened(connection, since) if searches else {}
        return _by_variant(searches, opened)

    async def _searches(
        self, connection: AsyncConnection, names: frozenset[str], since: dt.datetime
    ) -> dict[int, tuple[int, dt.datetime, Mapping[str, str]]]:
        """Who asked each search, when, and in which variants."""
        table = tables.events.c
        variants = table.facts["variants"]
        query = select(_SEARCH_ID, table.person_id, table.happened_at, variants.label("variants")).where(
            table.happened_at >= since,
            table.kind == "searched",
            table.person_id.is_not(None),
            _SEARCH_ID.is_not(None),
            table.facts["shelf"].as_string().is_(None),
            variants.as_string().is_not(None),
        )
        found: dict[int, tuple[int, dt.datetime, Mapping[str, str]]] = {}
        async with connection.stream(query.execution_options(yield_per=AT_ONCE)) as rows:
            async for part in rows.partitions():  # row by row it would be a change of tasks for each
                for row in part:
                    named = {name: said for name, said in (row.variants or {}).items() if name in names}
                    if named:
                        found[row.search_id] = (row.person_id, row.happened_at, named)
        return found

    async def _opened(self, connection: AsyncConnection, since: dt.datetime) -> dict[int, dt.datetime]:
        """When the first photo of each search was opened."""
        table = tables.events.c
        query = (
            select(_SEARCH_ID, func.min(table.happened_at).label("first"))
            .where(table.happened_at >= since, table.kind == "opened", table.person_id.is_not(None))
            .where(_SEARCH_ID.is_not(None))
            .group_by(_SEARCH_ID)
        )
        async with connection.stream(query.execution_options(yield_per=AT_ONCE)) as rows:
            return {row.search_id: row.first async for part in rows.partitions() for row in part}


_SEARCH_ID = tables.events.c.facts["search_id"].as_integer().label("search_id")


def _by_variant(
    searches: Mapping[int, tuple[int, dt.datetime, Mapping[str, str]]], opened: Mapping[int, dt.datetime]
) -> Mapping[tuple[str, str], Sequence[Tried]]:
    people: dict[tuple[str, str], dict[int, list[float | None]]] = defaultdict(lambda: defaultdict(list))
    for search_id, (person_id, asked_at, variants) in searches.items():
        first = opened.get(search_id)
        seconds = None if first is None else max(0.0, (first - asked_at).total_seconds())
        for named in variants.items():
            people[named][person_id].append(seconds)
    return {
        named: [
            Tried(
                searches=len(times),
                successes=sum(time is not None for time in times),
                seconds=tuple(time for time in times if time is not None),
            )
            for times in of_one.values()
        ]
        for named, of_one in people.items()
    }
