"""Scenes that training never sees, drawn as a photo of the bank is and embedded by an encoder."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.encoders.open_clip_encoder import OpenClipEncoder
from engine.model import Season, TimeOfDay, Vectors
from engine.training.city import draw
from engine.training.random_scenes import random_scene
from engine.training.scene import Scene, Sight

VALIDATION = 4_000_000
"""Seeds from here on calibrate thresholds."""

EVALUATION = 5_000_000
"""Seeds from here on are measured once."""

HEIGHT = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """Scenes and the embeddings of their pictures, row by row."""

    scenes: tuple[Scene, ...]
    vectors: Vectors


def held_out(encoder: OpenClipEncoder, first_seed: int, count: int = 600) -> HeldOut:
    """Every sight at every time of day and in every season in turn, so that two-fact queries have enough to find."""
    sights, times, seasons = list(Sight), list(TimeOfDay), list(Season)
    scenes = tuple(
        random_scene(
            first_seed + k,
            sight=sights[k % 12],
            time_of_day=times[k // 12 % 4],
            season=seasons[k // 48 % 4],
        )
        for k in range(count)
    )
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pictures = pool.map(partial(_drawn, height=HEIGHT), scenes, chunksize=20)
    return HeldOut(scenes=scenes, vectors=encoder.encode_images([Image.fromarray(picture) for picture in pictures]))


def _drawn(scene: Scene, height: int) -> NDArray[np.uint8]:
    return np.asarray(draw(scene, height, supersample=2))
