"""The metro hall: vault, chandeliers, a train; a skylight at its end shows the hour and the season outside."""

from __future__ import annotations

import math

from engine.model import Season, TimeOfDay
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.nature import GRASS, LEAVES
from engine.training.city.soft import wet


def draw_metro(c: Canvas) -> None:
    chance = c.chance("metro")
    stone: Colour = chance.choice([(232, 222, 204), (222, 208, 190), (214, 222, 220)])
    trim: Colour = chance.choice([(150, 60, 52), (60, 100, 84), (176, 136, 70)])
    # Lamps burn here all day; the hour outside only tints the hall, most at night.
    dim = {TimeOfDay.NIGHT: 0.62, TimeOfDay.EVENING: 0.8}.get(c.scene.time_of_day, 1.0)
    hue = c.light.sky_low
    stone, trim = (mix(mix((0, 0, 0), colour, dim), hue, 0.12) for colour in (stone, trim))
    vx, vy = WIDTH / 2 + chance.uniform(-0.08, 0.08), 0.45
    _vault(c, vx, vy, stone, trim)
    _skylight(c, vx, vy)
    _floor(c, vx, stone, trim)
    wet(c, 0.668, mix(stone, (70, 60, 64), 0.5), 0.5)
    _train(c, vx, vy)
    for side in (-1, 1):
        _columns(c, vx, vy, side, stone, trim)
    for k in range(4):
        near = 0.3 + 0.7 * k / 3
        _chandelier(c, vx, vy - 0.3 * near, near, mix((214, 170, 80), (0, 0, 0), 1 - dim))


def _vault(c: Canvas, vx: float, vy: float, stone: Colour, trim: Colour) -> None:
    """Bays behind one another, each a little lighter, with ribs and gilded medallions between them."""
    c.gradient(0, 1.0, mix(stone, (70, 56, 50), 0.55), mix(stone, (70, 56, 50), 0.35))
    for k in range(6):
        share = 1.12 - 0.155 * k
        bay = mix(stone, (84, 66, 56), 0.46 - 0.075 * k)
        top = vy + 0.16 * share
        c.oval(vx, top, 0.68 * share, 0.54 * share, bay)
        c.box(vx - 0.68 * share, top, 1.36 * share, 0.7 - top + 0.2, bay)
        c.arc(vx, top, 0.68 * share, 0.54 * share, mix(trim, stone, 0.25), 0.018 * share)
        c.arc(vx, top, 0.655 * share, 0.515 * share, mix(stone, (255, 255, 255), 0.4), 0.006 * share)
        for turn in (-0.95, -0.5, 0.5, 0.95):
            x, y = vx + 0.6 * share * math.sin(turn), top - 0.47 * share * math.cos(turn)
            c.oval(x, y, 0.022 * share, 0.022 * share, mix(trim, stone, 0.1))
            c.oval(x, y, 0.014 * share, 0.014 * share, (226, 190, 108))


def _floor(c: Canvas, vx: float, stone: Colour, trim: Colour) -> None:
    """Polished slabs that run to the far end, a darker path in their middle."""
    top = 0.64
    c.gradient(top, 1.0, mix(stone, (110, 96, 92), 0.3), mix(stone, (66, 58, 62), 0.5))
    c.polygon(
        [(vx - 0.06, top), (vx + 0.06, top), (vx + 0.3, 1.0), (vx - 0.3, 1.0)], mix(trim, (70, 62, 62), 0.45), 120
    )
    joint = mix(stone, (50, 44, 48), 0.6)
    for k in range(-9, 10):
        c.line([(vx + k * 0.045, top), (vx + k * 0.22, 1.0)], joint, 0.0025, 110)
    for k in range(1, 8):
        y = top + 0.36 * (k / 8) ** 1.8
        c.line([(0, y), (WIDTH, y)], joint, 0.0025, 110)


def _columns(c: Canvas, vx: float, vy: float, side: int, stone: Colour, trim: Colour) -> None:
    """Marble columns under a cornice, nearer ones larger."""
    far, close = 0.36, 1.12
    c.polygon(
        [(vx + side * 0.6 * far, vy - 0.19 * far), (vx + side * 0.6 * close, vy - 0.19 * close),
         (vx + side * 0.6 * close, vy - 0.1 * close), (vx + side * 0.6 * far, vy - 0.1 * far)],
        mix(stone, (255, 255, 255), 0.25),
    )  # fmt: skip
    for k in range(5):
        near = far + (close - far) * k / 4
        x, top, foot = vx + side * 0.6 * near, vy - 0.1 * near, vy + 0.44 * near
        half = 0.042 * near
        marble = mix(trim, (255, 255, 255), 0.18)
        c.box(x - half, top, 2 * half, foot - top, marble)
        c.box(x - half, top, 0.5 * half, foot - top, mix(marble, (255, 255, 255), 0.3))
        c.box(x + 0.35 * half, top, 0.65 * half, foot - top, mix(marble, (16, 10, 20), 0.3))
        for y, high in ((top, 0.03 * near), (foot - 0.035 * near, 0.035 * near)):
            c.box(x - 1.4 * half, y, 2.8 * half, high, mix(stone, (255, 250, 236), 0.35))
        c.oval(x - side * 1.5 * half, top + 0.09 * near, 0.016 * near, 0.02 * near, (255, 244, 208))
        c.lamp(x - side * 1.5 * half, top + 0.09 * near, 0.05 * near, (255, 220, 160), 0.3)


