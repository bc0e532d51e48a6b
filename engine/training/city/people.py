"""Figures in the foreground: few enough to be counted, or a crowd."""

from __future__ import annotations

from random import Random

from engine.model import Season
from engine.training.city.canvas import Canvas
from engine.training.city.cutout import Cutout, rim_colour, seen
from engine.training.city.light import Colour, mix
from engine.training.city.places import Spot, people_spots

COATS: tuple[Colour, ...] = (
    (214, 44, 52),
    (36, 92, 190),
    (246, 186, 40),
    (44, 150, 90),
    (150, 66, 160),
    (240, 120, 40),
    (240, 240, 244),
    (40, 44, 62),
    (226, 110, 150),
)
TROUSERS: tuple[Colour, ...] = ((40, 44, 60), (70, 60, 54), (52, 70, 110))
HAIR: tuple[Colour, ...] = ((60, 40, 30), (110, 70, 40), (30, 28, 30), (190, 140, 70))


def draw_people(c: Canvas) -> None:
    """People stand in places of their own, farther ones first, so that each of up to twelve can be told apart."""
    chance = c.chance("people")
    coats = list(COATS)
    chance.shuffle(coats)
    for number, spot in enumerate(people_spots(c.scene)):
        _figure(c, chance, spot, coats[number % len(coats)])


def _figure(c: Canvas, chance: Random, spot: Spot, cloth: Colour) -> None:
    winter = c.scene.season is Season.WINTER
    coat, legs = seen(c, cloth, 0.6), seen(c, chance.choice(TROUSERS), 0.4)
    skin = seen(c, (238, 196, 164), 0.6)
    h = spot.height
    c.oval(spot.x, spot.foot, h * 0.24, h * 0.05, (20, 20, 40), 80)
    figure = Cutout(c, spot.x, spot.foot, h)
    stride, skirt = chance.uniform(0.05, 0.12), chance.random() < 0.4
    for side in (-1, 1):
        figure.line([(side * 0.04, -0.46), (side * stride, -0.01)], legs, 0.1)
    hem, wide = (-0.28, 0.2) if winter or skirt else (-0.42, 0.15)
    for side in (-1, 1):
        figure.line([(side * 0.12, -0.74), (side * 0.19, -0.45)], mix(coat, (20, 16, 40), 0.16), 0.075)
    figure.polygon([(-0.13, -0.79), (0.13, -0.79), (wide, hem), (-wide, hem)], coat)
    figure.oval(0, -0.885, 0.1, 0.11, skin)
    if winter:
        hat = seen(c, chance.choice(COATS), 0.5)
        figure.oval(0, -0.94, 0.105, 0.07, hat)
        figure.line([(-0.1, -0.785), (0.1, -0.785)], hat, 0.06, rim=False)
    else:
        figure.oval(0, -0.955, 0.1, 0.055, seen(c, chance.choice(HAIR), 0.4))
    if c.fine:
        for side in (-1, 1):
            figure.oval(side * 0.035, -0.885, 0.011, 0.015, (40, 28, 30), rim=False)
        figure.line([(-0.026, -0.836), (0, -0.828), (0.026, -0.836)], (170, 84, 80), 0.009, rim=False)
        figure.line([(0, -0.77), (0, hem - 0.02)], mix(coat, (20, 16, 40), 0.3), 0.008, rim=False)
    figure.put(rim_colour(c), 0.004 + 0.012 * h)
