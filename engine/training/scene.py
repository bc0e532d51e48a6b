"""The truth about a drawn scene: what the city, the captions, the demo bank and the evaluation all agree on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.model import Season, TimeOfDay, Weather


class Sight(StrEnum):
    """What stands in the middle of a scene: twelve, so that 480 scenes hold each ten times at each time of day."""

    CATHEDRAL = "cathedral"  # several onion domes in colours
    KREMLIN = "kremlin"  # red wall and towers with stars
    HIGH_RISE = "high_rise"  # a stepped Stalin-era tower with a spire
    BRIDGE = "bridge"  # a cable-stayed or arched bridge over the river
    EMBANKMENT = "embankment"  # granite parapet, lamps, river, houses beyond
    METRO = "metro"  # a vaulted hall underground, chandeliers, a train
    PARK = "park"  # alley, benches, trees
    FOUNTAIN = "fountain"  # bowl and jets on a square
    FERRIS_WHEEL = "ferris_wheel"
    THEATRE = "theatre"  # columns, pediment, quadriga
    MONASTERY = "monastery"  # white walls, golden domes, a pond
    MARKET = "market"  # stalls with awnings


class SceneObject(StrEnum):
    """What else is seen."""

    BOAT = "boat"
    TRAM = "tram"
    CAR = "car"
    BIRDS = "birds"
    FIREWORKS = "fireworks"
    CAT = "cat"
    DOG = "dog"


CROWD = 13
"""A people count of 13 or more is a crowd; scenes draw 20 to 40 figures for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a drawing is made from; the same scene is drawn the same at any size, apart from detail."""

    seed: int
    sight: Sight
    season: Season
    time_of_day: TimeOfDay
    weather: Weather
    people_count: int
    objects: frozenset[SceneObject]

    @property
    def crowd(self) -> bool:
        return self.people_count >= CROWD
