"""A year of a city photobank, made of chance with a seed and written through the project's own tables.

Seasons, weekends and hours, holidays and a city day, two languages, people who come back and people who do not, inline
mode that asks at every keystroke, questions without an answer, a bank that grows: all that the dashboard is for. The
same arguments make the same year. `python -m benchmarks.year FOLDER EVENTS` writes one into a bank of its own.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import math
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, update

from benchmarks.year_queries import SIGHTS, Asked, ask
from engine.model import Event, PersonId, PhotoState
from engine.tagging.first_vocabulary import first_vocabulary
from storage import tables
from storage.database import Database, migrate, open_database
from storage.event_rows import insert_events
from storage.rollups.rolling import RollUp
from storage.sql import upsert
from storage.tables.rollups import bank_days

LAST = dt.date(2026, 11, 27)
DAYS = 365
ZONE = ZoneInfo("Europe/Moscow")
AT_ONCE = 20_000
A_VISIT = 5.4
"""Events of one visit, on the average: how many visits make so many events."""
PARTNERS = 3
LEAST_SUPPLY = 2_000
HOURS = (3, 2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 11, 13, 12, 10, 9, 9, 11, 14, 16, 17, 15, 11, 6)
"""How much of a day's work is done in each hour; at the weekend people get up later."""
HOLIDAYS = {(1, 1): 1.7, (1, 2): 1.5, (3, 8): 1.5, (5, 9): 2.2, (6, 12): 1.4, (9, 5): 2.8, (9, 6): 2.2, (12, 31): 1.8}
"""How many times more is asked on these days; on the fifth of September the city celebrates itself."""
SLOW_DAYS = range(200, 204)
"""Days of this year on which the machine was ill."""


@dataclass
class Person:
    person_id: PersonId
    language: str
    inline: float
    """How much of what they ask is asked from other chats."""
    keeps: float


