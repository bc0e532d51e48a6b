"""Events as rows: written by many at once, read up to where none is still to come; the words of the forgotten go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.model import Event, PersonId
from storage import tables
from storage.sql import chunks

_WRITING = 723_402
"""The number of PostgreSQL's lock that says who is writing events."""
WORDS = {"text", "words", "not_words", "understood", "unknown_tags"}
"""Facts of events that are a person's own words: they go with the person, and the event is counted without them."""


async def all_written(connection: AsyncConnection) -> int:
    """The newest event's number such that no event with a smaller one is still to come; 0 without events.

    SQLite's writers take turns, so that numbers become visible in their order. PostgreSQL gives them out before they
    are committed: there it waits for everybody who is writing events.
    """
    await wait_for_writers(connection)
    newest = select(func.max(tables.events.c.event_id))
    return (await connection.execute(newest)).scalar_one_or_none() or 0


async def wait_for_writers(connection: AsyncConnection) -> None:
    """Everybody else's events are committed, and until the commit here nobody else writes any."""
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")


async def insert_events(connection: AsyncConnection, batch: Sequence[Event]) -> None:
    """Until the commit `all_written` waits for this writer; writers do not wait for each other.

    Whoever was forgotten since they did it is spared their words.
    """
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({_WRITING})")
    speaking = {event.person_id for event in batch if event.person_id is not None and WORDS & event.facts.keys()}
    gone = await _forgotten(connection, speaking)
    rows = [
        {
            "kind": event.kind,
            "person_id": event.person_id,
            "happened_at": event.happened_at,
            "facts": without_words(event.facts) if event.person_id in gone else dict(event.facts),
        }
        for event in batch
    ]
    await connection.execute(insert(tables.events), rows)


def without_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name not in WORDS}


async def _forgotten(connection: AsyncConnection, person_ids: Collection[PersonId]) -> set[PersonId]:
    """Those whose pseudonym is nobody's any more."""
    people, accounts = tables.people.c, tables.accounts.c
    nobodys = select(people.person_id).where(~exists().where(accounts.person_id == people.person_id))
    gone = set[PersonId]()
    for part in chunks(sorted(person_ids)):
        gone.update((await connection.execute(nobodys.where(people.person_id.in_(part)))).scalars())
    return gone
