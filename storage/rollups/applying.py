"""Counts added to what is there already, in one transaction: every row is a sum or a set, so their order is the same to
it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.rollups.counting import PERSON, PHOTO, Counts, Measure, monday_of
from storage.sql import among, ids_named, insert_missing, inserting, upsert
from storage.tables.rollups import (
    asked_days,
    asked_people,
    asked_words,
    day_counts,
    person_days,
    person_weeks,
    photo_days,
    photo_lovers,
    search_outcomes,
)

_WORDS_AT_ONCE = 500


async def apply(connection: AsyncConnection, counts: Counts) -> None:
    """Adds to `counts` the searches that are known as successful only now."""
    await _join_outcomes(connection, counts)
    await _add(
        connection,
        day_counts,
        [{"measure": m, "day": day, "key": key, "count": n} for (m, day, key), n in counts.days.items()],
    )
    await _add(
        connection,
        person_days,
        [
            {"day": day, "person_id": person_id, **{name: sums[name] for name in PERSON}}
            for (day, person_id), sums in counts.people.items()
        ],
    )
    weeks = {(person_id, monday_of(day)) for day, person_id in counts.people}
    await insert_missing(connection, person_weeks, [{"person_id": who, "monday": monday} for who, monday in weeks])
    await _add(
        connection,
        photo_days,
        [
            {"day": day, "photo_id": photo_id, **{name: sums[name] for name in PHOTO}}
            for (day, photo_id), sums in counts.photos.items()
        ],
    )
    lovers = [{"day": day, "photo_id": photo, "person_id": person} for day, photo, person in counts.lovers]
    await insert_missing(connection, photo_lovers, lovers)
    await _apply_words(connection, counts)


async def _apply_words(connection: AsyncConnection, counts: Counts) -> None:
    ids = await _ids_of(connection, sorted({words for _day, words in counts.words}))
    await _add(
        connection,
        asked_days,
        [
            {"day": day, "words_id": ids[words], **{name: sums[name] for name in ("searches", "nothing_found")}}
            for (day, words), sums in counts.words.items()
        ],
    )
    askers = [{"words_id": ids[words], "day": day, "person_id": person} for words, day, person in counts.askers]
    await insert_missing(connection, asked_people, askers)


async def _ids_of(connection: AsyncConnection, words: Sequence[str]) -> dict[str, int]:
    """The ids of words, of which unknown ones are given some."""
    if not words:
        return {}
    statement = inserting(connection, asked_words).on_conflict_do_nothing(index_elements=["words"])
    await connection.execute(statement, [{"words": one} for one in words])
    ids: dict[str, int] = {}
    for first in range(0, len(words), _WORDS_AT_ONCE):
        some = words[first : first + _WORDS_AT_ONCE]
        query = select(asked_words.c.words, asked_words.c.words_id).where(asked_words.c.words.in_(some))
        ids |= {row.words: row.words_id for row in await connection.execute(query)}
    return ids


async def _join_outcomes(connection: AsyncConnection, counts: Counts) -> None:
    """A search succeeds once, however often, and whether its own event or that of its success comes first."""
    search_ids = sorted({*counts.asked, *counts.succeeded})
    if not search_ids:
        return
    query = select(search_outcomes).where(among(search_outcomes.c.search_id, ids_named()))
    known = {row.search_id: row for row in await connection.execute(query, {"ids": search_ids})}
    rows = []
    for search_id in search_ids:
        before = known.get(search_id)
        asked = search_id in counts.asked or bool(before and before.asked)
        succeeded = search_id in counts.succeeded or bool(before and before.succeeded)
        if before is not None and (before.asked, before.succeeded) == (asked, succeeded):
            continue
        day = _day_of(search_id, counts, before)
        if asked and succeeded:
            counts.days[Measure.SUCCEEDED.value, day, ""] += 1
        rows.append({"search_id": search_id, "day": day, "asked": asked, "succeeded": succeeded})
    await upsert(connection, search_outcomes, rows)


def _day_of(search_id: int, counts: Counts, before: Any) -> dt.date:
    """The day when it was asked, or until that is known, the day of its success."""
    if search_id in counts.asked:
        return counts.asked[search_id]
    return before.day if before is not None else counts.succeeded[search_id]


async def _add(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows that are there get these numbers on top of their own."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = inserting(connection, table)
    sums = {name: table.c[name] + statement.excluded[name] for name in rows[0] if name not in keys}
    # Two writers that lock the same rows in one order wait for each other; in two orders they deadlock.
    ordered = sorted(rows, key=lambda row: [row[key] for key in keys])
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=sums), ordered)
