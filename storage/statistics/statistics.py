"""The figures of the dashboard, each read in one transaction, so that its numbers belong together."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from admin.dashboard import figures
from admin.dashboard.figures import SURE, Period
from engine.model import PersonId, PhotoId
from storage.database import Database
from storage.statistics import bank, daily, digests, people, photos
from storage.statistics.words import Order, queries


class SqlStatistics:
    """Implements the Statistics port. `least_people` is how many must have asked words for them to be shown."""

    def __init__(self, database: Database, zone: ZoneInfo, least_people: int) -> None:
        self._connections = database.connections
        self._zone = zone
        self._least_people = least_people

    async def overview(self, period: Period) -> figures.Overview:
        async with self._connections.connect() as connection:
            return await daily.overview(connection, period)

    async def hours(self, period: Period) -> figures.Hours:
        async with self._connections.connect() as connection:
            return await daily.hours(connection, period)

    async def quality(self, period: Period) -> figures.Quality:
        async with self._connections.connect() as connection:
            return await daily.quality(connection, period)

    async def audience(self, period: Period) -> figures.Audience:
        async with self._connections.connect() as connection:
            return await daily.audience(connection, period)

    async def speed(self, period: Period) -> figures.Speed:
        async with self._connections.connect() as connection:
            return await daily.speed(connection, period)

    async def top_queries(self, period: Period, limit: int) -> figures.Queries:
        return await self._queries(period, limit, lambda one: one.searches)

    async def rising_queries(self, period: Period, limit: int) -> figures.Queries:
        return await self._queries(period, limit, lambda one: one.surety if one.surety >= SURE else 0)

    async def falling_queries(self, period: Period, limit: int) -> figures.Queries:
        return await self._queries(period, limit, lambda one: -one.surety if one.surety <= -SURE else 0, falling=True)

    async def nothing_found(self, period: Period, limit: int) -> figures.Queries:
        return await self._queries(period, limit, lambda one: one.unanswered)

    async def tags(self, period: Period, limit: int) -> figures.Tags:
        async with self._connections.connect() as connection:
            return await bank.tags(connection, period, limit)

    async def photos(self, period: Period, limit: int) -> figures.Photos:
        async with self._connections.connect() as connection:
            return await photos.photos(connection, period, limit)

    async def loved(self, period: Period, limit: int) -> figures.Loved:
        async with self._connections.connect() as connection:
            return await photos.loved(connection, period, limit)

    async def added(self, period: Period, limit: int) -> figures.Added:
        async with self._connections.connect() as connection:
            return await bank.added(connection, period, self._zone, limit)

    async def growth(self, period: Period) -> figures.Growth:
        async with self._connections.connect() as connection:
            return await bank.growth(connection, period, self._zone)

    async def retention(self, period: Period) -> figures.Retention:
        async with self._connections.connect() as connection:
            return await people.retention(connection, period)

    async def digests(self, period: Period, limit: int) -> figures.Digests:
        async with self._connections.connect() as connection:
            return await digests.digests(connection, period, self._zone, limit)

    async def photo(self, photo_id: PhotoId, period: Period) -> figures.PhotoFigure:
        async with self._connections.connect() as connection:
            return await photos.photo(connection, photo_id, period)

    async def tag(self, slug: str, period: Period) -> figures.TagFigure | None:
        async with self._connections.connect() as connection:
            return await bank.tag(connection, slug, period)

    async def partner(self, person_id: PersonId, period: Period) -> figures.PartnerFigure:
        async with self._connections.connect() as connection:
            return await people.partner(connection, person_id, period, self._zone)

    async def _queries(self, period: Period, limit: int, order: Order, *, falling: bool = False) -> figures.Queries:
        async with self._connections.connect() as connection:
            return await queries(connection, period, limit, order, self._least_people, falling=falling)
