"""What a text asserts about a scene, and which scenes it is true of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.model import Season, TimeOfDay, Weather
from engine.training.scene import CROWD, Scene, SceneObject, Sight

_PEOPLE = CROWD + 1
"""People counts 0..12 each, and the crowd."""

GROUPS = (len(Sight), len(Season), len(TimeOfDay), len(Weather) + 1, _PEOPLE)
"""Sizes of the exclusive properties; weather has a last value for "not visible", as in the metro."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """None means that nothing is said about a property; `nothing` is a claim that no scene fulfils."""

    sight: Sight | None = None
    season: Season | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    people: tuple[int, int] | None = None
    """An inclusive range; its upper end CROWD includes every crowd."""
    objects: frozenset[SceneObject] = frozenset()
    nothing: bool = False

    def fits(self, scene: Scene) -> bool:
        return bool(match([scene], [self])[0, 0])


def match(scenes: Sequence[Scene], claims: Sequence[Claim]) -> NDArray[np.bool_]:
    """Shape (scenes, claims): which claim is true of which scene."""
    return match_rows(scene_rows(scenes), claim_rows(claims))


def match_rows(scenes: NDArray[np.float32], claims: NDArray[np.float32]) -> NDArray[np.bool_]:
    """As `match`, from rows made before; a claim is true where a scene violates nothing of it."""
    return np.asarray((scenes @ claims.T) < 0.5)


def scene_rows(scenes: Sequence[Scene]) -> NDArray[np.float32]:
    """Per scene: a one for each value it has, then a one for each object that it has not, then a constant one."""
    width = sum(GROUPS)
    rows = np.zeros((len(scenes), width + len(SceneObject) + 1), np.float32)
    for row, scene in zip(rows, scenes, strict=True):
        offset = 0
        for size, value in zip(GROUPS, values(scene), strict=True):
            row[offset + value] = 1
            offset += size
        for k, thing in enumerate(SceneObject):
            row[width + k] = thing not in scene.objects
        row[-1] = 1
    return rows


def claim_rows(claims: Sequence[Claim]) -> NDArray[np.float32]:
    """Per claim: a one for each value that it forbids, for each object that it demands, and for `nothing`."""
    width = sum(GROUPS)
    rows = np.zeros((len(claims), width + len(SceneObject) + 1), np.float32)
    for row, claim in zip(rows, claims, strict=True):
        allowed = (
            [list(Sight).index(claim.sight)] if claim.sight else None,
            [list(Season).index(claim.season)] if claim.season else None,
            [list(TimeOfDay).index(claim.time_of_day)] if claim.time_of_day else None,
            [list(Weather).index(claim.weather)] if claim.weather else None,
            list(range(claim.people[0], claim.people[1] + 1)) if claim.people else None,
        )
        offset = 0
        for size, permitted in zip(GROUPS, allowed, strict=True):
            if permitted is not None:
                row[offset : offset + size] = 1
                row[[offset + value for value in permitted]] = 0
            offset += size
        for k, thing in enumerate(SceneObject):
            row[width + k] = thing in claim.objects
        row[-1] = claim.nothing
    return rows


def values(scene: Scene) -> tuple[int, int, int, int, int]:
    """Indices into the groups: sight, season, time of day, weather, people."""
    hidden = scene.sight is Sight.METRO
    return (
        list(Sight).index(scene.sight),
        list(Season).index(scene.season),
        list(TimeOfDay).index(scene.time_of_day),
        len(Weather) if hidden else list(Weather).index(scene.weather),
        min(scene.people_count, CROWD),
    )
