"""Axes with few round ticks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.charts.scale import MOST_TICKS, axis, spread


@given(st.integers(0, 10**12))
def test_counts_have_few_whole_ticks_from_nought(largest: int) -> None:
    made = axis(largest, str)
    places = [tick.at for tick in made.ticks]
    assert places[0] == 0
    assert 2 <= len(places) <= MOST_TICKS + 2
    assert all(place == int(place) for place in places)
    assert places == sorted(set(places))
    assert max(largest, places[-1]) <= made.top


@given(st.floats(1e-6, 1e9))
def test_measures_have_few_ticks_and_reach_above_the_largest(largest: float) -> None:
    made = axis(largest, str, whole=False)
    assert 2 <= len(made.ticks) <= MOST_TICKS + 2
    assert made.top > largest


@pytest.mark.parametrize(
    ("count", "most", "places"), [(1, 5, [0]), (7, 7, list(range(7))), (30, 5, [5, 11, 17, 23, 29])]
)
def test_dates_are_spread_evenly_and_the_last_is_always_written(count: int, most: int, places: list[int]) -> None:
    assert spread(count, most) == places


@given(st.integers(1, 400), st.integers(1, 10))
def test_no_more_dates_than_there_is_room_for(count: int, most: int) -> None:
    found = spread(count, most)
    assert len(found) <= most
    assert found[-1] == count - 1
