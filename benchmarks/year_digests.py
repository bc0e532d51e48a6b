"""The digests of the simulated year: an issue every Monday and every morning, and what readers made of them."""

from __future__ import annotations

import datetime as dt
from random import Random

from sqlalchemy import insert

from admin.digest.ports import DigestKind, IssueState, PieceKind, PieceState
from benchmarks.year import DAYS, HOLIDAYS, LAST, ZONE
from storage import tables
from storage.database import Database
from storage.tables.digest import digest_clicks, digest_issues, digest_pieces, digest_posts, digest_schedules

READERS = 900
FIRST_READER = 3_000_017
KINDS = {DigestKind.WEEKLY: (12, 46, 31), DigestKind.DAILY: (9, 9, 6)}
"""At what hour each is due, how many readers follow a link at the year's end, and how many react."""
LINKS = (1, 1, 1, 2, 2, 3)


async def write_digests(database: Database, *, seed: int = 11) -> int:
    """Writes them and says how many issues there are."""
    chance = Random(seed)
    readers = range(FIRST_READER, FIRST_READER + READERS)
    first = LAST - dt.timedelta(days=DAYS - 1)
    begins = dt.datetime.combine(first, dt.time(), ZONE)
    number = 0
    async with database.writing.begin() as connection:
        met = [{"person_id": one, "role": "visitor", "language": None, "met_at": begins} for one in readers]
        await connection.execute(insert(tables.people), met)
        for schedule_id, kind in enumerate(KINDS, start=1):
            await connection.execute(insert(digest_schedules), [_schedule(schedule_id, kind, begins)])
        for day in (first + dt.timedelta(days=place) for place in range(DAYS)):
            grown = (0.35 + 0.65 * (day - first).days / DAYS) * HOLIDAYS.get((day.month, day.day), 1.0)
            for schedule_id, (kind, (hour, follow, react)) in enumerate(KINDS.items(), start=1):
                if kind is DigestKind.WEEKLY and day.weekday():
                    continue
                number += 1
                due_at = dt.datetime.combine(day, dt.time(hour), ZONE)
                await connection.execute(insert(digest_issues), [_issue(number, schedule_id, due_at)])
                await connection.execute(insert(digest_pieces), [_piece(number)])
                reactions = max(0, round(chance.gauss(react * grown, react / 6)))
                post = {"chat_id": -100, "message_id": number, "piece_id": number, "reaction_count": reactions}
                await connection.execute(insert(digest_posts), [post])
                who = chance.sample(readers, max(1, round(chance.gauss(follow * grown, follow / 6))))
                clicks = [
                    {"issue_id": number, "target": f"w{link}", "person_id": one, "clicked_at": at}
                    for one in who
                    for at in [due_at + dt.timedelta(hours=chance.expovariate(1 / 7))]
                    for link in range(chance.choice(LINKS))
                ]
                await connection.execute(insert(digest_clicks), clicks)
    return number


def _schedule(schedule_id: int, kind: DigestKind, at: dt.datetime) -> dict[str, object]:
    return {
        "schedule_id": schedule_id,
        "kind": kind.value,
        "cron": "0 12 * * MON" if kind is DigestKind.WEEKLY else "0 9 * * *",
        "zone": ZONE.key,
        "languages": "ru",
        "is_automatic": True,
        "is_paused": False,
        "looked_until": at,
        "ended": False,
    }


def _issue(number: int, schedule_id: int, due_at: dt.datetime) -> dict[str, object]:
    return {
        "issue_id": number,
        "schedule_id": schedule_id,
        "due_at": due_at,
        "state": IssueState.POSTED.value,
        "send_at": due_at,
        "expires_at": due_at,
        "missed": 0,
        "told": True,
    }


def _piece(number: int) -> dict[str, object]:
    return {
        "piece_id": number,
        "issue_id": number,
        "position": 0,
        "kind": PieceKind.TEXT.value,
        "texts": {},
        "photo_ids": [],
        "state": PieceState.SENT.value,
    }
