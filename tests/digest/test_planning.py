"""Each due time makes one issue, whoever looks, however often, and whatever the clock does."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from admin.digest.ports import IssueState, Skipped
from engine.errors import NotAllowed
from tests.digest.room import GRACE, MODERATOR, MONDAY, OWNER, Room, recipe

HOURLY = "0 * * * *"


async def test_nothing_is_due_before_its_time_and_one_issue_at_it(room: Room) -> None:
    await room.planned()
    assert await room.plan() == 0
    room.clock.now = MONDAY
    assert await room.plan() == 1
    assert await room.plan() == 0
    assert [issue.due_at for issue in await room.issues()] == [MONDAY]


async def test_a_new_schedule_has_missed_nothing(room: Room) -> None:
    room.clock.now = MONDAY + dt.timedelta(minutes=1)
    await room.planned()
    assert await room.plan() == 0


async def test_a_time_missed_within_the_grace_is_made_up_and_an_older_one_skipped_with_a_note(room: Room) -> None:
    await room.planned()
    room.clock.now = MONDAY + GRACE
    assert await room.plan() == 1
    room.clock.now = MONDAY + dt.timedelta(days=7) + GRACE + dt.timedelta(seconds=1)
    assert await room.plan() == 0
    made_up, missed = await room.issues()
    assert (made_up.state, missed.state) == (IssueState.DUE, IssueState.SKIPPED)
    assert (missed.skipped, missed.missed) == (Skipped.MISSED, 1)


async def test_of_many_missed_times_the_newest_is_made_up_and_one_note_counts_the_others(room: Room) -> None:
    await room.planned(recipe(HOURLY))
    room.clock.now += dt.timedelta(days=10, minutes=5)
    assert await room.plan() == 1
    missed, made = await room.issues()
    assert (missed.missed, made.state) == (10 * 24 - 1, IssueState.DUE)
    assert made.due_at == room.clock.now - dt.timedelta(minutes=5)


async def test_a_clock_that_is_put_back_makes_nothing_twice(room: Room) -> None:
    await room.planned(recipe(HOURLY))
    room.clock.forward(minutes=90)
    assert await room.plan() == 1
    before = await room.issues()
    room.clock.forward(minutes=-85)
    assert await room.plan() == 0
    for _ in range(17):
        room.clock.forward(minutes=5)
        await room.plan()
    assert await room.issues() == before
    room.clock.forward(minutes=60)
    assert await room.plan() == 1


async def test_a_clock_that_jumps_ahead_and_back_leaves_the_times_between_to_come(room: Room) -> None:
    """An hour wrong by a year, and put right: the schedule does not wait for a year."""
    await room.planned(recipe("0 12 * * *"))
    right = room.clock.now
    room.clock.forward(days=365)
    await room.plan()
    room.clock.now = right
    await room.plan()
    room.clock.now = MONDAY
    assert await room.plan() == 1
    room.clock.forward(days=1)
    assert await room.plan() == 1


async def test_two_processes_that_look_at_once_make_one_issue(room: Room) -> None:
    await room.planned()
    room.clock.now = MONDAY
    made = await asyncio.gather(*(room.plan() for _ in range(6)))
    assert sum(made) == 1
    assert len(await room.issues()) == 1


async def test_the_night_in_which_the_clocks_change_makes_each_issue_once(room: Room) -> None:
    """Looked at every quarter of an hour through both changes of a year."""
    berlin = recipe("30 2 * * *", zone=ZoneInfo("Europe/Berlin"))
    for night in (dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC), dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC)):
        room.clock.now = night
        (schedule_id,) = await room.planned(berlin)
        for _ in range(24 * 4 * 2):
            room.clock.forward(minutes=15)
            await room.plan()
        assert len([one for one in await room.issues() if one.schedule_id == schedule_id]) == 2
        await room.schedules.end(OWNER, schedule_id)


async def test_what_comes_due_while_a_schedule_rests_is_not_made_up(room: Room) -> None:
    (schedule_id,) = await room.planned()
    await room.schedules.pause(OWNER, schedule_id, paused=True)
    room.clock.now = MONDAY
    assert await room.plan() == 0
    room.clock.forward(hours=1)
    await room.schedules.pause(OWNER, schedule_id, paused=False)
    assert await room.plan() == 0
    assert await room.issues() == []
    room.clock.now = MONDAY + dt.timedelta(days=7)
    assert await room.plan() == 1


async def test_an_issue_made_now_stands_beside_those_of_the_schedule(room: Room) -> None:
    (schedule_id,) = await room.planned()
    await room.schedules.make_now(OWNER, schedule_id)
    room.clock.now = MONDAY
    assert await room.plan() == 1
    assert len(await room.issues()) == 2


async def test_schedules_that_the_settings_name_come_and_go_and_keep_what_the_owner_changed(room: Room) -> None:
    weekly, daily = recipe(automatic=False), recipe("0 9 * * *", automatic=False)
    for recipes in ((weekly, daily), (weekly, daily)):
        await keep_to(room, *recipes)
    first, second = (one.schedule for one in (await room.schedules.all(OWNER)).timetables)
    assert first.by_settings
    assert second.by_settings
    await room.schedules.make_automatic(OWNER, first.schedule_id, automatic=True)
    await keep_to(room, weekly)
    (left,) = (await room.schedules.all(OWNER)).timetables
    assert left.schedule == replace(first, recipe=replace(first.recipe, is_automatic=True))
    room.clock.forward(days=30)
    await keep_to(room, weekly, daily)
    back = (await room.schedules.all(OWNER)).timetables[1].schedule
    assert (back.schedule_id, back.looked_until) == (second.schedule_id, room.clock.now), "nothing was missed meanwhile"


async def keep_to(room: Room, *recipes: object) -> None:
    async with room.database.begin(writes=True) as work:
        await work.schedules.keep_to(recipes, room.clock())  # type: ignore[arg-type]
        await work.commit()


async def test_nobody_but_the_owner_plans(room: Room) -> None:
    (schedule_id,) = await room.planned()
    edit = room.schedules
    for act in (
        edit.all(MODERATOR),
        edit.open(MODERATOR, schedule_id),
        edit.add(MODERATOR, "weekly 0 12 * * MON"),
        edit.pause(MODERATOR, schedule_id, paused=True),
        edit.make_now(MODERATOR, schedule_id),
        edit.end(MODERATOR, schedule_id),
    ):
        with pytest.raises(NotAllowed):
            await act
