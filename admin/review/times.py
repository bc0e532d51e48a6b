"""When a photo is to be published: by a button, or typed. Pure; all times are UTC."""

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


def moment_of(when: When, now: dt.datetime) -> dt.datetime:
    """Always after `now`."""
    today = now.replace(minute=0, second=0, microsecond=0)
    match when:
        case When.IN_AN_HOUR:
            return now + dt.timedelta(hours=1)
        case When.EVENING:
            evening = today.replace(hour=EVENING)
            return evening if evening > now else evening + dt.timedelta(days=1)
        case When.TOMORROW:
            return today.replace(hour=MORNING) + dt.timedelta(days=1)
        case When.MONDAY:
            return today.replace(hour=MORNING) + dt.timedelta(days=7 - now.weekday())


def typed_moment(text: str, now: dt.datetime) -> dt.datetime:
    """`2026-12-24 09:00`, `24.12.2026 09:00`, `24.12 09:00`, `09:00`: what lies ahead. Raises BadTime."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise BadTime
    day, month, year = (found[name] or found[f"{name}2"] for name in ("day", "month", "year"))
    try:
        moment = now.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0)
        if day is not None:
            moment = moment.replace(year=int(year or now.year), month=int(month), day=int(day))
            if year is None and moment <= now:
                moment = moment.replace(year=now.year + 1)
        elif moment <= now:
            moment += dt.timedelta(days=1)
    except ValueError:
        raise BadTime from None
    if not now < moment <= now + FARTHEST:
        raise BadTime
    return moment