@dataclass
class Year:
    """People and photos as they are on the day that is being told."""

    chance: Random
    photo_ids: Sequence[int]
    new_people: float
    people: list[Person] = field(default_factory=list)
    search_id: int = 0
    published: int = 0
    """So many of `photo_ids` can be found today."""

    def visitor(self, day: int) -> Person:
        """Somebody new, or somebody of late: most come back within days, a few after months."""
        if len(self.people) < 50 or self.chance.random() < self.new_people * (1.25 - 0.5 * day / DAYS):
            number = len(self.people)
            person = Person(
                person_id=PersonId(1_000_003 + number * 7919),
                language="ru" if self.chance.random() < (0.74 if 120 < day < 280 else 0.8) else "en",
                inline=0.6 if self.chance.random() < 0.2 else 0.08,
                keeps=1.0 if number < PARTNERS else self.chance.random() ** 2,
            )
            self.people.append(person)
            return person
        if self.chance.random() < 0.02:
            return self.people[self.chance.randrange(min(PARTNERS, len(self.people)))]
        back = int(self.chance.expovariate(1 / (0.05 * len(self.people) + 30)))
        return self.people[max(0, len(self.people) - 1 - back)]

    def photo(self, asked: Asked, place: int) -> int:
        """What stands at this place of the answer: the same photos for the same question, but for what is new."""
        if self.chance.random() < 0.2:
            return self.photo_ids[max(0, self.published - 1 - int(self.chance.expovariate(0.02)))]
        known = max(1, min(self.published, len(self.photo_ids) // 3))
        return self.photo_ids[(hash_of(asked.topic) + place * place * 7) % known]


def hash_of(text: str) -> int:
    """The same in every process, unlike Python's own."""
    value = 5381
    for letter in text:
        value = (value * 33 + ord(letter)) % 1_000_003
    return value


def events(size: int, photo_ids: Sequence[int], seed: int = 7) -> Iterator[list[Event]]:
    """About so many, a list for each day, each in the order of the day."""
    year = Year(chance=Random(seed), photo_ids=photo_ids, new_people=0.32)
    weights = [weight_of(day) for day in range(DAYS)]
    visits = size / A_VISIT / sum(weights)
    for day, weight in enumerate(weights):
        year.published = published_on(day, len(photo_ids))
        told: list[Event] = []
        for _ in range(poisson(year.chance, visits * weight)):
            told += _visit(year, day)
        told += _office(year, day)
        told.sort(key=lambda event: event.happened_at)
        yield told


def date_of(day: int) -> dt.date:
    return LAST - dt.timedelta(days=DAYS - 1 - day)


def weight_of(day: int) -> float:
    date = date_of(day)
    growth = 1 + 1.1 * day / DAYS
    season = 1 + 0.28 * math.cos(2 * math.pi * (date.timetuple().tm_yday - 200) / 365)
    weekend = 1.3 if date.weekday() >= 5 else 1.0
    return growth * season * weekend * HOLIDAYS.get((date.month, date.day), 1.0)


def published_on(day: int, photos: int) -> int:
    """The bank begins with a third of its photos; a big gift comes in spring."""
    share = 0.34 + 0.5 * day / (DAYS - 1) + (0.16 if day > 150 else 0.16 * max(0, day - 140) / 10)
    return max(1, round(min(1.0, share) * photos))


def waiting_on(day: int, photos: int) -> int:
    """The queue of reviews: it swings by the week, and the gift fills it."""
    heap = 0.05 * max(0.0, 1 - abs(day - 146) / 18)
    return round(photos * (0.006 + 0.004 * math.sin(day / 7) + heap)) + (date_of(day).weekday() in (5, 6)) * 3


def poisson(chance: Random, mean: float) -> int:
    """How often something happens; Knuth's way where it is seldom, and a bell where it is not."""
    if mean > 50:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    left, count = math.exp(-mean), 0
    product = chance.random()
    while product > left:
        product *= chance.random()
        count += 1
    return count


def _moment(year: Year, day: int) -> dt.datetime:
    date = date_of(day)
    hour = year.chance.choices(range(24), HOURS)[0]
    if date.weekday() >= 5 and 6 <= hour <= 20 and year.chance.random() < 0.5:
        hour += 2
    second = year.chance.randrange(3600)
    local = dt.datetime.combine(date, dt.time(min(hour, 23), second // 60, second % 60), ZONE)
    return local.astimezone(dt.UTC)


def _visit(year: Year, day: int) -> Iterator[Event]:
    person, at = year.visitor(day), _moment(year, day)
    place = "group" if year.chance.random() < 0.1 else "private"
    if year.chance.random() < 0.18:
        yield _event("browsed", person, at, search_id=None, shelf=year.chance.choice(["fresh", "random", "favourites"]))
    previous = None
    for _ in range(1 + min(5, int(year.chance.expovariate(1.1)))):
        asked = ask(year.chance, date_of(day), person.language)
        if year.chance.random() < person.inline:
            yield from _inline(year, person, asked, at)
        else:
            search_id = year.search_id + 1
            yield from _search(year, day, person, asked, at, place, previous)
            previous = search_id
        at += dt.timedelta(seconds=year.chance.uniform(20, 200))


def _search(
    year: Year, day: int, person: Person, asked: Asked, at: dt.datetime, place: str, previous: int | None
) -> Iterator[Event]:
    chance = year.chance
    found = _found(year, asked)
    search = _searched(year, person, asked, at, place, found, _took(chance, day), previous)
    yield search
    search_id, shown = search.facts["search_id"], search.facts["shown"]
    for page in range(1, 4):
        if not shown:
            return
        likely = 0.36 if found else 0.07
        for number in range(1, shown + 1):
            if chance.random() < likely / (1 + 0.45 * (number - 1)) / (1 + 0.5 * (page - 1)):
                at += dt.timedelta(seconds=chance.uniform(2, 25))
                yield from _open(year, person, asked, at, search_id, page, number)
        if found <= 9 * page or chance.random() > 0.33:
            return
        at, shown = at + dt.timedelta(seconds=chance.uniform(3, 15)), min(9, found - 9 * page)
        yield _event("paged", person, at, search_id=search_id, shelf=None, page=page + 1, shown=shown)


def _open(
    year: Year, person: Person, asked: Asked, at: dt.datetime, search_id: int, page: int, number: int
) -> Iterator[Event]:
    chance, photo_id = year.chance, year.photo(asked, 9 * (page - 1) + number)
    facts = {"photo_id": photo_id}
    yield _event("opened", person, at, **facts, search_id=search_id, shelf=None, page=page, place=number)
    if chance.random() < 0.05:
        fits = chance.random() < (0.9 if page == 1 else 0.6)
        yield _event(
            "judged", person, at, **facts, search_id=search_id, fits=fits, place=number, band="exact", words=asked.text
        )
    if chance.random() < 0.16 * person.keeps:
        yield _event("favourited", person, at + dt.timedelta(seconds=4), **facts)
    if chance.random() < 0.05 * person.keeps:
        yield _event("collected", person, at + dt.timedelta(seconds=6), **facts, collection_id=person.person_id % 9973)
    if chance.random() < 0.12:
        size = "original" if chance.random() < 0.3 + 0.4 * person.keeps else "screen"
        yield _event("downloaded", person, at + dt.timedelta(seconds=9), **facts, size=size, terms_version=1)
    if chance.random() < 0.002:
        yield _event("reported", person, at + dt.timedelta(seconds=20), **facts, trouble="rights")


def _inline(year: Year, person: Person, asked: Asked, at: dt.datetime) -> Iterator[Event]:
    """The client asks again at about every third letter."""
    found, search = _found(year, asked), None
    for end in range(3, len(asked.text) + 3, 3):
        at += dt.timedelta(seconds=0.7)
        search = _searched(year, person, asked, at, "inline", found, 60 + year.chance.random() * 50, None, end)
        yield search
    if search is not None and found and year.chance.random() < 0.55:
        photo_id = year.photo(asked, 1 + int(year.chance.expovariate(0.4)))
        at += dt.timedelta(seconds=3)
        yield _event("shared_inline", person, at, photo_id=photo_id, search_id=search.facts["search_id"])


def _searched(
    year: Year,
    person: Person,
    asked: Asked,
    at: dt.datetime,
    chat: str,
    found: int,
    took_ms: float,
    previous: int | None,
    letters: int | None = None,
) -> Event:
    year.search_id += 1
    text = asked.text[:letters]
    return _event(
        "searched",
        person,
        at,
        search_id=year.search_id,
        previous_id=previous,
        chat=chat,
        shelf="inline" if chat == "inline" else None,
        language=person.language,
        text=text,
        words=text,
        not_words=[],
        understood=[{"kind": "words", "value": text}],
        tags=[],
        unknown_tags=[],
        asked_tags=list(asked.tags),
        sample_count=0,
        similar_to=None,
        found=found,
        shown=min(9, found) if found else 9,
        best_score=1.1 if found else -0.2,
        best_band="exact" if found else "far",
        took_ms=round(took_ms),
    )


def _found(year: Year, asked: Asked) -> int:
    """A small bank answers as often as a big one: its photos are of what people ask for."""
    if asked.supply == 0:
        return 0
    of = max(LEAST_SUPPLY, year.published)
    return min(year.published, max(1, round(asked.supply * of * year.chance.uniform(0.6, 1.2))))


def _took(chance: Random, day: int) -> float:
    slow = 2.6 if day in SLOW_DAYS else 1 + 0.25 * day / DAYS
    return slow * chance.lognormvariate(math.log(85), 0.45) + (chance.random() < 0.02) * chance.uniform(300, 900)


def _office(year: Year, day: int) -> Iterator[Event]:
    """What moderators do: photos come in, wait, and are published."""
    moderator = Person(person_id=PersonId(77), language="ru", inline=0, keeps=0)
    at = dt.datetime.combine(date_of(day), dt.time(11), ZONE).astimezone(dt.UTC)
    before = published_on(day - 1, len(year.photo_ids)) if day else 0
    for photo_id in year.photo_ids[before : year.published] if day else ():
        yield _event("uploaded", moderator, at, photo_id=photo_id, became="taken")
        yield _event("published", moderator, at + dt.timedelta(minutes=40), photo_id=photo_id, through="review")


def _event(kind: str, person: Person, at: dt.datetime, **facts: Any) -> Event:
    return Event(kind=kind, person_id=person.person_id, happened_at=at, facts=facts)


async def write_year(database: Database, size: int, *, seed: int = 7, photos: int | None = None) -> int:
    """Writes the year, counts it, and says how many events there are.

    A bank that has photos keeps them, only as if they had come over the year; an empty one gets `photos` of them made
    of numbers, with the tags of the first vocabulary; if not told how many, one for each hundred events and at most
    20,000.
    """
    photo_ids = await _photos(database, photos or max(60, min(20_000, size // 100)), Random(seed))
    waiting: list[Event] = []
    written = 0
    for told in events(size, photo_ids, seed):
        waiting += told
        if len(waiting) >= AT_ONCE:
            written += await _write(database, waiting)
            waiting = []
    written += await _write(database, waiting)
    await RollUp(database, ZONE, lambda: dt.datetime.combine(LAST, dt.time(23), ZONE), batch=50_000).catch_up()
    await _note_bank(database, len(photo_ids))
    return written


async def _write(database: Database, told: Sequence[Event]) -> int:
    """Events, and the downloads of those whose downloads are looked at singly."""
    partners = {1_000_003 + number * 7919 for number in range(PARTNERS)}
    taken = [event for event in told if event.kind == "downloaded" and event.person_id in partners]
    async with database.writing.begin() as connection:
        if told:
            await insert_events(connection, told)
        if taken:
            await _meet(connection, sorted(partners))
            await connection.execute(insert(tables.downloads), [_download(event) for event in taken])
    return len(told)


async def _meet(connection: Any, people: Sequence[int]) -> None:
    met = dt.datetime.combine(date_of(0), dt.time(), ZONE)
    rows = [{"person_id": one, "role": "partner", "language": None, "met_at": met} for one in people]
    known = set((await connection.execute(select(tables.people.c.person_id))).scalars())
    if new := [row for row in rows if row["person_id"] not in known]:
        await connection.execute(insert(tables.people), new)


def _download(event: Event) -> dict[str, Any]:
    return {
        "person_id": event.person_id,
        "photo_id": event.facts["photo_id"],
        "size": event.facts["size"],
        "terms_version": 1,
        "width": 4000,
        "height": 3000,
        "byte_count": 4_000_000,
        "downloaded_at": event.happened_at,
    }


async def _photos(database: Database, count: int, chance: Random) -> list[int]:
    """The photos in the order in which they come."""
    async with database.connections.connect() as connection:
        query = select(tables.photos.c.photo_id).where(tables.photos.c.state == PhotoState.PUBLISHED.value)
        photo_ids = list((await connection.execute(query.order_by(tables.photos.c.photo_id))).scalars())
    made = not photo_ids
    photo_ids = photo_ids or list(range(1, count + 1))
    known_by = [published_on(day, len(photo_ids)) for day in range(DAYS)]
    coming = [
        (photo_id, dt.datetime.combine(date_of(min(DAYS - 1, bisect_right(known_by, k))), dt.time(12), ZONE))
        for k, photo_id in enumerate(photo_ids)
    ]
    async with database.writing.begin() as connection:
        if made:
            known = set((await connection.execute(select(tables.tags.c.slug))).scalars())
            if new := [tag for tag in first_vocabulary() if tag.slug not in known]:
                names = [{"slug": t.slug, "ru": t.ru, "en": t.en, "aliases": [], "parent": None} for t in new]
                await connection.execute(insert(tables.tags), names)
            await connection.execute(insert(tables.photos), [_photo(one, at) for one, at in coming])
            carried = [
                {"photo_id": one, "slug": slug, "confidence": 1.0, "source": "written"}
                for one in photo_ids
                for slug in {chance.choices(SIGHTS, range(len(SIGHTS), 0, -1))[0] for _ in range(2)}
            ]
            await connection.execute(insert(tables.photo_tags), carried)
        else:
            for photo_id, at in coming:
                moved = update(tables.photos).where(tables.photos.c.photo_id == photo_id)
                await connection.execute(moved.values(received_at=at, published_at=at))
    return photo_ids


def _photo(photo_id: int, at: dt.datetime) -> dict[str, Any]:
    return {
        "photo_id": photo_id,
        "content_hash": f"{photo_id:064x}",
        "state": PhotoState.PUBLISHED.value,
        "media_type": "image/jpeg",
        "byte_count": 4_000_000,
        "width": 4000,
        "height": 3000,
        "fingerprint": photo_id,
        "objects": [],
        "publish_when_indexed": True,
        "received_at": at,
        "published_at": at,
        "indexed_at": at,
    }


async def _note_bank(database: Database, photos: int) -> None:
    async with database.writing.begin() as connection:
        rows = [
            {"day": date_of(day), "published": published_on(day, photos), "waiting": waiting_on(day, photos)}
            for day in range(DAYS)
        ]
        await upsert(connection, bank_days, rows)


async def open_year(folder: Path, size: int) -> Database:
    """A bank with a year of this size, written if it is not there yet."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    url = f"sqlite+aiosqlite:///{folder / 'photobank.db'}"
    await migrate(url)
    database = await open_database(url)
    async with database.connections.connect() as connection:
        there = (await connection.execute(select(func.count()).select_from(tables.events))).scalar_one()
    if not there:
        await write_year(database, size)
    return database


if __name__ == "__main__":

    async def main() -> None:
        database = await open_year(Path(sys.argv[1]), int(sys.argv[2]))
        await database.aclose()

    asyncio.run(main())
