"""The red Kremlin wall with its towers, and the stepped high-rise with its spire."""

from __future__ import annotations

from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.masonry import merlons, onion, snow, tent, wall, windows
from engine.training.city.nature import draw_ground, draw_tree_row
from engine.training.city.sky import HORIZON, draw_skyline, star_points

RED: Colour = (172, 58, 46)
GREEN: Colour = (44, 108, 84)


def draw_kremlin(c: Canvas) -> None:
    chance = c.chance("kremlin")
    draw_skyline(c)
    draw_ground(c, paved=0.8)
    foot = HORIZON + 0.1
    palace = chance.uniform(0.35, 0.8)
    wall(c, palace - 0.24, foot - 0.25, 0.5, 0.16, (238, 216, 150), 0.2)
    windows(c, palace - 0.23, foot - 0.24, 0.48, 0.1, 11, 2, "palace", 0.2)
    for dx in (-0.12, 0.12):
        onion(c, palace + dx, foot - 0.26, 0.026, (240, 196, 74))
    wall(c, -0.02, foot - 0.13, WIDTH + 0.04, 0.13, RED)
    merlons(c, -0.02, foot - 0.128, WIDTH + 0.04, RED)
    if c.fine:
        for row in range(5):
            c.line(
                [(0, foot - 0.105 + row * 0.022), (WIDTH, foot - 0.105 + row * 0.022)],
                c.light.on((140, 44, 36)),
                0.0015,
            )
    snow(c, -0.02, foot - 0.13, WIDTH + 0.04)
    main = chance.uniform(0.45, 0.9)
    _tower(c, main, foot, chance.uniform(1.0, 1.12), clock=True)
    for x in (main - chance.uniform(0.42, 0.5), main + chance.uniform(0.42, 0.5)):
        _tower(c, x, foot, chance.uniform(0.62, 0.75), clock=False)
    draw_tree_row(c, foot + 0.02, 0.12, [0.06, 0.24, 1.1, 1.27], "firs", 0.1)


def _tower(c: Canvas, x: float, foot: float, size: float, *, clock: bool) -> None:
    """A square tower in tiers under a green tent; the main one has a clock, white stone and a belfry."""
    stone: Colour = (240, 226, 206)
    c.oval(x, foot + 0.006, 0.14 * size, 0.014, (24, 18, 44), 80)
    wall(c, x - 0.082 * size, foot - 0.27 * size, 0.164 * size, 0.27 * size, RED)
    c.arch(x, foot, 0.075 * size, 0.135 * size, c.light.on(stone))
    c.arch(x, foot, 0.056 * size, 0.115 * size, c.light.on((70, 26, 26)))
    for dx in (-0.06, 0.06):
        c.arch(x + dx * size, foot - 0.17 * size, 0.016 * size, 0.05 * size, c.light.on((90, 30, 28)))
    merlons(c, x - 0.09 * size, foot - 0.265 * size, 0.185 * size, stone, 0.026 * size)
    for dx in (-0.084, 0.084):
        tent(c, x + dx * size, foot - 0.27 * size, 0.011 * size, 0.06 * size, stone)
    top = 0.37
    wall(c, x - 0.06 * size, foot - top * size, 0.12 * size, 0.105 * size, RED)
    c.box(x - 0.066 * size, foot - top * size, 0.132 * size, 0.009, c.light.on(stone))
    if clock:
        for r, colour in ((0.044, (246, 204, 90)), (0.037, (24, 26, 34))):
            c.oval(x, foot - 0.318 * size, r * size, r * size, c.light.on(colour))
        gold = (255, 226, 140) if c.light.lamps else c.light.on((250, 216, 120))
        c.line([(x, foot - 0.318 * size), (x, foot - 0.348 * size)], gold, 0.005)
        c.line([(x, foot - 0.318 * size), (x + 0.02 * size, foot - 0.31 * size)], gold, 0.005)
        wall(c, x - 0.042 * size, foot - 0.425 * size, 0.084 * size, 0.056 * size, RED)
        for dx in (-0.024, 0.0, 0.024):
            c.arch(x + dx * size, foot - 0.375 * size, 0.017 * size, 0.04 * size, c.light.on(stone))
        top = 0.425
    tent(c, x, foot - top * size, 0.054 * size, 0.17 * size, GREEN)
    c.line([(x, foot - (top + 0.16) * size), (x, foot - (top + 0.19) * size)], c.light.on((238, 196, 84)), 0.006)
    star = foot - (top + 0.2) * size
    red = (240, 48, 42) if c.light.lamps else c.light.on((220, 30, 36))
    c.polygon(star_points(x, star, 0.03 * size), red)
    if c.light.lamps:
        c.lamp(x, star, 0.045, (255, 60, 50), 0.8)
        c.lamp(x, foot - 0.1, 0.13, (255, 170, 100), 0.34)
        c.lamp(x, foot - 0.3 * size, 0.1, (255, 180, 110), 0.24)


