"""The training script in miniature: exact to the byte, whether or not it was interrupted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.encoders.catalogue import resolve
from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.training.pictures import Pictures, picture, pictures_of
from engine.training.scene import Scene
from engine.training.train import Plan, Training

TINY = Plan(steps=4, scenes=24, batch=6, texts_per_image=1, foreign_texts=2, threads=1, checkpoint_every=2)


@pytest.fixture(scope="module")
def drawn() -> tuple[list[Scene], Pictures]:
    from engine.training.random_scenes import random_scene

    return [random_scene(seed) for seed in range(24)], np.stack([picture(seed) for seed in range(24)])


def test_an_interrupted_run_that_goes_on_makes_the_same_weights(
    drawn: tuple[list[Scene], Pictures], tmp_path: Path
) -> None:
    whole = Training(TINY, tmp_path / "whole", *drawn)
    whole.run(TINY.steps)
    cut_off = Training(TINY, tmp_path / "parts", *drawn)
    cut_off.run(3)  # one step beyond its last checkpoint, which is lost
    gone_on = Training(TINY, tmp_path / "parts", *drawn)
    assert gone_on.load()
    assert gone_on.step == 2
    gone_on.run(TINY.steps)
    assert gone_on.export() == whole.export()


def test_what_it_writes_is_an_encoder_like_any_other(drawn: tuple[list[Scene], Pictures], tmp_path: Path) -> None:
    training = Training(TINY, tmp_path / "city", *drawn)
    digest = training.export()
    source = resolve(f"local-dir:{tmp_path / 'city'}")
    assert source.encoder_id == f"city-{digest[:8]}"
    assert OpenClipEncoder(source).encode_texts(["мост"]).shape == (1, source.dimension)


def test_pictures_are_drawn_once_and_read_from_then_on(tmp_path: Path) -> None:
    cache = tmp_path / "pictures.npy"
    scenes, first = pictures_of(range(3), cache)
    stamp = cache.stat().st_mtime_ns
    again, second = pictures_of(range(3), cache)
    assert scenes == again
    assert cache.stat().st_mtime_ns == stamp
    np.testing.assert_array_equal(first, second)
