"""Similarities become probabilities, and an answer is given only where it is likely enough."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.tagging.zero_shot.weighing import SURE_SHARE, as_object, fit, from_object, unfitted

VALUES = ("none", "one", "many")


def photos(count: int, seed: int, *, lean: float = 0.0) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Cosines in which the true value stands out a little, and "many" is nearer to everything by `lean`."""
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, len(VALUES), count)
    cosines = chance.normal(0.2, 0.02, (count, len(VALUES)))
    cosines[np.arange(count), truth] += 0.05
    cosines[:, 2] += lean
    return cosines, truth


def test_a_value_that_lies_near_everything_no_longer_wins_everything() -> None:
    cosines, truth = photos(600, 1, lean=0.1)
    assert (cosines.argmax(axis=1) == truth).mean() < 0.5, "without weights, most are taken for many"
    fitted = fit(VALUES, *photos(600, 2, lean=0.1))
    assert (fitted.probabilities(cosines).argmax(axis=1) == truth).mean() > 0.85


def test_answers_are_given_only_where_they_are_mostly_right() -> None:
    fitted = fit(VALUES, *photos(900, 3))
    cosines, truth = photos(900, 4)
    answers = fitted.answers(cosines)
    right = [VALUES[place] == said for place, said in zip(truth, answers, strict=True) if said is not None]
    assert 0.5 < len(right) / len(answers) <= 1
    assert np.mean(right) > SURE_SHARE - 0.05


def test_where_the_similarities_say_nothing_hardly_anything_is_answered() -> None:
    chance = np.random.default_rng(5)
    cosines, truth = chance.normal(0.2, 0.02, (900, 3)), chance.integers(0, 3, 900)
    answered = [said for said in fit(VALUES, cosines, truth).answers(cosines) if said is not None]
    assert len(answered) < 90


def test_the_same_photos_in_another_order_give_the_same_weights() -> None:
    cosines, truth = photos(300, 6)
    order = np.random.default_rng(7).permutation(300)
    one, other = fit(VALUES, cosines, truth), fit(VALUES, cosines[order], truth[order])
    assert np.allclose(one.factors, other.factors)
    assert np.isclose(one.sure_from, other.sure_from)


def test_weights_survive_being_written_down() -> None:
    fitted = fit(VALUES, *photos(300, 8))
    again = from_object(json.loads(json.dumps(as_object({"people": fitted}))))["people"]
    cosines, _ = photos(100, 9)
    assert np.allclose(again.probabilities(cosines), fitted.probabilities(cosines), atol=1e-4)


def test_an_encoder_about_which_nothing_is_known_answers_only_what_is_very_likely() -> None:
    weights = unfitted(VALUES)
    assert weights.answers(np.array([[0.30, 0.20, 0.20], [0.21, 0.20, 0.20]])) == ["none", None]


FITTED = fit(VALUES, *photos(60, 10))


@given(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3), min_size=1, max_size=5))
def test_probabilities_are_probabilities_whatever_the_cosines(rows: list[list[float]]) -> None:
    likely = FITTED.probabilities(np.array(rows))
    assert np.allclose(likely.sum(axis=1), 1)
    assert (likely >= 0).all()