def draw_high_rise(c: Canvas) -> None:
    chance = c.chance("high_rise")
    draw_skyline(c)
    draw_ground(c, paved=0.55)
    x, size = WIDTH / 2 + chance.uniform(-0.2, 0.2), chance.uniform(0.92, 1.1)
    foot = HORIZON + 0.09
    cream: Colour = chance.choice([(226, 208, 176), (214, 196, 170), (232, 218, 192)])
    c.oval(x, foot + 0.008, 0.54 * size, 0.022, (24, 18, 44), 70)
    for side in (-1, 1):
        _step(c, x + side * 0.41 * size, foot, 0.15 * size, 0.12 * size, cream, 5, 4)
        c.box(x + side * 0.41 * size - 0.05 * size, foot - 0.14 * size, 0.1 * size, 0.02 * size, c.light.on(cream))
        _step(c, x + side * 0.27 * size, foot, 0.15 * size, 0.2 * size, cream, 4, 7)
        tent(c, x + side * 0.27 * size, foot - 0.2 * size, 0.022 * size, 0.07 * size, cream)
        _step(c, x + side * 0.165 * size, foot, 0.13 * size, 0.29 * size, cream, 4, 10)
    _step(c, x, foot, 0.24 * size, 0.4 * size, cream, 7, 14)
    _step(c, x, foot - 0.4 * size, 0.15 * size, 0.07 * size, cream, 5, 2)
    _step(c, x, foot - 0.47 * size, 0.09 * size, 0.05 * size, cream, 3, 1)
    tent(c, x, foot - 0.52 * size, 0.03 * size, 0.11 * size, mix(cream, (220, 180, 90), 0.5))
    spire = foot - 0.66 * size
    c.line([(x, foot - 0.6 * size), (x, spire)], c.light.on((238, 196, 84)), 0.006)
    c.polygon(star_points(x, spire - 0.008, 0.018 * size), c.light.on((240, 200, 90)))
    if c.light.lamps:
        c.lamp(x, spire, 0.04, (255, 120, 90), 0.8)
        for k in range(5):
            c.lamp(x + (k - 2) * 0.14 * size, foot - 0.02, 0.1, (255, 196, 120), 0.4)
        c.lamp(x, foot - 0.42 * size, 0.12, (255, 214, 150), 0.4)
    draw_tree_row(c, foot + 0.02, 0.13, [x + d * size for d in (-0.56, -0.46, 0.46, 0.56)], "avenue", 0.1)


def _step(
    c: Canvas, x: float, foot: float, width: float, height: float, colour: Colour, columns: int, rows: int
) -> None:
    wall(c, x - width / 2, foot - height, width, height, colour)
    windows(
        c, x - width * 0.46, foot - height * 0.96, width * 0.92, height * 0.9, columns, rows, f"{x:.2f}{height:.2f}"
    )
    c.box(x - width * 0.53, foot - height - 0.006, width * 1.06, 0.01, c.light.on(mix(colour, (255, 255, 255), 0.3)))
    snow(c, x - width / 2, foot - height - 0.004, width)
