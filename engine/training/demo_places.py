"""Where the demo bank's scenes stand in Moscow: around the sight that each of them is drawn after."""

from __future__ import annotations

import math
from random import Random

from engine.photo import Coordinates
from engine.training.scene import Scene, Sight

_PLACES = {
    Sight.CATHEDRAL: (55.7525, 37.6231),
    Sight.KREMLIN: (55.7520, 37.6175),
    Sight.HIGH_RISE: (55.7472, 37.6428),
    Sight.BRIDGE: (55.7345, 37.5935),
    Sight.EMBANKMENT: (55.7465, 37.6085),
    Sight.METRO: (55.7750, 37.6545),
    Sight.PARK: (55.7298, 37.6010),
    Sight.FOUNTAIN: (55.8270, 37.6375),
    Sight.FERRIS_WHEEL: (55.8255, 37.6280),
    Sight.THEATRE: (55.7601, 37.6186),
    Sight.MONASTERY: (55.7261, 37.5563),
    Sight.MARKET: (55.7715, 37.6200),
}
AROUND_M = 250
"""Photographers stand so far from a sight at most."""


def demo_coordinates(scene: Scene) -> Coordinates:
    """Always the same point for the same scene."""
    chance = Random(f"place/{scene.seed}")
    latitude, longitude = _PLACES[scene.sight]
    metres, bearing = AROUND_M * math.sqrt(chance.random()), chance.uniform(0, 2 * math.pi)
    north, east = metres * math.cos(bearing) / 111_195, metres * math.sin(bearing) / 111_195
    return Coordinates(round(latitude + north, 6), round(longitude + east / math.cos(math.radians(latitude)), 6))
