"""The park alley, the fountain on its square, and the ferris wheel."""

from __future__ import annotations

import math

from engine.model import Season
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.masonry import wall, windows
from engine.training.city.nature import STONE, draw_ground, draw_street_lamp, draw_tree, draw_tree_row
from engine.training.city.sky import HORIZON, draw_skyline


def draw_park(c: Canvas) -> None:
    """An alley that runs to the horizon between tall trees, benches beside it."""
    chance = c.chance("park")
    draw_ground(c, HORIZON - 0.04, paved=0.0)
    vx = WIDTH / 2 + chance.uniform(-0.14, 0.14)
    path = c.light.on(mix(STONE[c.scene.season], (206, 176, 130), 0.5))
    c.polygon([(vx - 0.025, HORIZON - 0.03), (vx + 0.025, HORIZON - 0.03), (vx + 0.42, 1.0), (vx - 0.42, 1.0)], path)
    for k in range(5):
        near = 0.2 + 0.8 * (k / 4) ** 1.3
        foot = HORIZON - 0.03 + 0.2 * near
        for side in (-1, 1):
            x = vx + side * (0.08 + 0.5 * near)
            draw_tree(c, x, foot, 0.2 + 0.45 * near, f"alley{k}{side}", 0.6 * (1 - near))
    for side in (-1, 1):
        x, y = vx + side * 0.3, 0.79
        wood = c.light.on((150, 92, 52))
        c.box(x - 0.075, y, 0.15, 0.014, wood)
        c.box(x - 0.075, y - 0.04, 0.15, 0.012, wood)
        for leg in (-0.06, 0.055):
            c.box(x + leg, y - 0.04, 0.008, 0.085, c.light.on((60, 60, 64)))
        draw_street_lamp(c, vx + side * 0.2, 0.74, 0.2)


def draw_fountain(c: Canvas) -> None:
    """A round basin of two bowls; jets in the warm months, ice and garlands of light in winter."""
    chance = c.chance("fountain")
    draw_skyline(c)
    draw_ground(c, paved=0.7)
    x, foot = WIDTH / 2 + chance.uniform(-0.15, 0.15), HORIZON + 0.13
    left = 0.08
    while left < WIDTH - 0.1:
        width = chance.uniform(0.16, 0.22)
        colour: Colour = chance.choice([(226, 208, 176), (214, 186, 160), (196, 196, 204)])
        wall(c, left, HORIZON - 0.12, width * 0.94, 0.14, colour, 0.45)
        windows(c, left, HORIZON - 0.11, width * 0.94, 0.11, 5, 2, f"row{left:.2f}", 0.45)
        left += width
    draw_tree_row(c, HORIZON + 0.03, 0.17, [0.1, 0.27, 1.08, 1.25], "square", 0.3)
    stone, shade = c.light.on((206, 198, 188)), c.light.on((150, 142, 138))
    water = mix(c.light.on((120, 186, 220)), (255, 255, 255), 0.2)
    frozen = c.scene.season is Season.WINTER
    spray = c.light.on((214, 232, 246) if frozen else (226, 242, 252))
    if not frozen or c.light.lamps:
        spray = mix(spray, (255, 255, 255), 0.2)
    c.oval(x, foot, 0.34, 0.07, shade)
    c.oval(x, foot - 0.014, 0.34, 0.066, stone)
    c.oval(x, foot - 0.016, 0.305, 0.054, c.light.on((228, 240, 250)) if frozen else water)
    for dx, dy in ((-0.27, -0.036), (-0.2, -0.054), (-0.1, -0.066), (0.1, -0.066), (0.2, -0.054), (0.27, -0.036)):
        _statue(c, x + dx, foot + dy + 0.02)
    c.box(x - 0.025, foot - 0.2, 0.05, 0.2, stone)
    c.oval(x, foot - 0.135, 0.14, 0.03, shade)
    c.oval(x, foot - 0.142, 0.14, 0.026, stone)
    c.oval(x, foot - 0.23, 0.06, 0.016, stone)
    sheaf = c.light.on((240, 192, 72))
    c.polygon(
        [(x - 0.02, foot - 0.23), (x - 0.045, foot - 0.31), (x + 0.045, foot - 0.31), (x + 0.02, foot - 0.23)], sheaf
    )
    for side in (-1, 1):
        for reach, height in ((0.26, 0.24), (0.18, 0.3), (0.09, 0.36)):
            _jet(c, x, foot - 0.2, side * reach, height, spray, frozen=frozen)
    c.line([(x, foot - 0.22), (x, foot - 0.5)], spray, 0.014, 210)
    c.oval(x, foot - 0.5, 0.022, 0.03, spray, 180)
    if c.light.lamps:
        for dx in (-0.22, 0.0, 0.22):
            c.lamp(x + dx, foot - 0.06, 0.13, chance.choice([(120, 190, 255), (255, 150, 210), (150, 255, 220)]), 0.55)
    for lamp in (0.12, WIDTH - 0.12):
        draw_street_lamp(c, lamp, foot + 0.02, 0.26)


