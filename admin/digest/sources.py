"""What an issue is made of, asked of the bank's statistics and of its wishes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from admin.dashboard.figures import AskedWords, Period, Queries
from admin.dashboard.ports import Statistics
from admin.digest.ports import Asked, Trend, WishWords
from engine.model import PhotoId

WORDS = 300
"""How many of the most asked words of either span are looked at."""


class Wishes(Protocol):
    """What people look for and the bank lacks."""

    async def __call__(self) -> WishWords | None:
        """The greatest open one, if enough people wish it."""


@dataclass(frozen=True, kw_only=True)
class BankSources:
    """Implements the Sources port.

    The statistics hide words that fewer than `least_people` asked in a span, so of words that are in one span's list
    alone so many asked in the other one as can be hidden: a change is then told less surely, never more.
    """

    statistics: Statistics
    least_people: int
    wishes: Wishes | None = None

    async def asked(self, first: dt.date, last: dt.date) -> Asked:
        period = Period(first=first, last=last)
        now = await self.statistics.top_queries(period, WORDS)
        before = await self.statistics.top_queries(period.before, WORDS)
        everybody = (await self.statistics.overview(period)).people
        return Asked(
            words=self._compared(now, before),
            people=int(everybody.now or 0),
            people_before=int(everybody.before or 0),
        )

    async def loved(self, first: dt.date, last: dt.date, limit: int) -> list[PhotoId]:
        found = await self.statistics.loved(Period(first=first, last=last), limit)
        return [PhotoId(row.photo_id) for row in found.rows if row.lovers]

    async def added(self, first: dt.date, last: dt.date, limit: int) -> tuple[int, list[PhotoId]]:
        found = await self.statistics.added(Period(first=first, last=last), limit)
        return found.count, [PhotoId(photo_id) for photo_id in found.newest]

    async def wish(self, least_people: int) -> WishWords | None:
        found = await self.wishes() if self.wishes is not None else None
        return found if found is not None and found.people >= least_people else None

    def _compared(self, now: Queries, before: Queries) -> list[Trend]:
        """Each meaning once, under the words of the later span."""
        earlier = {words: row for row in before.rows for words in _all_words(row)}
        hidden = self.least_people - 1
        trends, seen = [], set[str]()
        for row in now.rows:
            match = next((earlier[words] for words in _all_words(row) if words in earlier), None)
            was = match.people if match is not None else min(row.searches_before, hidden)
            trends.append(Trend(words=row.words, people=row.people, people_before=was))
            seen |= {*_all_words(row), *(_all_words(match) if match is not None else ())}
        for row in before.rows:
            if seen.isdisjoint(_all_words(row)):
                trends.append(Trend(words=row.words, people=hidden, people_before=row.people))
        return trends


def _all_words(row: AskedWords) -> tuple[str, ...]:
    return (row.words, *row.others)
