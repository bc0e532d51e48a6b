"""Light by time of day, season and weather: every colour of a scene passes through here."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Season, TimeOfDay, Weather
from engine.training.scene import Scene

Colour = tuple[int, int, int]


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`share` 0 gives a, 1 gives b."""
    keep, add = 1 - share, share
    return (
        int(a[0] * keep + b[0] * add + 0.5),
        int(a[1] * keep + b[1] * add + 0.5),
        int(a[2] * keep + b[2] * add + 0.5),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """`tint` multiplies colours per channel; `air` is what distance fades into, by `haze` 0..1."""

    sky_top: Colour
    sky_low: Colour
    tint: tuple[float, float, float]
    air: Colour
    haze: float
    lamps: bool
    lit_windows: float
    """Share of windows that are lit."""

    def on(self, colour: Colour, depth: float = 0.0) -> Colour:
        """The colour as this light shows it at a depth 0 (near) to 1 (horizon)."""
        lit = (
            min(255, round(colour[0] * self.tint[0])),
            min(255, round(colour[1] * self.tint[1])),
            min(255, round(colour[2] * self.tint[2])),
        )
        return mix(lit, self.air, min(1.0, depth * self.haze)) if depth else lit


_TIMES: dict[TimeOfDay, tuple[Colour, Colour, tuple[float, float, float], bool, float]] = {
    TimeOfDay.MORNING: ((142, 190, 226), (255, 216, 196), (1.02, 0.93, 0.88), False, 0.05),
    TimeOfDay.DAY: ((58, 132, 214), (196, 228, 248), (1.0, 1.0, 1.0), False, 0.0),
    TimeOfDay.EVENING: ((86, 58, 128), (255, 150, 84), (0.88, 0.68, 0.66), True, 0.45),
    TimeOfDay.NIGHT: ((6, 10, 34), (26, 36, 82), (0.40, 0.43, 0.62), True, 0.65),
}


def light_of(scene: Scene) -> Light:
    """Time of day sets the palette, weather greys and veils it, snow on the ground brightens it a little."""
    top, low, tint, lamps, windows = _TIMES[scene.time_of_day]
    night = scene.time_of_day is TimeOfDay.NIGHT
    grey = (58, 62, 80) if night else (188, 194, 202)
    haze = 0.45
    if scene.weather in {Weather.CLOUDY, Weather.RAIN, Weather.SNOW}:
        share = {Weather.CLOUDY: 0.45, Weather.RAIN: 0.6, Weather.SNOW: 0.5}[scene.weather]
        top, low = mix(top, grey, share), mix(low, grey, share * 0.8)
        dim = 0.82 if scene.weather is Weather.RAIN else 0.92
        tint = (tint[0] * dim, tint[1] * dim, tint[2] * (dim + 0.04))
        haze = 0.6
    if scene.weather is Weather.FOG:
        fog = (70, 76, 98) if night else (222, 222, 224)
        top, low = mix(top, fog, 0.6), mix(low, fog, 0.75)
        haze = 1.25
    if scene.season is Season.WINTER:
        tint = (min(1.05, tint[0] * 1.02), min(1.05, tint[1] * 1.03), min(1.1, tint[2] * 1.06))
    return Light(
        sky_top=top, sky_low=low, tint=tint, air=mix(low, top, 0.25), haze=haze, lamps=lamps, lit_windows=windows
    )