def _statue(c: Canvas, x: float, foot: float) -> None:
    """A gilded woman on her pedestal."""
    gold = mix(c.light.on((240, 190, 70)), (255, 214, 120), 0.3 if c.light.lamps else 0.0)
    c.box(x - 0.013, foot - 0.02, 0.026, 0.022, c.light.on((206, 198, 188)))
    c.polygon(
        [(x - 0.015, foot - 0.02), (x - 0.009, foot - 0.075), (x + 0.009, foot - 0.075), (x + 0.015, foot - 0.02)], gold
    )
    c.oval(x, foot - 0.083, 0.008, 0.009, gold)


def _jet(c: Canvas, x: float, top: float, reach: float, height: float, colour: Colour, *, frozen: bool) -> None:
    """A parabola of water from the middle to `reach`; icicles hang from it in winter."""
    points = []
    for k in range(13):
        t = k / 12
        points.append((x + reach * t, top - 4 * (height - 0.16) * t * (1 - t) + 0.17 * t * t))
    c.line(points, colour, 0.009, 200)
    if frozen:
        for px, py in points[3::2]:
            c.line([(px, py), (px, py + 0.03)], colour, 0.005, 200)


def draw_ferris_wheel(c: Canvas) -> None:
    chance = c.chance("wheel")
    draw_skyline(c)
    draw_ground(c, paved=0.3)
    r = chance.uniform(0.28, 0.31)
    x, y = WIDTH / 2 + chance.uniform(-0.2, 0.2), 0.4
    foot = HORIZON + 0.1
    draw_tree_row(c, HORIZON + 0.05, 0.15, [0.07, 0.22, 1.12, 1.27], "wheel", 0.3)
    steel = c.light.on((236, 238, 244))
    for side in (-1, 1):
        c.polygon(
            [(x, y), (x + side * 0.19, foot), (x + side * 0.165, foot), (x - side * 0.008, y)],
            c.light.on((170, 176, 190)),
        )
    turn = chance.uniform(0, 1)
    for k in range(16):
        angle = 2 * math.pi * (k + turn) / 16
        c.line([(x, y), (x + r * math.cos(angle), y + r * math.sin(angle))], steel, 0.004)
    c.ring(x, y, r, steel, 0.011)
    c.ring(x, y, r * 0.86, steel, 0.004)
    cabins: tuple[Colour, ...] = ((226, 60, 56), (246, 190, 50), (50, 130, 206), (70, 170, 90), (236, 120, 50))
    for k in range(16):
        angle = 2 * math.pi * (k + turn) / 16
        px, py = x + r * math.cos(angle), y + r * math.sin(angle)
        colour = cabins[k % len(cabins)]
        c.oval(px, py + 0.016, 0.026, 0.027, c.light.on(colour))
        c.box(px - 0.017, py + 0.006, 0.034, 0.015, (255, 236, 180) if c.light.lamps else c.light.on((210, 230, 246)))
        if c.light.lamps:
            c.lamp(px, py, 0.035, colour, 0.75)
    c.oval(x, y, 0.026, 0.026, c.light.on((226, 60, 56)))
    wall(c, x - 0.1, foot - 0.07, 0.2, 0.08, (214, 120, 90))
    windows(c, x - 0.1, foot - 0.06, 0.2, 0.05, 5, 1, "booth")
