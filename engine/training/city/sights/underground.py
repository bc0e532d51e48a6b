"""The metro hall: vault, chandeliers, a train; a skylight at its end shows the hour and the season outside."""

from __future__ import annotations

from engine.model import Season, TimeOfDay
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.nature import GRASS, LEAVES


def draw_metro(c: Canvas) -> None:
    chance = c.chance("metro")
    stone: Colour = chance.choice([(232, 222, 204), (222, 208, 190), (214, 222, 220)])
    trim: Colour = chance.choice([(150, 60, 52), (60, 100, 84), (176, 136, 70)])
    # Lamps burn here all day; the hour outside only tints the hall, most at night.
    dim = {TimeOfDay.NIGHT: 0.62, TimeOfDay.EVENING: 0.8}.get(c.scene.time_of_day, 1.0)
    hue = c.light.sky_low
    stone, trim = (mix(mix((0, 0, 0), colour, dim), hue, 0.12) for colour in (stone, trim))
    vx, vy = WIDTH / 2 + chance.uniform(-0.08, 0.08), 0.45
    c.gradient(0, 0.62, mix(stone, (120, 100, 80), 0.35), stone)
    c.gradient(0.6, 1.0, mix(stone, (90, 84, 84), 0.45), mix(stone, (60, 56, 60), 0.35))
    for k in range(6):
        share = 0.3 + 0.7 * k / 5
        half, lift = 0.7 * share, 0.42 * share
        c.arc(vx, vy + 0.12 * share, half, lift, mix(trim, stone, 0.35), 0.012 * share)
    _skylight(c, vx, vy)
    for side in (-1, 1):
        for k in range(5):
            near = 0.32 + 0.68 * k / 4
            x = vx + side * 0.62 * near
            top, foot = vy - 0.16 * near, vy + 0.42 * near
            c.box(x - 0.035 * near, top, 0.07 * near, foot - top, mix(trim, (255, 255, 255), 0.12))
            c.box(x + 0.01 * near, top, 0.025 * near, foot - top, mix(trim, (0, 0, 0), 0.25))
            c.box(x - 0.05 * near, top - 0.02 * near, 0.1 * near, 0.03 * near, stone)
    _train(c, vx, vy)
    for k in range(4):
        near = 0.35 + 0.65 * k / 3
        y = vy - 0.36 * near + 0.02
        gold = mix((214, 170, 80), (0, 0, 0), 1 - dim)
        c.line([(vx, y - 0.08 * near), (vx, y)], gold, 0.004 * near)
        c.oval(vx, y, 0.07 * near, 0.016 * near, gold)
        for dx in (-0.055, 0.0, 0.055):
            c.oval(vx + dx * near, y + 0.012 * near, 0.014 * near, 0.014 * near, (255, 246, 214))
        c.lamp(vx, y, 0.11 * near, (255, 226, 170), 0.42)
    for k in range(5):
        y = 0.68 + 0.07 * k * (1 + 0.12 * k)
        c.line([(0, y), (WIDTH, y)], mix(stone, (80, 70, 70), 0.55), 0.003)


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
