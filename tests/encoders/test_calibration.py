"""Thresholds kept beside the weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.encoders.calibration import UNCALIBRATED, Calibration, read_calibration, write_calibration


def test_what_is_written_is_read(tmp_path: Path) -> None:
    calibration = Calibration(words_exact=0.5, words_close=0.25, looks_exact=0.9, looks_close=0.75)
    write_calibration(tmp_path, calibration)
    assert read_calibration(tmp_path) == calibration


def test_a_folder_without_calibration_has_the_documented_one(tmp_path: Path) -> None:
    assert read_calibration(tmp_path) == UNCALIBRATED


def test_the_exact_band_begins_above_the_close_one() -> None:
    with pytest.raises(ValueError, match="above"):
        Calibration(words_exact=0.2, words_close=0.2, looks_exact=0.9, looks_close=0.75)
