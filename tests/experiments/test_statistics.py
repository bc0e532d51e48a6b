"""Intervals and verdicts: against known values, and as promises about any people."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.experiments.reading import Verdict, outcomes_of
from admin.experiments.statistics import (
    FEWEST_PEOPLE,
    MANY,
    Interval,
    Tried,
    difference,
    median_seconds,
    success,
    wilson,
)

people = st.lists(
    st.integers(1, 6).flatmap(
        lambda searches: st.integers(0, searches).map(
            lambda successes: Tried(searches=searches, successes=successes, seconds=(2.5,) * successes)
        )
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_that_of_the_literature(successes: int, total: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17, 1998, p. 857, table I, method 3."""
    found = wilson(successes, total)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_newcombes_interval_of_a_difference_is_that_of_the_literature() -> None:
    """R. G. Newcombe, Statistics in Medicine 17, 1998, p. 873, table II, method 10: 56/70 less 48/80."""
    found = difference(wilson(48, 80), wilson(56, 70))
    assert (found.value, found.low, found.high) == (
        pytest.approx(0.2),
        pytest.approx(0.0524, abs=1e-4),
        pytest.approx(0.3339, abs=1e-4),
    )


@given(people)
def test_an_interval_holds_its_value_and_stays_a_share(tried: list[Tried]) -> None:
    found = success(tried)
    assert 0 <= found.low <= found.value + 1e-12 <= found.high + 2e-12 <= 1 + 3e-12


@given(people.filter(len))
def test_ten_times_as_many_people_tell_more(tried: list[Tried]) -> None:
    few, many = success(tried), success(tried * 10)
    assert many.value == pytest.approx(few.value)
    assert many.high - many.low < few.high - few.low + 1e-9


def test_one_person_who_searches_a_hundred_times_tells_less_than_a_hundred_people() -> None:
    keen = [Tried(searches=100, successes=100), *(Tried(searches=1, successes=0) for _ in range(100))]
    single = [Tried(searches=1, successes=k % 2) for k in range(200)]
    assert success(keen).value == success(single).value == 0.5
    assert success(keen).high - success(keen).low > 3 * (success(single).high - success(single).low)


def test_true_shares_lie_inside_about_as_often_as_promised() -> None:
    """People who differ in how well they search, each searching several times."""
    random = np.random.default_rng(3)
    inside = 0
    for _ in range(300):
        tried = []
        for _person in range(80):
            searches = int(random.integers(1, 8))
            tried.append(Tried(searches=searches, successes=int(random.binomial(searches, random.beta(2, 3)))))
        found = success(tried)
        inside += found.low <= 0.4 <= found.high
    assert 0.91 <= inside / 300 <= 0.99


def test_the_interval_of_many_peoples_median_is_that_of_samples_drawn_one_by_one() -> None:
    """Within a rank or two of the sorted medians: chance draws other samples."""
    chance = np.random.default_rng(3)
    seconds = np.sort(chance.exponential(20.0, MANY + 1))
    found = median_seconds([Tried(searches=1, successes=1, seconds=(float(one),)) for one in seconds])
    drawn = np.median(seconds[chance.integers(0, len(seconds), (4000, len(seconds)))], axis=1)
    assert found is not None
    for bound, quantile in ((found.low, 0.025), (found.high, 0.975)):
        ranks = np.searchsorted(seconds, [bound, float(np.quantile(drawn, quantile))])
        assert abs(int(ranks[0]) - int(ranks[1])) <= 2


def test_the_median_is_of_people_and_lies_in_its_interval() -> None:
    tried = [Tried(searches=3, successes=3, seconds=(float(k), 1000.0, 0.0)) for k in range(1, 10)]
    found = median_seconds(tried)
    assert found is not None
    assert found.value == 5
    assert 2 <= found.low < 5 < found.high <= 8
    assert median_seconds([Tried(searches=2, successes=0)]) is None
    assert median_seconds(tried) == found


def group(size: int, share: float) -> list[Tried]:
    return [
        Tried(searches=1, successes=int(k < size * share), seconds=(3.0,) if k < size * share else ())
        for k in range(size)
    ]


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        (group(FEWEST_PEOPLE - 1, 1.0), Verdict.TOO_LITTLE),
        (group(400, 0.52), Verdict.NO_DIFFERENCE),
        (group(400, 0.7), Verdict.BETTER),
        (group(400, 0.3), Verdict.WORSE),
        ([], Verdict.TOO_LITTLE),
    ],
)
def test_a_verdict_needs_enough_people_and_an_interval_without_zero(second: list[Tried], verdict: Verdict) -> None:
    first, other = outcomes_of([("9", group(400, 0.5)), ("6", second)])
    assert (first.verdict, first.beside, other.verdict) == (None, None, verdict)
    assert other.beside is not None
    assert isinstance(other.beside, Interval)
