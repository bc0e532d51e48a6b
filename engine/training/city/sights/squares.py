"""The theatre with its columns and chariot, and the market under striped awnings."""

from __future__ import annotations

from engine.model import Season
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.masonry import WARM, snow, wall, windows
from engine.training.city.nature import draw_ground, draw_street_lamp, draw_tree_row
from engine.training.city.sky import HORIZON, draw_skyline


def draw_theatre(c: Canvas) -> None:
    chance = c.chance("theatre")
    draw_skyline(c)
    draw_ground(c, paved=0.75)
    x, size = WIDTH / 2 + chance.uniform(-0.12, 0.12), chance.uniform(0.92, 1.06)
    foot = HORIZON + 0.1
    cream: Colour = chance.choice([(240, 222, 176), (236, 214, 190), (244, 232, 206)])
    wall(c, x - 0.48 * size, foot - 0.26 * size, 0.96 * size, 0.26 * size, cream)
    windows(c, x - 0.47 * size, foot - 0.24 * size, 0.22 * size, 0.2 * size, 4, 2, "left")
    windows(c, x + 0.25 * size, foot - 0.24 * size, 0.22 * size, 0.2 * size, 4, 2, "right")
    wall(c, x - 0.27 * size, foot - 0.37 * size, 0.54 * size, 0.37 * size, mix(cream, (255, 255, 255), 0.2))
    recess = (212, 150, 80) if c.light.lamps else c.light.on((176, 142, 104))
    c.box(x - 0.24 * size, foot - 0.27 * size, 0.48 * size, 0.27 * size, recess)
    for dx in (-0.12, 0.0, 0.12):
        c.arch(x + dx * size, foot, 0.05 * size, 0.12 * size, WARM if c.light.lamps else c.light.on((96, 66, 52)))
    white = c.light.on((250, 246, 238))
    for k in range(8):
        px = x + (-0.225 + 0.0643 * k) * size
        c.box(px - 0.013 * size, foot - 0.26 * size, 0.026 * size, 0.26 * size, white)
        c.box(px + 0.003 * size, foot - 0.26 * size, 0.01 * size, 0.26 * size, mix(white, (60, 60, 90), 0.2))
        c.box(px - 0.019 * size, foot - 0.272 * size, 0.038 * size, 0.015 * size, white)
    c.box(x - 0.28 * size, foot - 0.3 * size, 0.56 * size, 0.034 * size, white)
    c.polygon(
        [(x - 0.29 * size, foot - 0.3 * size), (x, foot - 0.41 * size), (x + 0.29 * size, foot - 0.3 * size)], white
    )
    c.polygon(
        [(x - 0.21 * size, foot - 0.307 * size), (x, foot - 0.385 * size), (x + 0.21 * size, foot - 0.307 * size)],
        c.light.on(mix(cream, (180, 130, 80), 0.3)),
    )
    snow(c, x - 0.27 * size, foot - 0.37 * size, 0.12 * size)
    _quadriga(c, x, foot - 0.4 * size, size)
    c.box(x - 0.34 * size, foot - 0.008, 0.68 * size, 0.022, c.light.on((206, 198, 188)))
    if c.light.lamps:
        for dx in (-0.18, 0.0, 0.18):
            c.lamp(x + dx * size, foot - 0.1, 0.15, (255, 196, 110), 0.42)
    for lamp in (0.1, WIDTH - 0.1):
        draw_street_lamp(c, lamp, foot + 0.03, 0.26)
    draw_tree_row(c, foot + 0.02, 0.13, [x - 0.58 * size, x + 0.58 * size], "theatre", 0.1)


