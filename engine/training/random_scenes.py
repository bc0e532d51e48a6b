"""Scenes by chance, within what a city allows."""

from __future__ import annotations

from random import Random

from engine.model import Season, TimeOfDay, Weather
from engine.training.scene import CROWD, Scene, SceneObject, Sight

_WATER = frozenset({Sight.BRIDGE, Sight.EMBANKMENT, Sight.MONASTERY})
_STREETS = frozenset(
    {Sight.CATHEDRAL, Sight.KREMLIN, Sight.HIGH_RISE, Sight.FERRIS_WHEEL, Sight.THEATRE, Sight.MARKET, Sight.FOUNTAIN}
)
_DARK = frozenset({TimeOfDay.EVENING, TimeOfDay.NIGHT})


def possible_objects(sight: Sight, time_of_day: TimeOfDay, weather: Weather) -> list[SceneObject]:
    """What may be seen there then. Boats need water, vehicles a street, fireworks the dark; the metro has only pets."""
    objects = [SceneObject.CAT, SceneObject.DOG]
    if sight is Sight.METRO:
        return objects
    objects.append(SceneObject.BIRDS)
    if sight in _WATER:
        objects.append(SceneObject.BOAT)
    if sight in _STREETS:
        objects += [SceneObject.TRAM, SceneObject.CAR]
    if time_of_day in _DARK and weather in {Weather.CLEAR, Weather.CLOUDY}:
        objects.append(SceneObject.FIREWORKS)
    return objects


def random_weather(chance: Random, season: Season) -> Weather:
    """Snow falls only in winter, rain never does then."""
    wet = Weather.SNOW if season is Season.WINTER else Weather.RAIN
    return chance.choices([Weather.CLEAR, Weather.CLOUDY, wet, Weather.FOG], [0.5, 0.18, 0.22, 0.1])[0]


def random_people(chance: Random) -> int:
    """Nobody in a third of the scenes, a crowd in a sixth, one to twelve otherwise."""
    kind = chance.random()
    if kind < 0.33:
        return 0
    return chance.randint(20, 36) if kind > 0.84 else chance.randint(1, CROWD - 1)


def random_scene(
    seed: int, *, sight: Sight | None = None, time_of_day: TimeOfDay | None = None, season: Season | None = None
) -> Scene:
    """The scene of this seed; what is given is kept, the rest is chance."""
    chance = Random(f"scene/{seed}")
    sight = sight or chance.choice(list(Sight))
    time_of_day = time_of_day or chance.choice(list(TimeOfDay))
    season = season or chance.choice(list(Season))
    weather = random_weather(chance, season)
    possible = possible_objects(sight, time_of_day, weather)
    count = chance.choices([0, 1, 2], [0.4, 0.42, 0.18])[0]
    objects = frozenset(chance.sample(possible, min(count, len(possible))))
    if {SceneObject.TRAM, SceneObject.CAR} <= objects:
        objects -= {SceneObject.CAR}
    return Scene(
        seed=seed,
        sight=sight,
        season=season,
        time_of_day=time_of_day,
        weather=weather,
        people_count=random_people(chance),
        objects=objects,
    )
