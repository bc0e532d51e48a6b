"""What counts as a trend: two searches never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.digest.ports import Trend
from admin.digest.trends import significant, two_sided

counts = st.integers(0, 60)
everybody = st.integers(1, 500)


def trend(words: str, people: int, before: int) -> Trend:
    return Trend(words=words, people=people, people_before=before)


def test_two_people_are_no_trend_whatever_else_there_is() -> None:
    assert significant([trend("кит", 2, 0)], 100, 100, least_people=1) == ([], [])


def test_what_rose_and_what_fell_is_told_apart() -> None:
    asked = [trend("мост ночью", 40, 10), trend("пляж", 5, 40), trend("собор", 30, 28)]
    rising, falling = significant(asked, 200, 200, least_people=3)
    assert [one.words for one in rising] == ["мост ночью"]
    assert [one.words for one in falling] == ["пляж"]


def test_a_busier_week_is_no_trend_of_everything() -> None:
    asked = [trend(f"слово {number}", 20, 10) for number in range(10)]
    assert significant(asked, 400, 200, least_people=3) == ([], [])


def test_among_hundreds_of_words_that_did_not_change_hardly_any_is_told() -> None:
    """Where one test in twenty would be wrong, twenty of these would be told."""
    import random

    chance = random.Random(7)
    asked = [
        trend(
            str(number), sum(chance.random() < 0.1 for _ in range(200)), sum(chance.random() < 0.1 for _ in range(200))
        )
        for number in range(400)
    ]
    by_itself = [one for one in asked if two_sided(one.people, one.people_before, 200, 200) <= 0.05]
    rising, falling = significant(asked, 200, 200, least_people=3)
    assert len(by_itself) >= 8
    assert len(rising) + len(falling) <= 1


def test_the_words_of_few_people_are_not_even_looked_at() -> None:
    """Otherwise they would say something about the words that are told."""
    asked = [trend("мост ночью", 40, 10)]
    rare = [trend(f"имя {number}", 2, 0) for number in range(1000)]
    assert significant(asked + rare, 200, 200, least_people=3) == significant(asked, 200, 200, least_people=3)


def test_the_exact_probability_of_a_small_case() -> None:
    """Six people now and none before, of equally many: the two ends of a binomial, 2 / 64."""
    assert two_sided(6, 0, 100, 100) == pytest.approx(2 / 64)
    assert two_sided(0, 6, 100, 100) == pytest.approx(2 / 64)
    assert two_sided(3, 3, 100, 100) == pytest.approx(1)


@given(now=counts, before=counts, people=everybody, people_before=everybody)
def test_it_is_a_probability_and_does_not_mind_which_way(
    now: int, before: int, people: int, people_before: int
) -> None:
    chance = two_sided(now, before, people, people_before)
    assert 0 < chance <= 1
    assert chance == pytest.approx(two_sided(before, now, people_before, people), rel=1e-6)


@given(now=counts, before=counts, people=everybody, people_before=everybody)
def test_what_is_told_was_asked_by_enough_people_and_really_changed(
    now: int, before: int, people: int, people_before: int
) -> None:
    rising, falling = significant([trend("мост", now, before)], people, people_before, least_people=3)
    assert not (rising and falling)
    if rising:
        assert now >= 3
        assert now * people_before > before * people
    if falling:
        assert before >= 3
        assert now * people_before < before * people


def test_a_bank_in_which_nobody_searched_has_no_trends() -> None:
    assert significant([], 0, 0, least_people=3) == ([], [])
    assert two_sided(5, 0, 5, 0) == 1
