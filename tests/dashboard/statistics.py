"""The port Statistics over made-up numbers: of a lively bank, of a new one, of one that nobody uses."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from admin.dashboard.figures import (
    SURE,
    Added,
    AskedWords,
    Audience,
    Cohort,
    Compared,
    Digests,
    Growth,
    Hours,
    Loved,
    Overview,
    PartnerFigure,
    Period,
    PhotoCounts,
    PhotoFigure,
    Photos,
    PostedIssue,
    Quality,
    Queries,
    Retention,
    Speed,
    TagDemand,
    TagFigure,
    Tags,
)
from admin.meanings import Meaning, Sense, Wording
from engine.model import PersonId, PhotoId

WORDS = (
    ("мост ночью", 310, 120, 0),
    ("bridge at night", 140, 90, 2),
    ("собор зимой", 233, 240, 0),
    ("люди в парке", 190, 60, 1),
    ("набережная реки на закате с фонарями и прохожими у воды", 120, 118, 3),
    ("fireworks over the river", 97, 0, 12),
    ("верблюд на площади", 60, 8, 60),
    ("колесо обозрения", 55, 57, 0),
    ("giraffe", 31, 0, 31),
    ("красный трамвай", 28, 30, 0),
    ("$5 and $6 🌉", 9, 2, 9),
    ("метро", 7, 9, 0),
)
TAGS = (
    ("bridge", "мост", "bridge", 420, 37),
    ("winter", "зима", "winter", 260, 88),
    ("fireworks", "салют", "fireworks", 130, 0),
    ("park", "парк", "park", 90, 41),
)


SAME = {"bridge at night": "мост ночью"}


async def group_by_words(counts: Mapping[str, int]) -> list[Meaning]:
    """Stands for an encoder that knows of one pair of wordings that they mean the same."""
    together: dict[str, list[Wording]] = {}
    for text, count in counts.items():
        together.setdefault(SAME.get(text, text), []).append(Wording(text=text, count=count, sense=Sense()))
    return [Meaning(wordings=tuple(sorted(same, key=lambda one: -one.count))) for same in together.values()]


@dataclass
class FakeStatistics:
    """`scale` multiplies every number: 1 is lively, 0 is a bank that nobody uses."""

    scale: float = 1.0

    def _n(self, number: float) -> int:
        return math.ceil(number * self.scale) if self.scale else 0

    def _daily(self, period: Period, mean: float) -> tuple[int, ...]:
        return tuple(self._n(mean * (1 + 0.4 * math.sin(day.toordinal() * 0.9))) for day in period)

    def _both(self, period: Period, mean: float) -> Compared:
        now, before = sum(self._daily(period, mean)), sum(self._daily(period.before, mean * 0.9))
        return Compared(now=now, before=before)

    async def overview(self, period: Period) -> Overview:
        searches = self._daily(period, 240)
        return Overview(
            period=period,
            searches=Compared(now=sum(searches), before=sum(self._daily(period.before, 240))),
            people=self._both(period, 40),
            opened=self._both(period, 310),
            downloads=self._both(period, 22),
            success_rate=Compared(now=0.634, before=0.612) if self.scale else Compared(now=None, before=None),
            median_ms=Compared(now=312.4, before=340.0) if self.scale else Compared(now=None, before=None),
            p95_ms=Compared(now=1312.4, before=1240.0) if self.scale else Compared(now=None, before=None),
            searches_by_day=searches,
            people_by_day=self._daily(period, 40),
        )

    async def hours(self, period: Period) -> Hours:
        def at(weekday: int, hour: int) -> int:
            light = max(0.0, math.sin((hour - 5) / 19 * math.pi)) ** 2
            return self._n(light * (30 + 9 * (weekday > 4)) * period.days / 7)

        weekdays = {day.weekday() for day in period}
        rows = (tuple(at(weekday, hour) if weekday in weekdays else 0 for hour in range(24)) for weekday in range(7))
        return Hours(period=period, searches=tuple(rows))

    def _words(self) -> list[AskedWords]:
        if not self.scale:
            return []
        return [
            AskedWords(
                words=words,
                searches=self._n(now),
                people=self._n(now / 2),
                searches_before=self._n(before),
                nothing_found=self._n(nothing),
            )
            for words, now, before, nothing in WORDS
        ]

    async def top_queries(self, period: Period, limit: int) -> Queries:
        return Queries(period=period, rows=tuple(sorted(self._words(), key=lambda row: -row.searches)[:limit]))

    async def rising_queries(self, period: Period, limit: int) -> Queries:
        rows = [row for row in self._words() if row.surety >= SURE]
        return Queries(period=period, rows=tuple(sorted(rows, key=lambda row: -row.surety)[:limit]))

    async def falling_queries(self, period: Period, limit: int) -> Queries:
        rows = [row for row in self._words() if row.surety <= -SURE]
        return Queries(period=period, rows=tuple(sorted(rows, key=lambda row: row.surety)[:limit]))

    async def nothing_found(self, period: Period, limit: int) -> Queries:
        rows = [row for row in self._words() if row.nothing_found]
        return Queries(period=period, rows=tuple(sorted(rows, key=lambda row: -row.nothing_found)[:limit]))

    async def tags(self, period: Period, limit: int) -> Tags:
        rows = tuple(
            TagDemand(slug=slug, ru=ru, en=en, searches=self._n(searches), photos=photos)
            for slug, ru, en, searches, photos in TAGS
        )
        return Tags(period=period, rows=rows[:limit] if self.scale else ())

    async def photos(self, period: Period, limit: int) -> Photos:
        rows = tuple(
            PhotoCounts(photo_id=number, opened=self._n(200 / number), downloads=self._n(50 / (8 - number)))
            for number in range(1, 8)
        )
        if not self.scale:
            return Photos(period=period, opened=(), downloaded=())
        return Photos(period=period, opened=rows[:limit], downloaded=tuple(reversed(rows))[:limit])

    async def loved(self, period: Period, limit: int) -> Loved:
        return Loved(period=period, rows=())

    async def added(self, period: Period, limit: int) -> Added:
        return Added(period=period, count=0, newest=())

    async def growth(self, period: Period) -> Growth:
        return Growth(
            period=period,
            published=tuple(self._n(9000 + 14 * place) for place, _day in enumerate(period)),
            waiting=tuple(self._n(24 + 20 * math.sin(place * 0.5)) for place, _day in enumerate(period)),
        )

    async def quality(self, period: Period) -> Quality:
        shown = tuple(self._n(1000 - 30 * place) for place in range(9))
        return Quality(
            period=period,
            pages=self._n(1000),
            shown_at=shown,
            opened_at=tuple(int(number * 0.31 / (place + 1)) for place, number in enumerate(shown)),
            thumbs_up=self._n(88),
            thumbs_down=self._n(13),
        )

    async def audience(self, period: Period) -> Audience:
        if not self.scale:
            return Audience(period=period, by_language={}, by_chat={}, inline_chosen=0)
        chats = {"private": self._n(1500), "group": self._n(190), "inline": self._n(900)}
        languages = {"ru": self._n(1200), "en": self._n(490)}
        return Audience(period=period, by_language=languages, by_chat=chats, inline_chosen=self._n(77))

    async def retention(self, period: Period) -> Retention:
        monday = period.first.toordinal() - period.first.weekday()
        cohorts = []
        for number, start in enumerate(range(monday, period.last.toordinal() + 1, 7)):
            weeks = (period.last.toordinal() - start) // 7 + 1
            first = self._n(180 + 20 * (number % 4))
            returned = tuple(first if not week else int(first * 0.4 / (week + 0.6)) for week in range(weeks))
            cohorts.append(Cohort(monday=period.first.fromordinal(start), returned=returned))
        return Retention(period=period, cohorts=tuple(cohorts))

    async def speed(self, period: Period) -> Speed:
        if not self.scale:
            return Speed(period=period, median_ms=(None,) * period.days, p95_ms=(None,) * period.days)
        median = tuple(None if number % 11 == 5 else 300 + 60 * math.sin(number) for number in range(period.days))
        return Speed(period=period, median_ms=median, p95_ms=tuple(one and one * 3.4 for one in median))

    async def digests(self, period: Period, limit: int) -> Digests:
        links = self._daily(period, 17)
        kinds = ("weekly", "daily", "daily", "monthly", "daily")
        rows = tuple(
            PostedIssue(
                day=period.last - dt.timedelta(days=place),
                kind=kind,
                people=self._n(90 / (1 + place)),
                reactions=self._n(41 - 9 * place),
            )
            for place, kind in enumerate(kinds[: period.days])
        )
        return Digests(
            period=period,
            issues=self._n(period.days + 1),
            people=self._n(sum(links) * 0.7),
            links=sum(links),
            reactions=self._n(19 * period.days),
            links_by_day=links,
            rows=rows[:limit] if self.scale else (),
        )

    async def photo(self, photo_id: PhotoId, period: Period) -> PhotoFigure:
        return PhotoFigure(
            period=period,
            photo_id=photo_id,
            opened=self._both(period, 9),
            downloads=self._both(period, 2),
            kept=self._both(period, 1),
            shared=Compared(now=self._n(3), before=0),
            lovers=Compared(now=self._n(5), before=self._n(4)),
            thumbs_up=self._n(8),
            thumbs_down=self._n(1),
            place=2.4 if self.scale else None,
            opened_by_day=self._daily(period, 9),
            downloads_by_day=self._daily(period, 2),
        )

    async def tag(self, slug: str, period: Period) -> TagFigure | None:
        if slug not in {known for known, *_rest in TAGS}:
            return None
        return TagFigure(
            period=period,
            slug=slug,
            ru="мост",
            en="bridge",
            searches=self._both(period, 12),
            photos=self._n(37),
            opened=self._both(period, 40),
            downloads=self._both(period, 4),
            searches_by_day=self._daily(period, 12),
            top=(await self.photos(period, 3)).opened,
        )

    async def partner(self, person_id: PersonId, period: Period) -> PartnerFigure:
        return PartnerFigure(
            period=period,
            person_id=person_id,
            searches=self._both(period, 12),
            opened=self._both(period, 19),
            downloads=self._both(period, 3),
            kept=self._both(period, 2),
            shared=Compared(now=0, before=0),
            by_size={"original": self._n(60), "screen": self._n(17)} if self.scale else {},
            searches_by_day=self._daily(period, 12),
            downloads_by_day=self._daily(period, 3),
            top=(await self.photos(period, 3)).downloaded,
        )
