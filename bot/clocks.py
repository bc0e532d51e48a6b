"""Days and hours as people read them: by the bank's own clocks, in the reader's language."""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar

from babel.dates import format_date, format_datetime, get_timezone_location

from bot.locales import spoken

_zone: ContextVar[dt.tzinfo] = ContextVar("zone", default=dt.UTC)


def live_in(zone: dt.tzinfo) -> None:
    """From here on, and in every task that is begun from here, times are told by the clocks of this zone."""
    _zone.set(zone)


def local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(_zone.get())


def long_day(moment: dt.datetime) -> str:
    """`24 December 2026`: the day that the bank has at this moment."""
    return format_date(local(moment), "long", locale=spoken().value)


def short_moment(moment: dt.datetime) -> str:
    """`24.12.2026, 09:00`."""
    return format_datetime(local(moment), "short", locale=spoken().value)


def whose_clocks() -> str:
    """The city that names the zone, for a reader who may be elsewhere: `Moscow`."""
    zone = _zone.get()
    return "UTC" if zone is dt.UTC else get_timezone_location(zone, locale=spoken().value, return_city=True)
