"""How long every figure of the dashboard takes at millions of events: `python -m benchmarks.statistics [--events N]`.

A simulated year in an embedded bank; the figures are read through the port that the dashboard reads them through. The
year is written and counted once, under `--home`, and found there by the next run.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import func, select

from admin.dashboard.figures import Period
from admin.dashboard.ports import Statistics
from benchmarks.report import machine, table, write_section
from benchmarks.year import LAST, ZONE, open_year
from engine.model import PersonId, PhotoId
from storage import tables
from storage.database import Database
from storage.statistics.statistics import SqlStatistics

TURNS = 5
PERIODS = (1, 7, 30, 90)
"""Days, as the dashboard offers them; each is compared with as many before."""
ROWS = 20
AT_MOST_MS = 1000
PARTNER = PersonId(1_000_003)


@dataclass(frozen=True)
class Taken:
    """Milliseconds."""

    middle: float
    longest: float


def figures(read: Statistics) -> dict[str, Callable[[Period], Awaitable[object]]]:
    return {
        "overview": read.overview,
        "searches by hour and weekday": read.hours,
        "top queries": lambda period: read.top_queries(period, ROWS),
        "rising queries": lambda period: read.rising_queries(period, ROWS),
        "falling queries": lambda period: read.falling_queries(period, ROWS),
        "nothing found": lambda period: read.nothing_found(period, ROWS),
        "tags asked and in the bank": lambda period: read.tags(period, ROWS),
        "most opened and downloaded photos": lambda period: read.photos(period, ROWS),
        "most loved photos": lambda period: read.loved(period, ROWS),
        "photos added": lambda period: read.added(period, ROWS),
        "growth and review queue": read.growth,
        "quality": read.quality,
        "languages, inline and chat": read.audience,
        "retention by week": read.retention,
        "speed by day": read.speed,
        "digests": lambda period: read.digests(period, ROWS),
        "one photo": lambda period: read.photo(PhotoId(1), period),
        "one tag": lambda period: read.tag("kremlin", period),
        "one partner": lambda period: read.partner(PARTNER, period),
    }


async def measured(read: Callable[[Period], Awaitable[object]], period: Period) -> Taken:
    taken = []
    for _ in range(TURNS):
        begun = time.perf_counter()
        await read(period)
        taken.append((time.perf_counter() - begun) * 1000)
    return Taken(median(taken), max(taken))


async def events_in(database: Database) -> int:
    async with database.connections.connect() as connection:
        return int((await connection.execute(select(func.count()).select_from(tables.events))).scalar_one())


async def main() -> None:
    options = arguments()
    database = await open_year(options.home / str(options.events), options.events)
    count = await events_in(database)
    rows = []
    for name, read in figures(SqlStatistics(database, ZONE, 3)).items():
        taken = [await measured(read, Period.ending(LAST, days)) for days in PERIODS]
        worst = max(one.longest for one in taken)
        cells = [f"{one.middle:.0f}" for one in taken]
        rows.append([name, *cells, f"{worst:.0f}", "yes" if worst < AT_MOST_MS else "no"])
        print(" | ".join(rows[-1]), flush=True)
    await database.aclose()
    lines = [
        f"`python -m benchmarks.statistics --events {options.events}`: a simulated year of {count:,} events on SQLite,",
        f"{machine()}. Milliseconds until a figure is there, the median of {TURNS} turns for each period; every one is",
        "compared with the period before. The slowest turn of all should stay under 1,000 ms.",
        "",
        *table(["figure", *(f"{days} days" for days in PERIODS), "slowest", "< 1 s"], rows),
    ]
    print("\n".join(lines))
    if not options.no_report:
        write_section("Statistics", lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--home", type=Path, default=Path("var/benchmarks/year"))
    parser.add_argument("--no-report", action="store_true", help="print only, and leave docs/benchmarks.md alone")
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main())
