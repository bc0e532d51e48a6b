"""When a schedule is due, through summer time, leap days and the ends of months."""

from __future__ import annotations

import datetime as dt
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin.digest.times import FURTHEST, checked, due_between, due_times, is_due
from engine.errors import BadSchedule
from tests.digest.room import MOSCOW

BERLIN, LORD_HOWE, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia")


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


def due(cron: str, zone: ZoneInfo, after: dt.datetime, count: int) -> list[str]:
    """The next times as the clocks of the zone show them, with their distance to UTC."""
    return [f"{time.astimezone(zone):%d.%m. %H:%M %z}" for time in islice(due_times(cron, zone, after), count)]


def test_a_week_in_moscow() -> None:
    assert due("0 12 * * MON", MOSCOW, utc(2026, 11, 28), 2) == ["30.11. 12:00 +0300", "07.12. 12:00 +0300"]


def test_the_moment_itself_is_not_after_itself() -> None:
    monday = utc(2026, 11, 30, 9)
    assert next(due_times("0 12 * * MON", MOSCOW, monday)) == monday + dt.timedelta(days=7)
    assert next(due_times("0 12 * * MON", MOSCOW, monday - dt.timedelta(seconds=1))) == monday


def test_what_is_due_in_the_hour_that_the_clocks_skip_is_due_when_they_have_skipped_it() -> None:
    times = due("30 2 * * *", BERLIN, utc(2026, 3, 28, 12), 2)
    assert times == ["29.03. 03:00 +0200", "30.03. 02:30 +0200"]


def test_what_is_due_in_the_hour_that_the_clocks_repeat_is_due_once() -> None:
    times = due("30 2 * * *", BERLIN, utc(2026, 10, 24, 12), 2)
    assert times == ["25.10. 02:30 +0200", "26.10. 02:30 +0100"]
    between_both = utc(2026, 10, 25, 1)
    assert due("30 2 * * *", BERLIN, between_both, 1) == ["26.10. 02:30 +0100"]


def test_every_hour_is_every_hour_on_the_days_of_change_too() -> None:
    for day in (utc(2026, 3, 28, 20), utc(2026, 10, 24, 20)):
        times = list(islice(due_times("0 * * * *", BERLIN, day), 12))
        assert {later - earlier for earlier, later in pairwise(times)} == {dt.timedelta(hours=1)}


def test_half_an_hour_of_summer_time() -> None:
    assert due("15 2 * * *", LORD_HOWE, utc(2026, 10, 3, 12), 2) == ["04.10. 02:30 +1100", "05.10. 02:15 +1100"]


def test_the_leap_day_and_the_last_day_of_each_month() -> None:
    assert due("0 9 29 2 *", MOSCOW, utc(2026, 3, 1), 1) == ["29.02. 09:00 +0300"]
    assert next(due_times("0 9 29 2 *", MOSCOW, utc(2026, 3, 1))).year == 2028
    ends = due("0 9 L * *", MOSCOW, utc(2027, 12, 15), 4)
    assert ends == ["31.12. 09:00 +0300", "31.01. 09:00 +0300", "29.02. 09:00 +0300", "31.03. 09:00 +0300"]
    assert due("0 9 31 * *", MOSCOW, utc(2026, 1, 1), 3)[1:] == ["31.03. 09:00 +0300", "31.05. 09:00 +0300"]


@pytest.mark.parametrize("cron", ["0 12 * * MON", "30 2 * * *", "0 * * * *", "0 9 L * *", "15 1-3 * * 6,0"])
@settings(max_examples=25)
@given(
    zone=st.sampled_from([BERLIN, MOSCOW, LORD_HOWE, APIA]),
    begin=st.integers(0, 60 * 24 * 365 * 19).map(lambda minutes: utc(2011, 1, 1) + dt.timedelta(minutes=minutes)),
    cuts=st.lists(st.integers(0, 60 * 24 * 40), max_size=4),
)
def test_looking_often_finds_what_looking_once_finds(
    cron: str, zone: ZoneInfo, begin: dt.datetime, cuts: list[int]
) -> None:
    """Nothing falls between two looks, and nothing is found in both, whenever they are."""
    end = begin + dt.timedelta(days=40)
    moments = sorted({begin, *(begin + dt.timedelta(minutes=cut) for cut in cuts), end})
    pieces = [due_between(cron, zone, *span) for span in pairwise(moments)]
    whole = due_between(cron, zone, begin, end)
    assert [moment for piece in pieces for moment in piece] == whole
    assert whole == sorted(set(whole))


def test_whoever_was_away_for_years_counts_no_more_than_a_year() -> None:
    missed = due_between("0 9 * * *", MOSCOW, utc(2001, 1, 1), utc(2026, 1, 1))
    assert len(missed) == FURTHEST.days


@pytest.mark.parametrize(
    "cron", ["", "weekly", "* * * * *", "*/30 * * * *", "0 25 * * *", "0 0 30 2 *", "0 0 12 * * MON", "0 9 * * *; x"]
)
def test_what_is_no_expression_or_due_too_often_or_never_is_refused(cron: str) -> None:
    with pytest.raises(BadSchedule):
        checked(cron, MOSCOW, utc(2026, 11, 28))


def test_spaces_are_put_right() -> None:
    assert checked("  0   12 * *  MON ", MOSCOW, utc(2026, 11, 28)) == "0 12 * * MON"


def test_a_moment_is_due_or_it_is_not() -> None:
    assert is_due("0 12 * * MON", MOSCOW, utc(2026, 11, 30, 9))
    assert not is_due("0 12 * * MON", MOSCOW, utc(2026, 11, 30, 9, 1))
    assert not is_due("", MOSCOW, utc(2026, 11, 30, 9))
