"""Rain, snow and fog over everything, and fireworks in the sky."""

from __future__ import annotations

import math

from engine.model import TimeOfDay, Weather
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour
from engine.training.city.soft import wet
from engine.training.scene import Sight

_SHORES = frozenset({Sight.BRIDGE, Sight.EMBANKMENT, Sight.MONASTERY})


def draw_weather(c: Canvas) -> None:
    chance = c.chance("weather")
    night = c.scene.time_of_day is TimeOfDay.NIGHT
    if c.scene.weather is Weather.RAIN:
        colour: Colour = (166, 176, 206) if night else (238, 243, 250)
        for _ in range(120):
            x, y, length = chance.uniform(-0.05, WIDTH), chance.uniform(-0.05, 0.98), chance.uniform(0.06, 0.11)
            c.line([(x, y), (x - length * 0.22, y + length)], colour, 0.004, 170)
    elif c.scene.weather is Weather.SNOW:
        for _ in range(170):
            size = chance.choice([0.006, 0.008, 0.011, 0.015])
            c.oval(chance.uniform(0, WIDTH), chance.uniform(0, 1), size, size, (252, 253, 255), 240)


def draw_wet_ground(c: Canvas) -> None:
    """Rain makes a mirror of the street, from the foot of the sight or the near shore on."""
    if c.scene.weather is Weather.RAIN:
        wet(c, 0.825 if c.scene.sight in _SHORES else 0.752, c.light.on((96, 108, 128)))


def draw_fog(c: Canvas) -> None:
    """It veils the sight; what stands in the foreground comes later, before it."""
    if c.scene.weather is Weather.FOG:
        colour: Colour = (92, 98, 120) if c.scene.time_of_day is TimeOfDay.NIGHT else (232, 232, 234)
        c.veil(colour, 0.1, 0.75, 0.5)
        c.veil(colour, 0.5, 0.85, 0.45)


def draw_fireworks(c: Canvas) -> None:
    """Three to five bursts, each in a colour of its own."""
    chance = c.chance("fireworks")
    colours: tuple[Colour, ...] = ((255, 90, 90), (255, 214, 90), (120, 220, 255), (170, 255, 150), (255, 140, 240))
    for k in range(chance.randint(3, 5)):
        x, y = 0.15 + (WIDTH - 0.3) * (k + chance.uniform(0.2, 0.8)) / 5, chance.uniform(0.1, 0.26)
        r, colour = chance.uniform(0.08, 0.13), colours[(k + chance.randint(0, 4)) % 5]
        for ray in range(18):
            angle = 2 * math.pi * ray / 18
            for inner, outer in ((0.25, 0.6), (0.72, 1.0)):
                start = (x + r * inner * math.cos(angle), y + r * inner * math.sin(angle))
                end = (x + r * outer * math.cos(angle), y + r * outer * math.sin(angle) + 0.01 * outer)
                c.line([start, end], colour, 0.0045)
            c.oval(x + r * math.cos(angle), y + r * math.sin(angle) + 0.01, 0.006, 0.006, (255, 250, 230))
        c.lamp(x, y, r * 0.9, colour, 0.55)
