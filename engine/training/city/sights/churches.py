"""The many-domed cathedral on its square, and the white monastery by its pond."""

from __future__ import annotations

from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour
from engine.training.city.masonry import WARM, drum, onion, snow, tent, wall
from engine.training.city.nature import draw_ground, draw_tree, draw_water
from engine.training.city.sky import HORIZON, draw_skyline

BRICK: Colour = (186, 74, 58)
DOMES: tuple[tuple[Colour, Colour], ...] = (
    ((44, 124, 86), (240, 206, 92)),
    ((38, 96, 176), (244, 244, 240)),
    ((206, 60, 56), (244, 210, 110)),
    ((234, 184, 62), (60, 130, 92)),
    ((52, 150, 160), (240, 236, 226)),
)


def draw_cathedral(c: Canvas) -> None:
    chance = c.chance("cathedral")
    draw_skyline(c)
    draw_ground(c, paved=0.85)
    x, size = WIDTH / 2 + chance.uniform(-0.16, 0.16), chance.uniform(0.85, 1.08)
    foot = HORIZON + 0.1
    domes = list(DOMES)
    chance.shuffle(domes)
    for side in (-1, 1):
        draw_tree(c, x + side * 0.56 * size, foot, 0.26, f"church{side}", 0.15)
    spots = [(-0.25, 0.14, 0.05), (0.25, 0.14, 0.05), (-0.125, 0.24, 0.06), (0.125, 0.24, 0.06)]
    for (dx, high, r), (colour, stripe) in zip(spots, domes, strict=False):
        drum(c, x + dx * size, foot - 0.14 * size, r * 0.66 * size, high * size, (226, 206, 178))
        onion(c, x + dx * size, foot - (0.14 + high) * size, r * size, colour, stripe)
    wall(c, x - 0.085 * size, foot - 0.42 * size, 0.17 * size, 0.3 * size, BRICK)
    tent(c, x, foot - 0.42 * size, 0.075 * size, 0.17 * size, (212, 190, 160))
    onion(c, x, foot - 0.575 * size, 0.026 * size, (240, 196, 74))
    wall(c, x - 0.33 * size, foot - 0.17 * size, 0.66 * size, 0.17 * size, BRICK)
    white = c.light.on((244, 236, 222))
    for k in range(7):
        px = x + (-0.27 + 0.09 * k) * size
        c.arch(px, foot - 0.015, 0.05 * size, 0.105 * size, white)
        inside = WARM if c.light.lit_windows > 0.3 and k % 2 == 0 else c.light.on((112, 50, 46))
        c.arch(px, foot - 0.015, 0.03 * size, 0.085 * size, inside)
    c.box(x - 0.34 * size, foot - 0.018, 0.68 * size, 0.02, white)
    c.box(x - 0.33 * size, foot - 0.155 * size, 0.66 * size, 0.012, white)
    if c.light.lamps:
        for dx in (-0.3, 0.0, 0.3):
            c.lamp(x + dx * size, foot - 0.06, 0.14, (255, 190, 120), 0.34)


def draw_monastery(c: Canvas) -> None:
    chance = c.chance("monastery")
    draw_skyline(c)
    draw_ground(c, paved=0.1)
    x, size = WIDTH / 2 + chance.uniform(-0.14, 0.14), chance.uniform(0.9, 1.08)
    foot = HORIZON + 0.015
    white: Colour = (246, 243, 236)
    gold: Colour = (242, 194, 66)
    bell = x + chance.choice([-0.36, 0.36]) * size
    for k, width in enumerate((0.1, 0.082, 0.064)):
        wall(c, bell - width / 2 * size, foot - (0.15 + 0.11 * k) * size, width * size, 0.12 * size, white)
        hollow = WARM if c.light.lamps else c.light.on((120, 130, 150))
        c.arch(bell, foot - (0.05 + 0.11 * k) * size, 0.03 * size, 0.07 * size, hollow)
    onion(c, bell, foot - 0.37 * size, 0.042 * size, gold)
    wall(c, x - 0.15 * size, foot - 0.2 * size, 0.3 * size, 0.2 * size, white)
    for dx, r, high in ((-0.11, 0.034, 0.05), (0.11, 0.034, 0.05), (0.0, 0.062, 0.08)):
        drum(c, x + dx * size, foot - 0.2 * size, r * 0.72 * size, high * size, white)
        onion(c, x + dx * size, foot - (0.2 + high) * size, r * size, gold)
    for dx in (-0.09, 0.0, 0.09):
        c.arch(x + dx * size, foot - 0.07 * size, 0.035 * size, 0.09 * size, c.light.on((150, 160, 178)))
    for side in (-1, 1):
        draw_tree(c, x + side * 0.24 * size, foot, 0.17, f"garden{side}", 0.2)
    wall(c, x - 0.58 * size, foot - 0.075 * size, 1.16 * size, 0.085 * size, white)
    snow(c, x - 0.58 * size, foot - 0.075 * size, 1.16 * size)
    for dx in (-0.56, -0.2, 0.2, 0.56):
        wall(c, x + (dx - 0.04) * size, foot - 0.11 * size, 0.08 * size, 0.12 * size, white)
        tent(c, x + dx * size, foot - 0.11 * size, 0.05 * size, 0.07 * size, (70, 120, 92))
    if c.light.lamps:
        c.lamp(x, foot - 0.2, 0.22, (255, 200, 120), 0.34)
    draw_water(c, HORIZON + 0.03, 0.8)
    draw_bank(c, 0.8)


def draw_bank(c: Canvas, top: float) -> None:
    """The near shore."""
    draw_ground(c, top, paved=0.15)
