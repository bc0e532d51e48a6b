"""The many-domed cathedral on its square, and the white monastery by its pond."""

from __future__ import annotations

from engine.training.city.canvas import WIDTH, Canvas, Point
from engine.training.city.light import Colour
from engine.training.city.masonry import WARM, drum, kokoshniki, onion, snow, tent, wall
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


WHITE: Colour = (246, 238, 224)


def draw_cathedral(c: Canvas) -> None:
    """A tented tower among eight chapels, each dome with colours of its own, on a gallery of white arches."""
    chance = c.chance("cathedral")
    draw_skyline(c)
    draw_ground(c, paved=0.85)
    x, size = WIDTH / 2 + chance.uniform(-0.14, 0.14), chance.uniform(0.95, 1.05)
    foot = HORIZON + 0.1
    domes = list(DOMES)
    chance.shuffle(domes)
    for side in (-1, 1):
        draw_tree(c, x + side * 0.56 * size, foot, 0.24, f"church{side}", 0.15)
    c.oval(x, foot + 0.008, 0.46 * size, 0.022, (24, 18, 44), 70)
    for number, dx in enumerate((-0.135, 0.135)):
        _chapel(c, (x + dx * size, foot - 0.14 * size), 0.062 * size, 0.17 * size, domes[number])
    wall(c, x - 0.078 * size, foot - 0.41 * size, 0.156 * size, 0.3 * size, BRICK)
    for high, half in ((0.355, 0.07), (0.4, 0.084)):
        kokoshniki(c, x - half * size, foot - high * size, 2 * half * size, 3, WHITE, BRICK)
    tent(c, x, foot - 0.425 * size, 0.074 * size, 0.2 * size, (206, 96, 66))
    for lift in (0.05, 0.1):
        half = 0.07 * (1 - lift / 0.2) * size
        c.line(
            [(x - half, foot - (0.425 + lift) * size), (x + half, foot - (0.425 + lift) * size)],
            c.light.on(WHITE),
            0.004,
        )
    onion(c, x, foot - 0.605 * size, 0.029 * size, (246, 200, 70))
    for number, dx in enumerate((-0.275, 0.275)):
        _chapel(c, (x + dx * size, foot - 0.13 * size), 0.068 * size, 0.1 * size, domes[2 + number])
    for number, (dx, r, high) in enumerate(
        ((-0.2, 0.04, 0.05), (0.2, 0.04, 0.05), (-0.07, 0.048, 0.085), (0.07, 0.048, 0.085))
    ):
        _chapel(c, (x + dx * size, foot - 0.14 * size), r * size, high * size, domes[(4 - number) % 5])
    wall(c, x - 0.37 * size, foot - 0.15 * size, 0.74 * size, 0.15 * size, BRICK)
    kokoshniki(c, x - 0.37 * size, foot - 0.15 * size, 0.74 * size, 13, WHITE, (60, 130, 96))
    for k in range(9):
        px = x + (-0.3 + 0.075 * k) * size
        c.arch(px, foot - 0.012, 0.052 * size, 0.115 * size, c.light.on(WHITE))
        inside = WARM if c.light.lit_windows > 0.3 and k % 2 == 0 else c.light.on((104, 44, 42))
        c.arch(px, foot - 0.012, 0.034 * size, 0.095 * size, inside)
    c.box(x - 0.39 * size, foot - 0.018, 0.78 * size, 0.022, c.light.on((226, 216, 204)))
    snow(c, x - 0.37 * size, foot - 0.15 * size, 0.74 * size)
    for side in (-1, 1):
        wall(c, x + (side * 0.38 - 0.04) * size, foot - 0.12 * size, 0.08 * size, 0.125 * size, BRICK)
        tent(c, x + side * 0.38 * size, foot - 0.12 * size, 0.052 * size, 0.1 * size, (52, 132, 100))
    if c.light.lamps:
        for dx in (-0.3, 0.0, 0.3):
            c.lamp(x + dx * size, foot - 0.06, 0.12, (255, 190, 120), 0.3)
        c.lamp(x, foot - 0.32 * size, 0.16, (255, 200, 140), 0.24)


def _chapel(c: Canvas, foot: Point, r: float, high: float, dome: tuple[Colour, Colour]) -> None:
    """A brick drum with white arches and its striped dome."""
    x, y = foot
    colour, stripe = dome
    drum(c, x, y, r * 0.72, high, BRICK)
    kokoshniki(c, x - r * 0.8, y - high + r * 0.05, r * 1.6, 3, WHITE, BRICK)
    twist = {0: 1.3, 1: -1.3, 2: 0.0}[sum(colour) % 3]
    onion(c, x, y - high - r * 0.1, r, colour, stripe, twist)


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
        wall(c, bell - width / 2 * size, foot - (0.15 + 0.11 * k) * size, width * size, 0.12 * size, (190, 84, 66))
        for y in (0.035, 0.145):
            c.box(
                bell - width * 0.56 * size, foot - (y + 0.11 * k) * size, width * 1.12 * size, 0.009, c.light.on(white)
            )
        c.arch(bell, foot - (0.043 + 0.11 * k) * size, 0.044 * size, 0.084 * size, c.light.on(white))
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
        wall(c, x + (dx - 0.044) * size, foot - 0.15 * size, 0.088 * size, 0.042 * size, (184, 76, 60))
        kokoshniki(c, x + (dx - 0.044) * size, foot - 0.148 * size, 0.088 * size, 4, white, (184, 76, 60))
    if c.light.lamps:
        c.lamp(x, foot - 0.2, 0.22, (255, 200, 120), 0.34)
    draw_water(c, HORIZON + 0.03, 0.8)
    draw_bank(c, 0.8)


def draw_bank(c: Canvas, top: float) -> None:
    """The near shore."""
    draw_ground(c, top, paved=0.15)
