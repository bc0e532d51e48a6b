"""Schedules of the digest in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from admin.digest.ports import DigestKind, Recipe, Schedule, ScheduleId
from engine.model import Language
from storage.sql import inserting
from storage.tables.digest import digest_schedules

_schedules = digest_schedules.c


class SqlSchedules:
    """Implements the Schedules port."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[Schedule]:
        query = select(digest_schedules).where(~_schedules.ended).order_by(_schedules.schedule_id)
        return [schedule_of(row) for row in await self._connection.execute(query)]

    async def get(self, schedule_id: ScheduleId) -> Schedule | None:
        query = select(digest_schedules).where(_schedules.schedule_id == schedule_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else schedule_of(row)

    async def add(self, recipe: Recipe, now: dt.datetime) -> ScheduleId:
        result = await self._connection.execute(insert(digest_schedules).values(_values(recipe, now)))
        assert result.inserted_primary_key is not None
        return ScheduleId(result.inserted_primary_key[0])

    async def keep_to(self, recipes: Sequence[Recipe], now: dt.datetime) -> None:
        named = {f"{recipe.kind.value} {recipe.cron}": recipe for recipe in recipes}
        gone = update(digest_schedules).where(_schedules.named.is_not(None), _schedules.named.not_in(list(named)))
        await self._connection.execute(gone.values(ended=True))
        for name, recipe in named.items():
            statement = inserting(self._connection, digest_schedules).values(_values(recipe, now) | {"named": name})
            await self._connection.execute(statement.on_conflict_do_nothing(index_elements=["named"]))
            known = update(digest_schedules).where(_schedules.named == name)
            # One that comes back begins anew: while it was not in the settings nothing was missed.
            await self._connection.execute(known.where(_schedules.ended).values(looked_until=now))
            await self._connection.execute(known.values(ended=False, zone=recipe.zone.key))

    async def change(self, schedule: Schedule) -> None:
        values = {
            "languages": _joined(schedule.recipe.languages),
            "is_automatic": schedule.recipe.is_automatic,
            "is_paused": schedule.is_paused,
        }
        changed = update(digest_schedules).where(_schedules.schedule_id == schedule.schedule_id)
        await self._connection.execute(changed.values(values))

    async def looked(self, schedule_id: ScheduleId, until: dt.datetime) -> None:
        seen = update(digest_schedules).where(_schedules.schedule_id == schedule_id)
        await self._connection.execute(seen.values(looked_until=until))

    async def end(self, schedule_id: ScheduleId) -> None:
        ended = update(digest_schedules).where(_schedules.schedule_id == schedule_id)
        await self._connection.execute(ended.values(ended=True))


def schedule_of(row: Row[Any]) -> Schedule:
    return Schedule(
        schedule_id=ScheduleId(row.schedule_id),
        recipe=recipe_of(row),
        is_paused=row.is_paused,
        by_settings=row.named is not None,
        looked_until=row.looked_until,
    )


def recipe_of(row: Row[Any]) -> Recipe:
    return Recipe(
        kind=DigestKind(row.kind),
        cron=row.cron,
        zone=ZoneInfo(row.zone),
        languages=tuple(map(Language, row.languages.split(","))),
        is_automatic=row.is_automatic,
    )


def _values(recipe: Recipe, now: dt.datetime) -> dict[str, Any]:
    return {
        "kind": recipe.kind.value,
        "cron": recipe.cron,
        "zone": recipe.zone.key,
        "languages": _joined(recipe.languages),
        "is_automatic": recipe.is_automatic,
        "is_paused": False,
        "looked_until": now,
        "ended": False,
    }


def _joined(languages: Sequence[Language]) -> str:
    return ",".join(language.value for language in languages)
