"""Calibration and evaluation of the bundled encoder: what is computed, and what was reached."""

from __future__ import annotations

import numpy as np
import pytest

from engine.encoders.calibration import UNCALIBRATED, read_calibration
from engine.encoders.catalogue import BUNDLED, BUNDLED_FOLDER, resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.model import Language
from engine.search.evaluation import precision_at
from engine.training.calibrate import threshold
from engine.training.evaluate import TABLE, Report, evaluate, table


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(OpenClipEncoder(resolve(BUNDLED)))


def test_a_threshold_is_the_lowest_score_that_keeps_the_precision() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.5], np.float32)
    assert threshold(scores, np.array([True, True, False, True, False]), 0.75) == pytest.approx(0.6)
    assert threshold(scores, np.array([True, True, False, True, False]), 0.9) == pytest.approx(0.8)


def test_a_precision_that_is_never_reached_leaves_only_the_highest_score() -> None:
    assert threshold(np.array([0.2, 0.4], np.float32), np.array([False, False]), 0.9) == pytest.approx(0.4)


def test_the_bundled_encoder_carries_its_own_calibration() -> None:
    assert read_calibration(BUNDLED_FOLDER) != UNCALIBRATED


def test_the_published_table_is_about_these_weights(report: Report) -> None:
    assert TABLE.read_text(encoding="utf-8") == table(report)


def test_the_bundled_encoder_finds_what_is_asked_in_both_languages(report: Report) -> None:
    found = {
        language: np.mean([precision_at(a.relevant, 10) for a in report.answers if a.query.language is language])
        for language in Language
    }
    assert np.mean(list(found.values())) >= 0.9
    assert abs(found[Language.RU] - found[Language.EN]) <= 0.05


def test_neighbours_of_a_photo_show_its_sight(report: Report) -> None:
    assert report.same_sight >= 8


def test_at_most_one_nonsense_query_is_answered_with_certainty(report: Report) -> None:
    assert report.nonsense_count == 60
    assert len(report.sure_nonsense) <= 1
