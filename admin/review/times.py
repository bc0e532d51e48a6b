"""When a photo is to be published: by a button, or typed. Pure; hours are those of the bank's zone, moments are UTC."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

from engine.errors import BadTime

MORNING = 9
EVENING = 18
FARTHEST = dt.timedelta(days=366)
_TIME = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<day2>\d{1,2})\.(?P<month2>\d{1,2})(?:\.(?P<year2>\d{4}))?)?"
    r"\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
)


class When(StrEnum):
    """What is offered to tap."""

    IN_AN_HOUR = "in_an_hour"
    EVENING = "evening"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


def moment_of(when: When, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Always after `now`."""
    today = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    match when:
        case When.IN_AN_HOUR:
            moment = now + dt.timedelta(hours=1)
        case When.EVENING:
            evening = today.replace(hour=EVENING)
            moment = evening if _utc(evening) > now else evening + dt.timedelta(days=1)
        case When.TOMORROW:
            moment = today.replace(hour=MORNING) + dt.timedelta(days=1)
        case When.MONDAY:
            moment = today.replace(hour=MORNING) + dt.timedelta(days=7 - today.weekday())
    return _utc(moment)


def typed_moment(text: str, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """`2026-12-24 09:00`, `24.12.2026 09:00`, `24.12 09:00`, `09:00`: what lies ahead. Raises BadTime."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise BadTime
    day, month, year = (found[name] or found[f"{name}2"] for name in ("day", "month", "year"))
    try:
        here = now.astimezone(zone)
        local = here.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0)
        if day is not None:
            local = local.replace(year=int(year or here.year), month=int(month), day=int(day))
            if year is None and _utc(local) <= now:
                local = local.replace(year=here.year + 1)
        elif _utc(local) <= now:
            local += dt.timedelta(days=1)
        moment = _utc(local)
    except (ValueError, OverflowError):
        raise BadTime from None
    if not now < moment <= now + FARTHEST:
        raise BadTime
    return moment


def _utc(moment: dt.datetime) -> dt.datetime:
    """Moments of one zone are compared and added by its clocks, which are put back and forth; UTC's are not."""
    return moment.astimezone(dt.UTC)
