"""The owner's schedules: listed, added, paused, changed, ended; and an issue made now."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import islice
from zoneinfo import ZoneInfo

from admin.digest.ports import BeginDigest, DigestKind, DigestWork, Issue, IssueId, Recipe, Schedule, ScheduleId
from admin.digest.times import checked, due_times
from engine.errors import BadSchedule, NoChannel, ScheduleGone
from engine.model import Actor, Event, Language
from engine.people.permissions import Act, require
from engine.ports import Clock, Events

MOST = 20
NEXT = 3
RECENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """A schedule with its next times, in its zone."""

    schedule: Schedule
    next_times: tuple[dt.datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All schedules and the last issues, with how many people followed a link of each and how many reactions it has."""

    timetables: tuple[Timetable, ...]
    issues: tuple[Issue, ...]
    numbers: Mapping[IssueId, tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class EditSchedules:
    """Each act is one method, and each raises NotAllowed for whoever is not the owner."""

    begin: BeginDigest
    events: Events
    clock: Clock
    zone: ZoneInfo
    languages: tuple[Language, ...]
    has_channel: bool
    grace: dt.timedelta

    async def all(self, actor: Actor) -> Overview:
        require(actor, Act.EDIT_DIGESTS)
        async with self.begin() as work:
            return await self._overview(work)

    async def open(self, actor: Actor, schedule_id: ScheduleId) -> Timetable:
        """Raises ScheduleGone."""
        require(actor, Act.EDIT_DIGESTS)
        async with self.begin() as work:
            return self._timetable(await _known(work, schedule_id))

    async def add(self, actor: Actor, words: str) -> Timetable:
        """`words` are a kind and a cron expression. Raises BadSchedule, NoChannel."""
        require(actor, Act.EDIT_DIGESTS)
        self._require_channel()
        kind, cron = read_recipe(words, self.zone, self.clock())
        recipe = Recipe(kind=kind, cron=cron, zone=self.zone, languages=self.languages, is_automatic=False)
        async with self.begin(writes=True) as work:
            if len(await work.schedules.all()) >= MOST:
                raise BadSchedule
            schedule_id = await work.schedules.add(recipe, self.clock())
            return await self._done(work, actor, schedule_id, "added")

    async def pause(self, actor: Actor, schedule_id: ScheduleId, *, paused: bool) -> Timetable:
        """What was due in between was not missed."""
        async with self._changing(actor, schedule_id) as (work, schedule):
            await work.schedules.change(replace(schedule, is_paused=paused))
            await work.schedules.looked(schedule_id, self.clock())
            return await self._done(work, actor, schedule_id, "paused" if paused else "resumed")

    async def make_automatic(self, actor: Actor, schedule_id: ScheduleId, *, automatic: bool) -> Timetable:
        async with self._changing(actor, schedule_id) as (work, schedule):
            recipe = replace(schedule.recipe, is_automatic=automatic)
            await work.schedules.change(replace(schedule, recipe=recipe))
            return await self._done(work, actor, schedule_id, "automatic" if automatic else "looked at")

    async def speak(self, actor: Actor, schedule_id: ScheduleId, languages: tuple[Language, ...]) -> Timetable:
        async with self._changing(actor, schedule_id) as (work, schedule):
            recipe = replace(schedule.recipe, languages=languages)
            await work.schedules.change(replace(schedule, recipe=recipe))
            return await self._done(work, actor, schedule_id, "languages")

    async def make_now(self, actor: Actor, schedule_id: ScheduleId) -> Timetable:
        """An issue beside those of the schedule, looked at before it is posted unless the schedule is automatic."""
        self._require_channel()
        async with self._changing(actor, schedule_id) as (work, _schedule):
            now = self.clock()
            await work.issues.add(schedule_id, now, now + self.grace)
            return await self._done(work, actor, schedule_id, "made now")

    async def end(self, actor: Actor, schedule_id: ScheduleId) -> Overview:
        """One that the settings name comes back with the next start."""
        async with self._changing(actor, schedule_id) as (work, _schedule):
            await work.schedules.end(schedule_id)
            await self._done(work, actor, schedule_id, "ended")
        return await self.all(actor)

    @asynccontextmanager
    async def _changing(self, actor: Actor, schedule_id: ScheduleId) -> AsyncIterator[tuple[DigestWork, Schedule]]:
        require(actor, Act.EDIT_DIGESTS)
        async with self.begin(writes=True) as work:
            yield work, await _known(work, schedule_id)

    async def _done(self, work: DigestWork, actor: Actor, schedule_id: ScheduleId, what: str) -> Timetable:
        schedule = await work.schedules.get(schedule_id)
        await work.commit()
        facts = {"schedule_id": schedule_id, "changed": what}
        self.events.tell(Event(kind="edited_digest", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
        assert schedule is not None, "schedules stay"
        return self._timetable(schedule)

    async def _overview(self, work: DigestWork) -> Overview:
        issues = await work.issues.latest(RECENT)
        return Overview(
            timetables=tuple(map(self._timetable, await work.schedules.all())),
            issues=tuple(issues),
            numbers=await work.issues.numbers([one.issue_id for one in issues]),
        )

    def _timetable(self, schedule: Schedule) -> Timetable:
        recipe = schedule.recipe
        times = islice(due_times(recipe.cron, recipe.zone, self.clock()), NEXT)
        return Timetable(schedule=schedule, next_times=tuple(time.astimezone(recipe.zone) for time in times))

    def _require_channel(self) -> None:
        if not self.has_channel:
            raise NoChannel


def read_recipe(words: str, zone: ZoneInfo, now: dt.datetime) -> tuple[DigestKind, str]:
    """`weekly 0 12 * * MON` as a kind and a checked expression. Raises BadSchedule."""
    kind, _, cron = words.strip().partition(" ")
    if kind.lower() not in set(DigestKind):
        raise BadSchedule
    return DigestKind(kind.lower()), checked(cron, zone, now)


async def _known(work: DigestWork, schedule_id: ScheduleId) -> Schedule:
    schedule = await work.schedules.get(schedule_id)
    if schedule is None or schedule not in await work.schedules.all():
        raise ScheduleGone
    return schedule
