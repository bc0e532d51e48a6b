"""Where the bank's days begin and end."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from admin.dashboard.figures import Period


def bounds(period: Period, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """The moments when its first day begins and the day after its last one does."""
    first = dt.datetime.combine(period.first, dt.time(), zone)
    return first, dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), zone)
