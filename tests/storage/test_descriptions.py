"""Descriptions and failed steps, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt

from engine.filters import People, Season, TimeOfDay, Weather
from engine.model import Caption, Language, PhotoId
from engine.tagging.description import Description
from engine.tagging.ports import StepFailure
from storage.database import Database
from tests.conftest import NOON
from tests.storage.test_sql import add, photo

WHOLE = Description(
    source="eyes",
    captions=(Caption(language=Language.RU, text="Мост.", source="eyes"),),
    people=People(13, None),
    season=Season.WINTER,
    time_of_day=TimeOfDay.NIGHT,
    weather=Weather.SNOW,
    indoor=False,
    sight="bridge",
    objects=("boat",),
    tags=("night",),
)


async def test_two_descriptions_of_a_photo_stand_side_by_side_in_order_of_their_sources(any_database: Database) -> None:
    (photo_id,) = await indexed(any_database, 1)
    async with any_database.begin(writes=True) as work:
        await work.descriptions.put({photo_id: WHOLE}, NOON)
        await work.descriptions.put({photo_id: Description(source="another")}, NOON)
        await work.descriptions.put({photo_id: Description(source="another", indoor=True)}, NOON)
        await work.commit()
    async with any_database.begin() as work:
        said = await work.descriptions.of([photo_id])
    assert said == {photo_id: [Description(source="another", indoor=True), WHOLE]}


async def test_only_indexed_photos_that_are_not_waiting_lack_a_description_the_newest_first(
    any_database: Database,
) -> None:
    first, second, third, waiting = await indexed(any_database, 4)
    await add(any_database, photo(9))
    async with any_database.begin(writes=True) as work:
        await work.descriptions.put({second: WHOLE}, NOON)
        later = NOON + dt.timedelta(hours=1)
        await work.descriptions.fail(failure(waiting, next_at=later))
        assert await work.descriptions.lacking("eyes", NOON, 10) == [third, first]
        assert await work.descriptions.lacking("eyes", later, 2) == [waiting, third]
        assert await work.descriptions.lacking("another", NOON, 10) == [waiting, third, second, first]
        await work.descriptions.fail(failure(waiting, next_at=None))
        assert waiting not in await work.descriptions.lacking("eyes", later, 10)


async def test_a_description_clears_its_own_failure_and_no_other(any_database: Database) -> None:
    first, second = await indexed(any_database, 2)
    async with any_database.begin(writes=True) as work:
        for photo_id, step in ((first, "eyes"), (first, "another"), (second, "eyes")):
            await work.descriptions.fail(failure(photo_id, step=step, next_at=None))
        await work.descriptions.put({first: WHOLE}, NOON)
        left = {(one.photo_id, one.step) for one in await work.descriptions.given_up()}
        assert left == {(first, "another"), (second, "eyes")}
        await work.descriptions.told([failure(second, next_at=None)], NOON)
        assert [one.step for one in await work.descriptions.given_up()] == ["another"]
        assert await work.descriptions.failure(second, "eyes") == failure(second, next_at=None)


def failure(photo_id: PhotoId, *, step: str = "eyes", next_at: dt.datetime | None) -> StepFailure:
    return StepFailure(photo_id=photo_id, step=step, attempts=2, failed_at=NOON, next_at=next_at, reason="it hung")


async def indexed(database: Database, count: int) -> list[PhotoId]:
    ids = await add(database, *(photo(number) for number in range(count)))
    async with database.begin(writes=True) as work:
        await work.photos.mark_indexed(ids, "colours", NOON)
        await work.commit()
    return ids
