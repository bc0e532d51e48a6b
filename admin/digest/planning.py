"""What has become due: each due time of a schedule makes one issue, or is noted as missed, whoever looks and how often.

The rows are the truth, and the clock is not trusted. If it jumps back, the issues that were made stay made; if it jumps
ahead, what lies in between was missed. Nothing is waited for in memory, so it does not matter which process looks.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from admin.digest.ports import BeginDigest, DigestWork, Schedule
from admin.digest.times import due_between
from engine.ports import Clock


@dataclass(frozen=True, kw_only=True)
class PlanIssues:
    """Makes up for the newest due time within the grace period; older ones are skipped, in one row with their count."""

    begin: BeginDigest
    clock: Clock
    grace: dt.timedelta

    async def __call__(self) -> int:
        """How many issues are due that were not before."""
        now = self.clock()
        async with self.begin() as work:
            schedules = await work.schedules.all()
        return sum(
            [await self._plan(one, now) for one in schedules if not one.is_paused and self._may_be_due(one, now)]
        )

    def _may_be_due(self, schedule: Schedule, now: dt.datetime) -> bool:
        """Looking costs nothing; only what was found, or a clock that was put back, is written."""
        since = schedule.looked_until
        return now < since or bool(due_between(schedule.recipe.cron, schedule.recipe.zone, since, now))

    async def _plan(self, seen: Schedule, now: dt.datetime) -> int:
        async with self.begin(writes=True) as work:
            schedule = await work.schedules.get(seen.schedule_id)
            if schedule is None or schedule.is_paused:
                return 0
            found = await self._add(work, schedule, now)
            await work.schedules.looked(schedule.schedule_id, now)
            await work.commit()
        return found

    async def _add(self, work: DigestWork, schedule: Schedule, now: dt.datetime) -> int:
        since = min(schedule.looked_until, now)
        due = due_between(schedule.recipe.cron, schedule.recipe.zone, since, now)
        newest = due.pop() if due and now - due[-1] <= self.grace else None
        added = False
        if newest is not None:
            added = await work.issues.add(schedule.schedule_id, newest, newest + self.grace)
        if due:
            await work.issues.add(schedule.schedule_id, due[-1], due[-1] + self.grace, missed=len(due))
        return int(added)