def _quadriga(c: Canvas, x: float, foot: float, size: float) -> None:
    """Four horses rear before Apollo's chariot above the pediment."""
    bronze = c.light.on((74, 88, 72)) if not c.light.lamps else mix(c.light.on((74, 88, 72)), (20, 24, 30), 0.3)
    s = 0.105 * size
    c.box(x - 0.95 * s, foot - 0.04 * s, 1.9 * s, 0.1 * s, c.light.on((232, 224, 210)))
    for k, side in ((0, -1), (1, -1), (1, 1), (0, 1)):
        px = x + side * (0.62 - 0.36 * k) * s
        c.polygon(
            [(px - side * 0.2 * s, foot), (px - side * 0.22 * s, foot - 0.4 * s),
             (px + side * 0.06 * s, foot - 0.72 * s), (px + side * 0.2 * s, foot - 0.9 * s),
             (px + side * 0.36 * s, foot - 0.74 * s),
             (px + side * 0.2 * s, foot - 0.66 * s), (px + side * 0.12 * s, foot - 0.36 * s),
             (px - side * 0.08 * s, foot - 0.3 * s), (px - side * 0.08 * s, foot)],
            bronze,
        )  # fmt: skip
        c.line([(px + side * 0.08 * s, foot - 0.45 * s), (px + side * 0.28 * s, foot - 0.34 * s)], bronze, 0.07 * s)
    c.polygon(
        [(x - 0.2 * s, foot), (x - 0.14 * s, foot - 0.72 * s), (x + 0.14 * s, foot - 0.72 * s), (x + 0.2 * s, foot)],
        bronze,
    )
    c.oval(x, foot - 0.86 * s, 0.1 * s, 0.12 * s, bronze)
    c.line([(x - 0.06 * s, foot - 0.6 * s), (x - 0.34 * s, foot - 0.98 * s)], bronze, 0.08 * s)


def draw_market(c: Canvas) -> None:
    """Stalls in a row with striped awnings and crates of fruit, an arcade behind."""
    chance = c.chance("market")
    draw_skyline(c)
    draw_ground(c, paved=0.75)
    back = HORIZON + 0.04
    hall: Colour = chance.choice([(206, 124, 92), (190, 150, 110), (214, 176, 130)])
    wall(c, 0.06, back - 0.24, WIDTH - 0.12, 0.24, hall, 0.2)
    for k in range(9):
        px = 0.15 + k * 0.13
        c.arch(px, back, 0.075, 0.14, WARM if c.light.lamps else c.light.on((96, 84, 84), 0.2))
    c.polygon(
        [(0.03, back - 0.24), (0.18, back - 0.32), (WIDTH - 0.18, back - 0.32), (WIDTH - 0.03, back - 0.24)],
        c.light.on((236, 241, 248) if c.scene.season is Season.WINTER else (110, 74, 64), 0.2),
    )
    stripes: tuple[Colour, ...] = ((206, 52, 48), (42, 120, 80), (44, 92, 170), (226, 150, 40))
    goods: tuple[Colour, ...] = ((226, 60, 40), (246, 190, 40), (240, 130, 40), (96, 170, 60), (150, 60, 130))
    for k in range(4):
        x = 0.05 + k * 0.325 + chance.uniform(-0.02, 0.02)
        colour, foot = chance.choice(stripes), HORIZON + 0.14
        for post in (0.012, 0.245):
            c.box(x + post, foot - 0.2, 0.01, 0.2, c.light.on((120, 86, 60)))
        for stripe in range(7):
            left = x - 0.01 + stripe * 0.0414
            cloth = colour if stripe % 2 == 0 else (248, 244, 236)
            c.polygon(
                [
                    (left + 0.02, foot - 0.26),
                    (left + 0.0555, foot - 0.26),
                    (left + 0.0414, foot - 0.175),
                    (left, foot - 0.175),
                ],
                c.light.on(cloth),
            )
            c.oval(left + 0.0207, foot - 0.175, 0.0207, 0.012, c.light.on(cloth))
        if c.scene.season is Season.WINTER:
            c.box(x + 0.01, foot - 0.272, 0.27, 0.018, c.light.on((246, 249, 253)))
        c.box(x, foot - 0.075, 0.27, 0.075, c.light.on((150, 104, 66)))
        for fruit in range(9):
            c.oval(x + 0.02 + fruit * 0.029, foot - 0.083, 0.0155, 0.014, c.light.on(goods[(fruit // 2 + k) % 5]))
        if c.light.lamps:
            c.oval(x + 0.13, foot - 0.15, 0.011, 0.013, (255, 236, 180))
            c.lamp(x + 0.13, foot - 0.15, 0.09, (255, 206, 120), 0.6)
