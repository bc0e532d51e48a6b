"""When a photo is to be published, by a button or typed."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from admin.review.times import When, moment_of, typed_moment
from engine.errors import BadTime

MOSCOW, NEW_YORK = ZoneInfo("Europe/Moscow"), ZoneInfo("America/New_York")
FRIDAY = dt.datetime(2026, 12, 18, 18, 30, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        (When.IN_AN_HOUR, (18, 19, 30)),
        (When.EVENING, (19, 18, 0)),
        (When.TOMORROW, (19, 9, 0)),
        (When.MONDAY, (21, 9, 0)),
    ],
)
def test_every_button_means_a_time_to_come(when: When, moment: tuple[int, int, int]) -> None:
    day, hour, minute = moment
    planned = moment_of(when, FRIDAY.astimezone(dt.UTC), MOSCOW)
    assert planned == FRIDAY.replace(day=day, hour=hour, minute=minute)
    assert planned.tzinfo is dt.UTC


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-24 09:00", dt.datetime(2026, 12, 24, 9, tzinfo=MOSCOW)),
        (" 24.12.2026 9:05", dt.datetime(2026, 12, 24, 9, 5, tzinfo=MOSCOW)),
        ("24.12 09.00", dt.datetime(2026, 12, 24, 9, tzinfo=MOSCOW)),
        ("01.02 09:00", dt.datetime(2027, 2, 1, 9, tzinfo=MOSCOW)),
        ("19:00", FRIDAY.replace(hour=19, minute=0)),
        ("09:00", dt.datetime(2026, 12, 19, 9, tzinfo=MOSCOW)),
    ],
)
def test_a_typed_time_is_the_next_such_moment(text: str, moment: dt.datetime) -> None:
    planned = typed_moment(text, FRIDAY.astimezone(dt.UTC), MOSCOW)
    assert planned == moment
    assert planned.tzinfo is dt.UTC


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "31.02 09:00", "2026-12-17 09:00", "2029-01-01 09:00", "9999-12-31 23:59", "24.12"]
)
def test_anything_else_is_asked_for_again(text: str) -> None:
    with pytest.raises(BadTime):
        typed_moment(text, FRIDAY.astimezone(dt.UTC), MOSCOW)


def test_a_button_means_the_day_that_the_bank_has_not_that_of_greenwich() -> None:
    late = dt.datetime(2026, 12, 20, 22, tzinfo=dt.UTC)  # Monday, one o'clock in Moscow
    assert moment_of(When.TOMORROW, late, MOSCOW) == dt.datetime(2026, 12, 22, 9, tzinfo=MOSCOW)
    assert moment_of(When.MONDAY, late, MOSCOW) == dt.datetime(2026, 12, 28, 9, tzinfo=MOSCOW)
    assert typed_moment("00:30", late, MOSCOW) == dt.datetime(2026, 12, 22, 0, 30, tzinfo=MOSCOW)


def test_clocks_that_are_put_back_or_forth_change_the_moment_not_the_hour() -> None:
    saturday = dt.datetime(2026, 10, 31, 20, tzinfo=NEW_YORK).astimezone(dt.UTC)
    morning = moment_of(When.TOMORROW, saturday, NEW_YORK)
    assert morning.astimezone(NEW_YORK).hour == 9
    assert morning - saturday == dt.timedelta(hours=14), "the night has an hour more"
    assert moment_of(When.IN_AN_HOUR, saturday, NEW_YORK) - saturday == dt.timedelta(hours=1)
