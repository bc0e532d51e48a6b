"""When a schedule is due: a cron expression and a time zone into moments of UTC, without any clock of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from engine.errors import BadSchedule

FURTHEST = dt.timedelta(days=400)
"""How far back missed times are counted; whoever was away for longer has missed enough."""
OFTENEST = dt.timedelta(hours=1)
TRIED = 60
"""Times of an expression that are looked at to tell how often it is due."""
FIELDS = 5


def due_times(cron: str, zone: ZoneInfo, after: dt.datetime) -> Iterator[dt.datetime]:
    """The moments after this one, in order.

    As Debian's cron: an hour that the clocks skip makes what was due in it due when they have skipped it, and one that
    they repeat makes nothing due twice. Raises BadSchedule.
    """
    # Within a fold two moments have one wall time, and the iteration goes by that: begin where it is surely earlier.
    begin = (after.astimezone(dt.UTC) - dt.timedelta(hours=4)).astimezone(zone).replace(fold=0)
    try:
        times = CronSim(cron, begin)
    except CronSimError:
        raise BadSchedule from None
    last = after
    for time in times:
        moment = time.astimezone(dt.UTC)
        if moment > last:
            yield moment
            last = moment


def due_between(cron: str, zone: ZoneInfo, after: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """Those after the first moment, up to and including the second; at most those of the FURTHEST time before it."""
    found = []
    for moment in due_times(cron, zone, max(after, until - FURTHEST)):
        if moment > until:
            break
        found.append(moment)
    return found


def is_due(cron: str, zone: ZoneInfo, moment: dt.datetime) -> bool:
    """Whether it is one of the times of the expression."""
    try:
        return next(due_times(cron, zone, moment - dt.timedelta(seconds=1)), None) == moment
    except BadSchedule:
        return False


def checked(cron: str, zone: ZoneInfo, now: dt.datetime) -> str:
    """The expression with single spaces. Raises BadSchedule where it is none, never due, or due too often."""
    fields = cron.split()
    if len(fields) != FIELDS:
        raise BadSchedule
    neat = " ".join(fields)
    times = due_times(neat, zone, now)
    first = before = next(times, None)
    if first is None:
        raise BadSchedule
    for _, moment in zip(range(TRIED), times, strict=False):
        assert before is not None
        if moment - before < OFTENEST:
            raise BadSchedule
        before = moment
    return neat
