"""What was asked, by meaning: counted with all its words, shown under those of enough people only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.dashboard.figures import AskedWords, Period, Queries, surety
from storage.sql import among, ids_named
from storage.tables.rollups import asked_days, asked_people, asked_words

AT_ONCE = 100
"""Meanings whose people are counted together, until there are enough rows."""


@dataclass(slots=True, kw_only=True)
class Meaning:
    """Counts of all words of one meaning."""

    words_ids: list[int] = field(default_factory=list)
    searches: int = 0
    before: int = 0
    unanswered: int = 0

    @property
    def surety(self) -> float:
        return surety(self.searches, self.before)


Order = Callable[[Meaning], float]
"""The meanings with the greatest value come first, those without a positive one not at all."""


async def queries(
    connection: AsyncConnection, period: Period, limit: int, order: Order, least_people: int, *, falling: bool = False
) -> Queries:
    """Those that fall are asked by few, or nobody, now: their people are counted in the period before as well."""
    asked_in = Period(first=period.before.first, last=period.last) if falling else period
    candidates = [
        (order(one), meaning_id, one)
        for meaning_id, one in (await _meanings(connection, period)).items()
        # So many people have asked at least so often.
        if one.searches + (one.before if falling else 0) >= least_people and order(one) > 0
    ]
    candidates.sort(key=lambda found: (-found[0], -found[2].searches, found[1]))
    rows: list[AskedWords] = []
    for first in range(0, len(candidates), AT_ONCE):
        some = [one for _value, _meaning_id, one in candidates[first : first + AT_ONCE]]
        rows += await _rows(connection, some, asked_in, least_people)
        if len(rows) >= limit:
            break
    return Queries(period=period, rows=tuple(rows[:limit]))


async def _meanings(connection: AsyncConnection, period: Period) -> dict[int, Meaning]:
    """Everything asked in the period or the one before, by meaning_id."""
    c = asked_days.c
    is_now = c.day >= period.first
    sums = (
        select(
            c.words_id,
            func.sum(case((is_now, c.searches), else_=0)).label("now"),
            func.sum(case((is_now, 0), else_=c.searches)).label("before"),
            func.sum(case((is_now, c.nothing_found), else_=0)).label("unanswered"),
        )
        .where(c.day.between(period.before.first, period.last))
        .group_by(c.words_id)
        .subquery()
    )
    meaning = func.coalesce(asked_words.c.meaning_id, asked_words.c.words_id)
    query = select(sums, meaning).join(asked_words, asked_words.c.words_id == sums.c.words_id)
    meanings: dict[int, Meaning] = {}
    for words_id, now, before, unanswered, meaning_id in await connection.execute(query):
        one = meanings.setdefault(meaning_id, Meaning())
        one.words_ids.append(words_id)
        one.searches += int(now)
        one.before += int(before)
        one.unanswered += int(unanswered)
    return meanings


async def _rows(
    connection: AsyncConnection, meanings: Sequence[Meaning], asked_in: Period, least_people: int
) -> list[AskedWords]:
    """In the same order, without those that have no words of enough people."""
    ids = [words_id for one in meanings for words_id in one.words_ids]
    words = {row.words_id: row for row in await connection.execute(_words_and_people(asked_in), {"ids": ids})}
    rows = []
    for one in meanings:
        shown = [words[each] for each in one.words_ids if each in words and words[each].people >= least_people]
        shown.sort(key=lambda row: (-row.people, row.words))
        if not shown:
            continue
        if len(one.words_ids) == 1:
            people = shown[0].people
        else:
            counting = _distinct_people(asked_in)
            people = (await connection.execute(counting, {"ids": one.words_ids})).scalar_one()
        rows.append(
            AskedWords(
                words=shown[0].words,
                searches=one.searches,
                people=people,
                searches_before=one.before,
                nothing_found=one.unanswered,
                others=tuple(row.words for row in shown[1:]),
            )
        )
    return rows


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


def _distinct_people(asked_in: Period) -> Select[int]:
    c = asked_people.c
    return select(func.count(c.person_id.distinct())).where(
        among(c.words_id, ids_named()), c.day.between(asked_in.first, asked_in.last)
    )
