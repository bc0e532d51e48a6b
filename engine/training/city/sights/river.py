"""The bridge over the river, and the granite embankment."""

from __future__ import annotations

import math

from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.masonry import snow, wall, windows
from engine.training.city.nature import draw_ground, draw_street_lamp, draw_tree_row, draw_water
from engine.training.city.sights.churches import draw_bank
from engine.training.city.sky import HORIZON, draw_skyline


def draw_bridge(c: Canvas) -> None:
    """Cable-stayed, or an arch, by the seed; it crosses the whole picture."""
    chance = c.chance("bridge")
    draw_skyline(c)
    shore = HORIZON - 0.02
    draw_tree_row(c, shore, 0.09, [0.05, 0.16, 0.9, 1.05, 1.2, 1.3], "far", 0.5)
    deck = chance.uniform(0.47, 0.52)
    if chance.random() < 0.5:
        _cables(c, deck, shore + 0.1)
    else:
        _arch(c, deck, shore + 0.1)
    draw_water(c, shore, 0.82)
    # What stands in the water is drawn again over its reflection.
    steel = c.light.on((120, 118, 124))
    for x in (0.3, WIDTH - 0.3):
        c.box(x - 0.03, deck, 0.06, shore + 0.06 - deck, steel)
        c.box(x - 0.045, shore + 0.045, 0.09, 0.02, mix(steel, (255, 255, 255), 0.15))
    draw_bank(c, 0.82)


def _deck(c: Canvas, y: float, colour: Colour) -> None:
    c.box(-0.02, y, WIDTH + 0.04, 0.028, colour)
    c.box(-0.02, y + 0.02, WIDTH + 0.04, 0.01, mix(colour, (0, 0, 0), 0.3))
    snow(c, -0.02, y, WIDTH + 0.04)
    rail = mix(colour, (255, 255, 255), 0.2)
    c.line([(-0.02, y - 0.016), (WIDTH + 0.02, y - 0.016)], rail, 0.003)
    for k in range(9):
        x = 0.06 + k * 0.152
        c.line([(x, y), (x, y - 0.05)], rail, 0.003)
        if c.light.lamps:
            c.oval(x, y - 0.052, 0.007, 0.007, (255, 232, 170))
            c.lamp(x, y - 0.05, 0.04, power=0.7)


def _cables(c: Canvas, deck: float, foot: float) -> None:
    chance = c.chance("cables")
    colour = c.light.on(chance.choice([(232, 232, 236), (196, 60, 50), (226, 226, 230)]))
    _deck(c, deck, c.light.on((176, 176, 184)))
    for x in (0.3, WIDTH - 0.3):
        top = deck - 0.36
        for k in range(1, 8):
            reach = 0.045 * k
            lift = deck - 0.36 + 0.028 * (7 - k) * 0.9
            for side in (-1, 1):
                c.line([(x, lift), (x + side * reach, deck)], mix(colour, (255, 255, 255), 0.2), 0.0028)
        c.polygon([(x - 0.03, foot), (x - 0.009, top), (x + 0.009, top), (x + 0.03, foot)], colour)
        if c.light.lamps:
            c.lamp(x, top, 0.05, (255, 90, 80), 0.8)
            c.lamp(x, deck - 0.14, 0.12, (160, 190, 255), 0.4)


def _arch(c: Canvas, deck: float, foot: float) -> None:
    chance = c.chance("arch")
    colour = c.light.on(chance.choice([(178, 76, 66), (120, 140, 150), (196, 160, 96)]))
    middle, half, rise = WIDTH / 2, WIDTH / 2 - 0.28, 0.2
    for k in range(-8, 9):
        x = middle + half * k / 9
        y = deck - rise * math.sqrt(max(0.0, 1 - ((x - middle) / half) ** 2))
        c.line([(x, y), (x, deck)], mix(colour, (255, 255, 255), 0.25), 0.004)
    c.arc(middle, deck, half, rise, colour, 0.022)
    c.arc(middle, deck, half - 0.02, rise - 0.035, colour, 0.008)
    _deck(c, deck, c.light.on((150, 146, 146)))
    if c.light.lamps:
        c.lamp(middle, deck - rise, 0.2, (255, 196, 130), 0.35)
    for x in (0.3, WIDTH - 0.3):
        c.box(x - 0.03, deck, 0.06, foot - deck, c.light.on((140, 132, 126)))


def draw_embankment(c: Canvas) -> None:
    """Houses beyond the river, a granite parapet with lamps before it."""
    chance = c.chance("embankment")
    draw_skyline(c)
    x = -0.04
    number = 0
    while x < WIDTH:
        width, height = chance.uniform(0.14, 0.24), chance.uniform(0.13, 0.24)
        colour: Colour = chance.choice(
            [(236, 206, 140), (222, 160, 130), (190, 204, 190), (236, 226, 204), (206, 176, 190)]
        )
        wall(c, x, HORIZON - 0.04 - height, width, height + 0.05, colour, 0.25)
        rows = 3 if height < 0.18 else 4
        windows(c, x, HORIZON - 0.03 - height, width, height - 0.02, int(width / 0.034), rows, f"house{number}", 0.2)
        c.polygon(
            [
                (x - 0.005, HORIZON - 0.04 - height),
                (x + 0.02, HORIZON - 0.065 - height),
                (x + width - 0.02, HORIZON - 0.065 - height),
                (x + width + 0.005, HORIZON - 0.04 - height),
            ],
            c.light.on((232, 238, 246) if c.scene.season.value == "winter" else (126, 84, 72), 0.2),
        )
        x, number = x + width, number + 1
    draw_tree_row(c, HORIZON, 0.1, [0.1 + 0.16 * k for k in range(8)], "quay", 0.25)
    draw_water(c, HORIZON, 0.77)
    granite = c.light.on((168, 150, 144))
    draw_ground(c, 0.82, paved=0.9)
    c.box(-0.02, 0.765, WIDTH + 0.04, 0.07, granite)
    c.box(-0.02, 0.76, WIDTH + 0.04, 0.014, mix(granite, (255, 255, 255), 0.25))
    snow(c, -0.02, 0.76, WIDTH + 0.04)
    for k in range(6):
        post = 0.06 + k * 0.245
        c.box(post - 0.02, 0.75, 0.04, 0.085, mix(granite, (0, 0, 0), 0.12))
        if k % 2 == 0:
            draw_street_lamp(c, post, 0.755, 0.24)
