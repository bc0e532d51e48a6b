"""Bands from cosines: what is promised of unrelated texts, true pairs, copies and strangers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.reindex.bands import APART, bands, look_bands, word_bands


def normal(mean: float, spread: float, *shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, spread, shape).astype(np.float32)


def test_words_of_a_good_encoder_find_their_photos_and_unrelated_ones_nothing() -> None:
    true, unrelated = normal(0.32, 0.03, 500), normal(0.08, 0.03, 80, 300)
    exact, close = word_bands(true, unrelated, np.ones(80))
    assert (true >= close).mean() >= 0.85
    assert (true >= exact).mean() >= 0.45
    assert (unrelated.max(axis=1) >= close).mean() <= 0.11
    assert (unrelated.max(axis=1) >= exact).mean() <= 0.02


def test_an_encoder_that_tells_texts_apart_poorly_still_finds_half_of_what_is_true() -> None:
    true, unrelated = normal(0.2, 0.03, 500), normal(0.15, 0.03, 80, 300)
    exact, close = word_bands(true, unrelated, np.ones(80))
    assert (true >= close).mean() >= 0.49
    assert (unrelated.max(axis=1) >= exact).mean() <= 0.02


def test_texts_that_the_encoder_never_heard_of_raise_no_band_for_search_answers_them_with_nothing() -> None:
    true, unrelated = normal(0.2, 0.03, 500), normal(0.15, 0.03, 80, 300)
    all_heard, none_heard = word_bands(true, unrelated, np.ones(80)), word_bands(true, unrelated, np.zeros(80))
    half_heard = word_bands(true, unrelated, np.full(80, 0.5))
    assert none_heard < half_heard < all_heard
    assert (true >= none_heard[0]).mean() == pytest.approx(0.5, abs=0.01)


def test_a_bank_without_captions_and_tags_is_judged_by_its_background() -> None:
    unrelated = normal(0.08, 0.03, 80, 300)
    exact, close = word_bands(np.empty(0, np.float32), unrelated, np.zeros(80))
    assert exact > close > np.median(unrelated.max(axis=1))


def test_copies_are_exact_and_strangers_far() -> None:
    altered, strangers = normal(0.95, 0.02, 180), normal(0.4, 0.1, 20_000)
    exact, close = look_bands(altered, strangers)
    assert (altered >= exact).mean() >= 0.94
    assert (strangers >= close).mean() <= 0.021
    assert (strangers >= exact).mean() <= 0.002


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 0.5), st.integers(0, 60), st.integers(1, 5), st.integers(1, 5))
def test_the_exact_band_begins_above_the_close_one_whatever_is_measured(
    true: float, background: float, spread: float, count: int, texts: int, photos: int
) -> None:
    words = word_bands(normal(true, spread, count), normal(background, spread, texts, photos), np.ones(texts))
    looks = look_bands(normal(true, spread, 3), normal(background, spread, 3))
    calibration = bands(words, looks)
    assert calibration.words_exact - calibration.words_close == pytest.approx(APART, abs=1e-9) or (
        calibration.words_exact - calibration.words_close > APART
    )