def _chandelier(c: Canvas, x: float, y: float, near: float, gold: Colour) -> None:
    """A gilded ring of glowing globes on a rod."""
    c.line([(x, y - 0.12 * near), (x, y)], gold, 0.007 * near)
    c.oval(x, y, 0.098 * near, 0.024 * near, gold)
    c.oval(x, y - 0.006 * near, 0.078 * near, 0.014 * near, mix(gold, (255, 240, 190), 0.5))
    c.oval(x, y + 0.026 * near, 0.034 * near, 0.022 * near, mix(gold, (255, 240, 190), 0.3))
    for dx, drop in ((-0.09, 0.008), (-0.05, 0.024), (0.0, 0.032), (0.05, 0.024), (0.09, 0.008)):
        c.oval(x + dx * near, y + drop * near, 0.019 * near, 0.02 * near, (255, 248, 222))
    c.lamp(x, y + 0.01, 0.12 * near, (255, 226, 170), 0.42)


def _skylight(c: Canvas, x: float, y: float) -> None:
    """The far end opens to a glass front: sky, ground and a tree of the season."""
    frame = mix(c.light.on((120, 100, 80)), (60, 50, 44), 0.3)
    c.arch(x, y + 0.2, 0.42, 0.42, frame)
    c.arch(x, y + 0.19, 0.385, 0.395, c.light.sky_top)
    c.box(x - 0.1925, y - 0.02, 0.385, 0.13, c.light.sky_low)
    c.box(x - 0.1925, y + 0.1, 0.385, 0.09, c.light.on(GRASS[c.scene.season]))
    leaves = LEAVES[c.scene.season]
    for k, dx in enumerate((-0.13, -0.04, 0.06, 0.14)):
        c.line([(x + dx, y + 0.12), (x + dx, y)], c.light.on((92, 70, 56)), 0.008)
        if c.scene.season is Season.WINTER:
            for turn in (-0.035, 0.035):
                c.line([(x + dx, y + 0.05), (x + dx + turn, y - 0.02)], c.light.on((98, 82, 76)), 0.005)
                c.line([(x + dx, y + 0.045), (x + dx + turn, y - 0.025)], c.light.on((246, 249, 253)), 0.004)
        else:
            c.oval(x + dx, y - 0.01, 0.05, 0.055, c.light.on(leaves[k % len(leaves)]))
            c.oval(x + dx - 0.015, y - 0.03, 0.028, 0.03, c.light.on(leaves[(k + 1) % len(leaves)]))
    for dx in (-0.096, 0.0, 0.096):
        c.line([(x + dx, y - 0.19), (x + dx, y + 0.19)], frame, 0.006)
    c.line([(x - 0.19, y + 0.02), (x + 0.19, y + 0.02)], frame, 0.006)


def _train(c: Canvas, vx: float, vy: float) -> None:
    chance = c.chance("train")
    side = chance.choice([-1, 1])
    blue: Colour = chance.choice([(44, 84, 160), (40, 120, 150), (196, 60, 54)])
    near, far = vx + side * 0.8, vx + side * 0.3
    top_near, top_far, low_near, low_far = vy - 0.06, vy + 0.02, vy + 0.36, vy + 0.16
    c.polygon([(near, top_near), (far, top_far), (far, low_far), (near, low_near)], blue)
    for k in range(4):
        a, b = 0.08 + 0.235 * k, 0.08 + 0.235 * k + 0.15
        xa, xb = near + (far - near) * a, near + (far - near) * b
        ta = top_near + (top_far - top_near) * a + 0.05 * (1 - a)
        tb = top_near + (top_far - top_near) * b + 0.05 * (1 - b)
        c.polygon([(xa, ta), (xb, tb), (xb, tb + 0.1 * (1 - 0.5 * b)), (xa, ta + 0.1 * (1 - 0.5 * a))], (255, 236, 180))
    c.polygon(
        [(near, low_near - 0.07), (far, low_far - 0.03), (far, low_far), (near, low_near)], mix(blue, (0, 0, 0), 0.4)
    )
