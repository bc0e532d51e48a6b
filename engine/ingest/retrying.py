"""When a step of indexing that failed is tried again."""

from __future__ import annotations

import datetime as dt

DELAYS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""After the first failure, the second, …; after one more the step is given up, and a moderator is told."""


def next_attempt(attempts: int, failed_at: dt.datetime) -> dt.datetime | None:
    """`attempts` counts the failures so far, from 1. None means never."""
    return failed_at + DELAYS[attempts - 1] if attempts <= len(DELAYS) else None
