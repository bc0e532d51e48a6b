"""Sky, sun and moon, stars, clouds, and the far skyline."""

from __future__ import annotations

import math

from engine.model import TimeOfDay, Weather
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import mix

HORIZON = 0.64


def draw_sky(c: Canvas) -> None:
    light, scene = c.light, c.scene
    c.gradient(0, HORIZON + 0.02, light.sky_top, light.sky_low)
    chance = c.chance("sky")
    clear = scene.weather in {Weather.CLEAR, Weather.FOG}
    side = chance.choice([0.2, 0.28, 1.05, 1.15]) + chance.uniform(-0.05, 0.05)
    if scene.time_of_day is TimeOfDay.NIGHT:
        if clear:
            for _ in range(60):
                size = chance.uniform(0.0012, 0.0028)
                c.oval(chance.uniform(0, WIDTH), chance.uniform(0, 0.42), size, size, (235, 238, 255), 200)
            c.oval(side, 0.15, 0.045, 0.045, (244, 240, 214))
            c.oval(side + 0.022, 0.14, 0.04, 0.04, mix(light.sky_top, light.sky_low, 0.2))
            c.lamp(side, 0.15, 0.09, (150, 160, 200), 0.35)
    elif clear:
        height = {TimeOfDay.MORNING: 0.46, TimeOfDay.DAY: 0.12, TimeOfDay.EVENING: 0.52}[scene.time_of_day]
        colour = {
            TimeOfDay.MORNING: (255, 236, 200),
            TimeOfDay.DAY: (255, 250, 228),
            TimeOfDay.EVENING: (255, 206, 120),
        }[scene.time_of_day]
        c.oval(side, height, 0.05, 0.05, colour)
        c.lamp(side, height, 0.17, colour, 0.45)
    _clouds(c)


def _clouds(c: Canvas) -> None:
    chance = c.chance("clouds")
    count = {Weather.CLEAR: 2, Weather.FOG: 1}.get(c.scene.weather, 9)
    white = (250, 250, 252) if c.scene.weather is Weather.CLEAR else (214, 218, 224)
    base = c.light.on(white, 0.2)
    if c.scene.time_of_day is TimeOfDay.EVENING:
        base = mix(base, (255, 150, 120), 0.4)
    for _ in range(count):
        x, y = chance.uniform(-0.1, WIDTH + 0.1), chance.uniform(0.05, 0.36)
        scale = chance.uniform(0.6, 1.4)
        for _ in range(6):
            dx, dy = chance.uniform(-0.12, 0.12) * scale, chance.uniform(-0.012, 0.018) * scale
            r = chance.uniform(0.03, 0.06) * scale
            c.oval(x + dx, y + dy, r * 1.7, r * 0.55, mix(base, c.light.sky_low, 0.25), 90)


def draw_skyline(c: Canvas) -> None:
    """Roofs far away, paler than what stands before them."""
    chance = c.chance("skyline")
    for depth, low, high in ((0.95, 0.05, 0.13), (0.75, 0.03, 0.09)):
        x = -0.02
        while x < WIDTH:
            width = chance.uniform(0.05, 0.12)
            height = chance.uniform(low, high)
            colour = mix(c.light.on((150, 148, 158), depth), c.light.air, depth * 0.35)
            c.box(x, HORIZON - height, width, height + 0.01, colour)
            if c.light.lit_windows and depth < 0.9:
                for _ in range(4):
                    wx, wy = chance.uniform(x, x + width), HORIZON - chance.uniform(0.01, height)
                    if chance.random() < c.light.lit_windows:
                        c.box(wx, wy, 0.006, 0.007, mix((255, 214, 140), colour, 0.25))
            x += width * chance.uniform(0.85, 1.1)


def star_points(x: float, y: float, r: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """A five-pointed star."""
    points = []
    for k in range(10):
        angle = math.pi * k / 5 - math.pi / 2 + turn
        radius = r if k % 2 == 0 else r * 0.42
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return points
