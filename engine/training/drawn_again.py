"""Drawn pictures by which the recognition of duplicates is measured: known ones, new ones, other moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from PIL import Image

from engine.training.city import draw
from engine.training.random_scenes import random_people, random_scene

HEIGHT = 480
_FIRST = 5_000_000
"""Seeds from here on are neither trained with nor in the demo bank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAgain:
    originals: Sequence[Image.Image]
    strangers: Sequence[Image.Image]
    moments: Sequence[Image.Image]
    """Of the originals' scenes, in their order: other people in the same place."""


def draw_again(originals: int, strangers: int, moments: int) -> DrawnAgain:
    scenes = [random_scene(_FIRST + number) for number in range(originals + strangers)]
    chance = Random("other moments")
    later = [
        replace(scene, people_count=scene.people_count + 1 + random_people(chance), objects=frozenset())
        for scene in scenes[:moments]
    ]
    return DrawnAgain(
        originals=[draw(scene, HEIGHT) for scene in scenes[:originals]],
        strangers=[draw(scene, HEIGHT) for scene in scenes[originals:]],
        moments=[draw(scene, HEIGHT) for scene in later],
    )
