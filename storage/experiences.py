"""What people did in experiments, read from events: searches with their variants, and each one's first opened photo."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from admin.experiments.ports import Tried
from storage import tables
from storage.database import Database

AT_ONCE = 5000


class SqlExperiences:
    """Implements the Experiences port. Reads events of the span alone, some thousands at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, names: Sequence[str], since: dt.datetime) -> Mapping[tuple[str, str], Sequence[Tried]]:
        wanted = set(names)
        searches: dict[int, tuple[int, dt.datetime, Mapping[str, str]]] = {}
        opened: dict[int, float] = {}
        table = tables.events.c
        query = (
            select(table.kind, table.person_id, table.happened_at, table.facts)
            .where(table.happened_at >= since, table.kind.in_(("searched", "opened")))
            .order_by(table.happened_at, table.event_id)
            .execution_options(yield_per=AT_ONCE)
        )
        async with self._database.connections.connect() as connection, connection.stream(query) as rows:
            async for row in rows:
                search_id = row.facts.get("search_id")
                if row.person_id is None or not isinstance(search_id, int):
                    continue
                if row.kind == "searched" and not row.facts.get("shelf"):
                    variants = {
                        name: said for name, said in (row.facts.get("variants") or {}).items() if name in wanted
                    }
                    if variants:
                        searches[search_id] = (row.person_id, row.happened_at, variants)
                elif row.kind == "opened" and search_id in searches:
                    seconds = (row.happened_at - searches[search_id][1]).total_seconds()
                    opened.setdefault(search_id, max(0.0, seconds))
        return _by_variant(searches, opened)


def _by_variant(
    searches: Mapping[int, tuple[int, dt.datetime, Mapping[str, str]]], opened: Mapping[int, float]
) -> Mapping[tuple[str, str], Sequence[Tried]]:
    people: dict[tuple[str, str], dict[int, list[float | None]]] = defaultdict(lambda: defaultdict(list))
    for search_id, (person_id, _at, variants) in searches.items():
        for named in variants.items():
            people[named][person_id].append(opened.get(search_id))
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
