"""One section of the dashboard with all that is shown of it, or all sections at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from admin.dashboard.figures import SURE, AskedWords, Figure, Hours, Period, Photos, Queries
from admin.dashboard.joining import joined
from admin.dashboard.ports import Statistics
from admin.dashboard.sections import UNCOMPARED, Asked, Section
from admin.meanings import Meaning
from engine.model import Actor, Photo, PhotoId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Work

ROWS = 8
"""What a phone shows of a list in letters that can be read."""
PICTURED = 4
ISSUES = 3
EVERY = 100_000
WORDS = 150
"""So many wordings are grouped by meaning: far fewer are shown."""


class GroupByMeaning(Protocol):
    """Groups wordings, counted, by what they mean; the most frequent meaning first. Raises ModelUnavailable."""

    async def __call__(self, counts: Mapping[str, int]) -> Sequence[Meaning]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`before` is the figure of the same number of days before, where comparing was asked for and means something;
    words know themselves how often they were asked before.

    `hours` are those of an overview of one day. `photos` are the published ones among the figure's. Words that fewer
    than `least_people` asked are in none of it. The period ends `today`, which is not over.
    """

    asked: Asked
    period: Period
    figure: Figure
    before: Figure | None = None
    hours: Hours | None = None
    hours_before: Hours | None = None
    photos: Mapping[PhotoId, Photo] = field(default_factory=dict)
    least_people: int = 1


@dataclass(frozen=True, kw_only=True)
class ReadDashboard:
    """Raises NotAllowed below a moderator."""

    statistics: Statistics
    group: GroupByMeaning
    begin: Begin
    clock: Clock
    zone: dt.tzinfo
    least_people: int

    async def __call__(self, actor: Actor, asked: Asked) -> Page:
        require(actor, Act.READ_STATISTICS)
        return await self._read(asked)

    async def all(self, actor: Actor, asked: Asked) -> tuple[Page, ...]:
        """Every section, of the days that were asked for."""
        require(actor, Act.READ_STATISTICS)
        return tuple(
            [await self._read(Asked(section=section, days=asked.days, compares=asked.compares)) for section in Section]
        )

    async def _read(self, asked: Asked) -> Page:
        period = Period.ending(self.clock().astimezone(self.zone).date(), asked.days)
        figure = await self._figure(asked.section, period)
        compares = asked.compares and asked.section not in UNCOMPARED
        is_words = isinstance(figure, Queries)
        of_one_day = asked.section is Section.OVERVIEW and asked.days == 1
        return Page(
            asked=asked,
            period=period,
            figure=figure,
            before=await self._before(asked.section, period.before) if compares and not is_words else None,
            hours=await self.statistics.hours(period) if of_one_day else None,
            hours_before=await self.statistics.hours(period.before) if of_one_day and compares else None,
            photos=await self._photos(figure) if isinstance(figure, Photos) else {},
            least_people=self.least_people,
        )

    async def _before(self, section: Section, period: Period) -> Figure:
        """With every tag: one that is asked for now need not have been among the first before."""
        if section is Section.TAGS:
            return await self.statistics.tags(period, EVERY)
        return await self._figure(section, period)

    async def _figure(self, section: Section, period: Period) -> Figure:
        ask = self.statistics
        simple: dict[Section, Callable[[Period], Awaitable[Figure]]] = {
            Section.OVERVIEW: ask.overview,
            Section.HOURS: ask.hours,
            Section.GROWTH: ask.growth,
            Section.QUALITY: ask.quality,
            Section.AUDIENCE: ask.audience,
            Section.RETENTION: ask.retention,
            Section.SPEED: ask.speed,
            Section.TOP: self._top,
            Section.RISING: self._rising,
            Section.NOTHING: self._nothing,
            Section.TAGS: lambda of: ask.tags(of, ROWS),
            Section.PHOTOS: lambda of: ask.photos(of, PICTURED),
            Section.DIGESTS: lambda of: ask.digests(of, ISSUES),
        }
        return await simple[section](period)

    async def _top(self, period: Period) -> Queries:
        rows = await self._meanings((await self.statistics.top_queries(period, WORDS)).rows)
        rows.sort(key=lambda row: (-row.searches, row.words))
        return Queries(period=period, rows=tuple(rows[:ROWS]))

    async def _rising(self, period: Period) -> Queries:
        """Of a meaning as a whole: its words may each rise too little to be sure."""
        often = (await self.statistics.top_queries(period, WORDS)).rows
        rising = (await self.statistics.rising_queries(period, WORDS)).rows
        together = {row.words: row for row in (*often, *rising)}
        rows = [row for row in await self._meanings(list(together.values())) if row.surety >= SURE]
        rows.sort(key=lambda row: (-row.surety, row.words))
        return Queries(period=period, rows=tuple(rows[:ROWS]))

    async def _nothing(self, period: Period) -> Queries:
        rows = await self._meanings((await self.statistics.nothing_found(period, WORDS)).rows)
        rows.sort(key=lambda row: (-row.nothing_found, row.words))
        return Queries(period=period, rows=tuple(rows[:ROWS]))

    async def _meanings(self, rows: Sequence[AskedWords]) -> list[AskedWords]:
        return joined(rows, await self.group({row.words: row.searches for row in rows})) if rows else []

    async def _photos(self, figure: Photos) -> Mapping[PhotoId, Photo]:
        ids = [PhotoId(row.photo_id) for row in (*figure.opened, *figure.downloaded)]
        async with self.begin() as work:
            return await published(work, ids)


async def published(work: Work, photo_ids: Sequence[PhotoId]) -> Mapping[PhotoId, Photo]:
    """Those of the photos that may be seen now; the roll-ups may be a moment behind."""
    shown = await work.photos.published_among(photo_ids)
    return await work.photos.get([photo_id for photo_id in photo_ids if photo_id in shown])
