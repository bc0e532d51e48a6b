"""Training pictures: drawn once by all cores, kept as one array of bytes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.training.city import draw
from engine.training.network import IMAGE_PIXELS
from engine.training.random_scenes import random_scene
from engine.training.scene import Scene

Pictures = NDArray[np.uint8]
"""Shape (n, IMAGE_PIXELS, IMAGE_PIXELS, 3)."""


def picture(seed: int) -> NDArray[np.uint8]:
    """The scene of a seed as the network sees it: smoothed, then squashed to a square."""
    image = draw(random_scene(seed), IMAGE_PIXELS + 8, supersample=2)
    return np.asarray(image.resize((IMAGE_PIXELS, IMAGE_PIXELS), Image.Resampling.BICUBIC))


def pictures_of(seeds: Sequence[int], cache: Path | None = None) -> tuple[list[Scene], Pictures]:
    """Scenes and pictures of these seeds; with a cache, drawn only the first time."""
    scenes = [random_scene(seed) for seed in seeds]
    if cache is not None and cache.exists():
        kept = np.load(cache, mmap_mode="r")
        if kept.shape[0] == len(seeds):
            return scenes, np.asarray(kept)
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        drawn = np.stack(pool.map(picture, seeds, chunksize=64))
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.save(cache, drawn)
    return scenes, drawn
