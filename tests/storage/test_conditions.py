"""Hard conditions in SQL mean exactly what they mean in plain Python, on both databases."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from engine.filters import (
    PEOPLE_BUCKETS,
    Colour,
    Conditions,
    Filters,
    Orientation,
    People,
    Season,
    Sort,
    TimeOfDay,
    Weather,
)
from engine.model import Metadata, PhotoId, PhotoSample, Query, Rights, Tag
from storage.database import Database
from storage.queries import query_as_json, query_from_json
from tests.conftest import NOON
from tests.search.oracle import passes
from tests.storage.test_sql import add, index, photo

TAGS = tuple(Tag(slug=slug, ru=slug, en=slug) for slug in ("bridge", "night", "crowd"))
SIZES = ((4000, 3000), (3000, 4000), (1000, 1000), (1000, 1049), (1000, 1051), (640, 480))


def any_of(chance: Random, values: Any, most: int = 2) -> tuple[Any, ...]:
    return tuple(chance.sample(list(values), chance.randint(0, most))) if chance.random() < 0.4 else ()


def random_conditions(chance: Random) -> Conditions:
    dates = sorted(dt.date(2026, 5, 1) + dt.timedelta(days=chance.randint(-3, 3)) for _ in range(2))
    return Conditions(
        filters=Filters(
            people=any_of(chance, [*PEOPLE_BUCKETS, People(0, 12), People(1), People(2, 40)]),
            seasons=any_of(chance, Season),
            times_of_day=any_of(chance, TimeOfDay, 3),
            weathers=any_of(chance, Weather, 3),
            orientations=any_of(chance, Orientation),
            colours=any_of(chance, Colour, 6),
            taken_from=chance.choice([None, None, None, dates[0]]),
            taken_until=chance.choice([None, None, None, dates[1]]),
            places=any_of(chance, ["Зарядье", "Парк"]),
            licences=any_of(chance, ["CC BY 4.0"], 1),
            photographers=any_of(chance, ["Анна"], 1),
            longer_side=chance.choice([None, None, 641, 4000]),
        ),
        all_tags=any_of(chance, ["bridge", "night"]),
        any_tags=any_of(chance, ["bridge", "night", "crowd"]),
        no_tags=any_of(chance, ["crowd", "night"]),
    )


async def bank_of_everything(database: Database) -> list[PhotoId]:
    chance = Random(7)
    new = []
    for number in range(300):
        width, height = chance.choice(SIZES)
        count = chance.choice([None, 0, 1, 2, 4, 9, 12, 13, 30])
        new.append(
            replace(
                photo(number, tags=tuple(tag for tag in TAGS if chance.random() < 0.4), publish=chance.random() < 0.9),
                width=width,
                height=height,
                colour=chance.choice([None, *Colour]),
                metadata=Metadata(
                    people_count=count,
                    crowd=chance.choice([None, True, False]) if count is None else count >= 13,
                    season=chance.choice([None, *Season]),
                    time_of_day=chance.choice([None, *TimeOfDay]),
                    weather=chance.choice([None, *Weather]),
                    taken_at=chance.choice([None, NOON + dt.timedelta(hours=chance.randint(-80, 80))]),
                    place=chance.choice([None, "Зарядье", "Парк"]),
                ),
                rights=Rights(
                    photographer=chance.choice([None, "Анна", "Jonas"]), licence=chance.choice([None, "CC BY 4.0"])
                ),
            )
        )
    ids = await add(database, *new)
    await index(database, ids)
    return ids


async def test_sql_lets_pass_exactly_what_plain_python_does(any_database: Database) -> None:
    ids = await bank_of_everything(any_database)
    chance, sizes = Random(1), set()
    async with any_database.begin() as work:
        photos = await work.photos.get(ids)
        for conditions in [Conditions(), *(random_conditions(chance) for _ in range(300))]:
            found = await work.photos.published_matching(conditions)
            assert set(found) == {one.photo_id for one in photos.values() if passes(one, conditions)}, conditions
            assert len(found) == len(set(found))
            sizes.add(len(found))
    assert len(sizes) > 40, "conditions of every selectivity were tried"


async def test_no_state_but_published_passes(any_database: Database) -> None:
    await add(any_database, photo(1))
    async with any_database.begin() as work:
        assert await work.photos.published_matching(Conditions()) == []


@pytest.mark.parametrize("seed", range(30))
def test_a_query_survives_being_kept_as_json(seed: int) -> None:
    chance = Random(seed)
    conditions = random_conditions(chance)
    query = Query(
        words="мост",
        not_words=any_of(chance, ["толпа", "снег"]),
        tags=conditions.all_tags,
        any_tags=conditions.any_tags,
        no_tags=conditions.no_tags,
        filters=conditions.filters,
        not_samples=(PhotoSample(photo_id=PhotoId(3)),),
        sort=chance.choice(list(Sort)),
    )
    assert query_from_json(query_as_json(query)) == query


def test_a_query_kept_before_there_were_filters_still_opens() -> None:
    old = {"words": "мост", "tags": ["winter"], "unknown_tags": [], "samples": [{"photo_id": 4}]}
    assert query_from_json(old) == Query(words="мост", tags=("winter",), samples=(PhotoSample(photo_id=PhotoId(4)),))
