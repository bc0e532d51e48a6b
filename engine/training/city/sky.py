"""Sky, sun and moon, stars, clouds, and the far skyline."""

from __future__ import annotations

import math
from random import Random

from engine.model import TimeOfDay, Weather
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.soft import Blob, clouds, haze

HORIZON = 0.64


def draw_sky(c: Canvas) -> None:
    light, scene = c.light, c.scene
    middle = mix(light.sky_top, light.sky_low, 0.42)
    c.gradient(0, HORIZON * 0.55, light.sky_top, middle)
    c.gradient(HORIZON * 0.55, HORIZON + 0.02, middle, light.sky_low)
    chance = c.chance("sky")
    clear = scene.weather in {Weather.CLEAR, Weather.FOG}
    side = chance.choice([0.2, 0.28, 1.05, 1.15]) + chance.uniform(-0.05, 0.05)
    if scene.time_of_day is TimeOfDay.NIGHT:
        if clear:
            for _ in range(70):
                size = chance.choice([0.0012, 0.0016, 0.003])
                c.oval(chance.uniform(0, WIDTH), chance.uniform(0, 0.42), size, size, (235, 238, 255), 200)
            haze(c, (side, 0.15, 0.2, 0.2), (120, 136, 200), 0.4)
            c.oval(side, 0.15, 0.045, 0.045, (248, 242, 214))
            c.oval(side + 0.022, 0.14, 0.04, 0.04, mix(light.sky_top, (120, 136, 200), 0.32))
    elif clear:
        height, colour = _SUNS[scene.time_of_day]
        spread = 0.3 if scene.time_of_day is TimeOfDay.DAY else 0.42
        haze(c, (side, height, spread, spread * 0.7), colour, 0.62)
        c.oval(side, height, 0.052, 0.052, mix(colour, (255, 255, 255), 0.55))
        c.lamp(side, height, 0.1, colour, 0.35)
    _clouds(c)


_SUNS: dict[TimeOfDay, tuple[float, Colour]] = {
    TimeOfDay.MORNING: (0.46, (255, 232, 180)),
    TimeOfDay.DAY: (0.12, (255, 250, 226)),
    TimeOfDay.EVENING: (0.5, (255, 186, 96)),
}


def _clouds(c: Canvas) -> None:
    """A wisp or two in clear weather, a closed grey ceiling in rain and snow, heaped clouds when it is cloudy."""
    chance = c.chance("clouds")
    cloudy = c.scene.weather is Weather.CLOUDY
    clear = c.scene.weather in {Weather.CLEAR, Weather.FOG}
    lit: Colour = (250, 250, 254) if clear or cloudy else (206, 210, 220)
    shaded: Colour = (150, 158, 178) if clear or cloudy else (136, 142, 158)
    lit, shaded = c.light.on(lit, 0.1), c.light.on(shaded, 0.1)
    if c.scene.time_of_day is TimeOfDay.EVENING:
        lit, shaded = mix(lit, (255, 170, 130), 0.5), mix(shaded, (140, 80, 130), 0.4)
    elif c.scene.time_of_day is TimeOfDay.NIGHT:
        lit, shaded = mix(lit, (112, 118, 150), 0.35), mix(shaded, (40, 44, 74), 0.4)
    puffs: list[Blob] = []
    for k in range(2 if clear else 10):
        x = chance.uniform(0, WIDTH) if clear else (k % 5 + chance.uniform(0.1, 0.9)) * WIDTH / 5
        y = chance.uniform(0.1, 0.32) if clear else 0.07 + 0.14 * (k // 5) + chance.uniform(-0.03, 0.05)
        scale = chance.uniform(0.5, 0.9) if clear else chance.uniform(0.9, 1.3)
        for _ in range(5):
            px, py = x + chance.uniform(-0.1, 0.1) * scale, y + chance.uniform(-0.022, 0.012) * scale
            r = chance.uniform(0.035, 0.06) * scale
            puffs.append((px, py, r * 1.5, r * (0.7 if cloudy else 0.5)))
    clouds(c, puffs, lit, shaded, 0.75 if clear else 0.95)


def draw_skyline(c: Canvas) -> None:
    """Roofs far away, paler than what stands before them: blocks, spires, glass towers, the television tower."""
    chance = c.chance("skyline")
    for depth, low, high in ((1.0, 0.07, 0.15), (0.72, 0.03, 0.09)):
        colour = mix(c.light.on((142, 146, 166), depth), c.light.air, 0.25 + depth * 0.3)
        if depth == 1.0:
            _landmarks(c, chance, colour)
        x = -0.02
        while x < WIDTH:
            width, height = chance.uniform(0.04, 0.1), chance.uniform(low, high)
            tone = mix(colour, c.light.sky_low, chance.uniform(0, 0.18))
            c.box(x, HORIZON - height, width, height + 0.01, tone)
            roof = chance.random()
            if roof < 0.2:
                c.polygon(
                    [(x, HORIZON - height), (x + width / 2, HORIZON - height - 0.03), (x + width, HORIZON - height)],
                    tone,
                )
            elif roof < 0.3:
                c.line([(x + width / 2, HORIZON - height), (x + width / 2, HORIZON - height - 0.045)], tone, 0.005)
            if c.light.lit_windows:
                for _ in range(5):
                    wx, wy = chance.uniform(x, x + width), HORIZON - chance.uniform(0.01, height)
                    if chance.random() < c.light.lit_windows:
                        c.box(wx, wy, 0.005, 0.006, mix((255, 214, 140), tone, 0.3 + 0.3 * (depth == 1.0)))
            x += width * chance.uniform(0.85, 1.15)
    haze(c, (WIDTH / 2, HORIZON, 9.0, 0.05), mix(c.light.sky_low, c.light.air, 0.3), 0.4)


def _landmarks(c: Canvas, chance: Random, colour: Colour) -> None:
    x = chance.choice([0.1, 0.16, WIDTH - 0.12])
    c.polygon(
        [(x - 0.012, HORIZON), (x - 0.003, HORIZON - 0.2), (x + 0.003, HORIZON - 0.2), (x + 0.012, HORIZON)], colour
    )
    c.line([(x, HORIZON - 0.18), (x, HORIZON - 0.27)], colour, 0.004)
    c.oval(x, HORIZON - 0.185, 0.012, 0.008, colour)
    city = WIDTH - x + chance.uniform(-0.08, 0.02)
    for dx, width, height in ((-0.06, 0.026, 0.15), (-0.03, 0.024, 0.19), (0.0, 0.03, 0.215), (0.034, 0.026, 0.17)):
        slant = chance.choice([0.0, 0.02])
        left, right = city + dx, city + dx + width
        c.polygon(
            [(left, HORIZON), (left, HORIZON - height), (right, HORIZON - height + slant), (right, HORIZON)], colour
        )


def star_points(x: float, y: float, r: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """A five-pointed star."""
    points = []
    for k in range(10):
        angle = math.pi * k / 5 - math.pi / 2 + turn
        radius = r if k % 2 == 0 else r * 0.42
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return points
