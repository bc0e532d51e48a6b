"""When a photo is to be published, by a button or typed."""

from __future__ import annotations

import datetime as dt

import pytest

from admin.review.times import When, moment_of, typed_moment
from engine.errors import BadTime

FRIDAY = dt.datetime(2026, 12, 18, 18, 30, tzinfo=dt.UTC)


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
    assert moment_of(when, FRIDAY) == FRIDAY.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-24 09:00", dt.datetime(2026, 12, 24, 9, tzinfo=dt.UTC)),
        (" 24.12.2026 9:05", dt.datetime(2026, 12, 24, 9, 5, tzinfo=dt.UTC)),
        ("24.12 09.00", dt.datetime(2026, 12, 24, 9, tzinfo=dt.UTC)),
        ("01.02 09:00", dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC)),
        ("19:00", FRIDAY.replace(hour=19, minute=0)),
        ("09:00", dt.datetime(2026, 12, 19, 9, tzinfo=dt.UTC)),
    ],
)
def test_a_typed_time_is_the_next_such_moment(text: str, moment: dt.datetime) -> None:
    assert typed_moment(text, FRIDAY) == moment


@pytest.mark.parametrize("text", ["", "soon", "25:00", "31.02 09:00", "2026-12-17 09:00", "2029-01-01 09:00", "24.12"])
def test_anything_else_is_asked_for_again(text: str) -> None:
    with pytest.raises(BadTime):
        typed_moment(text, FRIDAY)
