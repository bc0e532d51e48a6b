"""Figures in the foreground: few enough to be counted, or a crowd."""

from __future__ import annotations

from random import Random

from engine.model import Season
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix

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


def draw_people(c: Canvas) -> None:
    """People stand in slots of their own, farther ones first, so that each of up to twelve can be told apart."""
    chance = c.chance("people")
    if c.scene.crowd:
        spots = []
        for row, (foot, height) in enumerate(((0.83, 0.11), (0.885, 0.13), (0.95, 0.15))):
            count = chance.randint(8, 12)
            for k in range(count):
                x = (k + 0.5 + chance.uniform(-0.25, 0.25)) * WIDTH / count
                spots.append((foot + chance.uniform(-0.012, 0.012), x, height, row))
    else:
        slots = [(k % 12, chance.choice([0.86, 0.93])) for k in range(12)]
        chance.shuffle(slots)
        spots = []
        for slot, foot in slots[: c.scene.people_count]:
            x = (slot + 0.5 + chance.uniform(-0.14, 0.14)) * WIDTH / 12
            spots.append((foot + chance.uniform(-0.012, 0.012), x, 0.15 + 0.1 * (foot - 0.86), 0))
    for foot, x, height, _ in sorted(spots):
        _figure(c, chance, x, foot, height)


def _figure(c: Canvas, chance: Random, x: float, foot: float, height: float) -> None:
    # People stand out a little against the night: a figure that melts into it cannot be counted.
    bright = 0.3 if c.light.lamps else 0.05
    coat = mix(c.light.on(chance.choice(COATS)), (255, 226, 190), bright)
    legs = mix(c.light.on(chance.choice(TROUSERS)), (255, 226, 190), bright * 0.4)
    skin = mix(c.light.on((238, 196, 164)), (255, 226, 190), bright)
    w = height * 0.2
    c.oval(x, foot, w * 1.1, w * 0.22, (20, 20, 40), 70)
    stride = chance.uniform(0.2, 0.6)
    for side in (-1, 1):
        c.line([(x, foot - height * 0.45), (x + side * w * stride, foot)], legs, w * 0.5)
    long = 0.36 if c.scene.season is Season.WINTER else 0.42
    c.polygon(
        [
            (x - w * 0.62, foot - height * 0.78),
            (x + w * 0.62, foot - height * 0.78),
            (x + w * 0.8, foot - height * long),
            (x - w * 0.8, foot - height * long),
        ],
        coat,
    )
    for side in (-1, 1):
        c.line(
            [(x + side * w * 0.6, foot - height * 0.75), (x + side * w * 0.95, foot - height * 0.45)], coat, w * 0.32
        )
    r = height * 0.1
    c.oval(x, foot - height * 0.88, r, r * 1.1, skin)
    hat = (
        chance.choice(COATS)
        if c.scene.season is Season.WINTER
        else chance.choice([(60, 40, 30), (110, 70, 40), (30, 28, 30)])
    )
    c.oval(x, foot - height * 0.94, r * 1.02, r * 0.62, mix(c.light.on(hat), (255, 226, 190), bright * 0.5))
