"""What was asked, word for word, and shown only where enough people asked it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.dashboard.figures import AskedWords, Period, Queries, surety
from storage.sql import among, ids_named
from storage.tables.rollups import asked_days, asked_people, asked_words


class Counted(NamedTuple):
    """How often words were asked in the period and in the one before, and how often in vain in the period."""

    words_id: int
    searches: int
    before: int
    unanswered: int

    @property
    def surety(self) -> float:
        return surety(self.searches, self.before)


Order = Callable[[Counted], float]
"""What has the greatest value comes first, and what has no positive one not at all."""


async def queries(
    connection: AsyncConnection, period: Period, limit: int, order: Order, least_people: int, *, falling: bool = False
) -> Queries:
    """Those that fall are asked by few, or nobody, now: their people are counted in the period before as well."""
    asked_in = Period(first=period.before.first, last=period.last) if falling else period
    candidates = [
        (order(one), one) for one in await _counted(connection, period, least_people, falling) if order(one) > 0
    ]
    candidates.sort(key=lambda found: (-found[0], -found[1].searches, found[1].words_id))
    rows: list[AskedWords] = []
    for first in range(0, len(candidates), limit):
        # People are counted of no more words than are wanted, for what many ask takes longest.
        some = [one for _value, one in candidates[first : first + limit]]
        rows += await _rows(connection, some, asked_in, least_people)
        if len(rows) >= limit:
            break
    return Queries(period=period, rows=tuple(rows[:limit]))


async def _counted(connection: AsyncConnection, period: Period, least: int, falling: bool) -> list[Counted]:
    """Everything asked so often that so many people can have asked it."""
    c = asked_days.c
    is_now = c.day >= period.first
    searches = func.sum(case((is_now, c.searches), else_=0))
    query = (
        select(
            c.words_id,
            searches,
            func.sum(case((is_now, 0), else_=c.searches)),
            func.sum(case((is_now, c.nothing_found), else_=0)),
        )
        .where(c.day.between(period.before.first, period.last))
        .group_by(c.words_id)
        .having((func.sum(c.searches) if falling else searches) >= least)
    )
    return [
        Counted(words_id, int(now), int(before), int(unanswered))
        for words_id, now, before, unanswered in await connection.execute(query)
    ]


async def _rows(
    connection: AsyncConnection, counted: Sequence[Counted], asked_in: Period, least_people: int
) -> list[AskedWords]:
    """In the same order, without words of too few people."""
    ids = {"ids": [one.words_id for one in counted]}
    asked = {row.words_id: row for row in await connection.execute(_words_and_people(asked_in), ids)}
    return [
        AskedWords(
            words=asked[one.words_id].words,
            searches=one.searches,
            people=asked[one.words_id].people,
            searches_before=one.before,
            nothing_found=one.unanswered,
        )
        for one in counted
        if one.words_id in asked and asked[one.words_id].people >= least_people
    ]


def _words_and_people(asked_in: Period) -> Select[int, str, int]:
    c = asked_people.c
    counted = (
        select(c.words_id, func.count(c.person_id.distinct()).label("people"))
        .where(among(c.words_id, ids_named()), c.day.between(asked_in.first, asked_in.last))
        .group_by(c.words_id)
        .subquery()
    )
    texts = asked_words.c
    return select(texts.words_id, texts.words, counted.c.people).join(counted, counted.c.words_id == texts.words_id)
