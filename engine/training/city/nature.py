"""Ground, trees, grass and water as the seasons have them."""

from __future__ import annotations

import math

from engine.model import Season, TimeOfDay, Weather
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix
from engine.training.city.sky import HORIZON

GRASS: dict[Season, Colour] = {
    Season.WINTER: (238, 243, 250),
    Season.SPRING: (146, 196, 96),
    Season.SUMMER: (76, 148, 62),
    Season.AUTUMN: (190, 146, 70),
}
STONE: dict[Season, Colour] = {
    Season.WINTER: (226, 232, 240),
    Season.SPRING: (176, 172, 166),
    Season.SUMMER: (196, 184, 166),
    Season.AUTUMN: (170, 150, 128),
}
LEAVES: dict[Season, tuple[Colour, ...]] = {
    Season.WINTER: ((236, 241, 248),),
    Season.SPRING: ((158, 206, 104), (190, 222, 130), (246, 206, 222), (255, 236, 244)),
    Season.SUMMER: ((46, 116, 52), (66, 140, 60), (36, 98, 48)),
    Season.AUTUMN: ((226, 130, 36), (240, 178, 48), (196, 66, 36), (214, 152, 50)),
}


def draw_ground(c: Canvas, top: float = HORIZON, paved: float = 0.5) -> None:
    """From `top` to the lower edge; `paved` is the share of stone in its colour, the rest is grass or snow."""
    near = mix(GRASS[c.scene.season], STONE[c.scene.season], paved)
    c.gradient(top, 1.0, c.light.on(mix(near, (255, 255, 255), 0.06), 0.35), c.light.on(mix(near, (0, 0, 0), 0.06)))
    if paved > 0.5:
        _slabs(c, top, near)
    _litter(c, top, paved)


def _slabs(c: Canvas, top: float, stone: Colour) -> None:
    """Joints of the paving run to the horizon, which gives the square its depth."""
    joint = c.light.on(mix(stone, (40, 36, 50), 0.55))
    for k in range(-13, 14):
        far = WIDTH / 2 + k * 0.075
        c.line([(far, top), (WIDTH / 2 + k * 0.24, 1.0)], joint, 0.0022, 70)
    for k in range(1, 9):
        y = top + (1 - top) * (k / 9) ** 1.7
        c.line([(0, y), (WIDTH, y)], joint, 0.0022, 70)


def _litter(c: Canvas, top: float, paved: float) -> None:
    """Fallen leaves, flowers, drifts or puddles: what tells the season on the ground."""
    chance = c.chance("litter")
    season = c.scene.season
    for _ in range({Season.WINTER: 10, Season.SPRING: 34, Season.SUMMER: 20, Season.AUTUMN: 70}[season]):
        x, y = chance.uniform(0, WIDTH), top + (1 - top) * chance.uniform(0.08, 1.0)
        near = 0.4 + 0.9 * (y - top) / (1 - top)
        if season is Season.WINTER:
            c.oval(x, y, 0.1 * near, 0.012 * near, c.light.on((252, 253, 255)), 150)
        elif season is Season.AUTUMN:
            colour = chance.choice(LEAVES[season])
            c.oval(x, y, 0.009 * near, 0.005 * near, c.light.on(colour))
        elif season is Season.SPRING:
            colour = chance.choice([(255, 226, 236), (250, 240, 150), (255, 255, 255), (214, 150, 220)])
            c.oval(x, y, 0.006 * near, 0.005 * near, c.light.on(colour))
        elif paved < 0.5:
            for lean in (-0.006, 0.0, 0.006):
                c.line([(x, y), (x + lean, y - 0.018 * near)], c.light.on((52, 120, 48)), 0.003)
    if season is Season.SPRING or c.scene.weather is Weather.RAIN:
        for _ in range(4):
            x, y = chance.uniform(0.05, WIDTH - 0.05), top + (1 - top) * chance.uniform(0.3, 0.95)
            c.oval(x, y, chance.uniform(0.05, 0.1), 0.011, mix(c.light.sky_low, c.light.on((90, 110, 130)), 0.4), 190)


def draw_tree(c: Canvas, x: float, foot: float, height: float, key: str, depth: float = 0.0) -> None:
    """A tree of the season; `foot` is where it stands, `height` its height."""
    chance = c.chance(f"tree/{key}")
    bark = c.light.on((92, 70, 56), depth)
    c.oval(x, foot, height * 0.2, height * 0.022, (20, 24, 44), 60)
    c.polygon(
        [
            (x - height * 0.035, foot),
            (x - height * 0.015, foot - height * 0.5),
            (x + height * 0.015, foot - height * 0.5),
            (x + height * 0.035, foot),
        ],
        bark,
    )
    if c.scene.season is Season.WINTER:
        _bare(c, x, foot - height * 0.38, height * 0.36, -math.pi / 2, 3, key, depth)
        return
    palette = LEAVES[c.scene.season]
    # Large crowns get a third layer of small clumps that catch the light.
    layers = ((9, 1.0), (8, 0.72), (18, 0.98)) if height > 0.3 else ((9, 1.0), (8, 0.72))
    for layer, (count, spread) in enumerate(layers):
        for _ in range(count):
            angle, reach = chance.uniform(0, 2 * math.pi), chance.uniform(0.05, 0.24) * height * spread
            r = chance.uniform(0.1, 0.16) * height * (1.0, 0.75, 0.4)[layer]
            colour = mix(chance.choice(palette), (255, 255, 220) if layer else (20, 40, 30), 0.14 + 0.06 * (layer == 2))
            px = x + reach * math.cos(angle) - (0.03 * height if layer else 0)
            py = foot - height * 0.68 + reach * math.sin(angle) - (0.05 * height if layer else 0)
            c.oval(px, py, r, r * 0.92, c.light.on(colour, depth))


def _bare(c: Canvas, x: float, y: float, length: float, angle: float, order: int, key: str, depth: float) -> None:
    chance = c.chance(f"branch/{key}/{order}/{x:.3f}")
    tip = (x + length * math.cos(angle), y + length * math.sin(angle))
    c.line([(x, y), tip], c.light.on((98, 82, 76), depth), 0.004 * order)
    c.line(
        [(x, y - 0.003 * order), (tip[0], tip[1] - 0.003 * order)], c.light.on((244, 247, 252), depth), 0.0025 * order
    )
    if order > 1:
        for turn in (-0.6, 0.05, 0.65):
            bend = angle + turn + chance.uniform(-0.18, 0.18)
            _bare(c, *tip, length * chance.uniform(0.55, 0.75), bend, order - 1, f"{key}{turn}", depth)
    else:
        c.oval(*tip, 0.008, 0.004, c.light.on((246, 249, 253), depth), 190)


def draw_tree_row(c: Canvas, foot: float, height: float, xs: list[float], key: str, depth: float = 0.25) -> None:
    for number, x in enumerate(xs):
        draw_tree(c, x, foot, height * (0.9 + 0.2 * ((number * 37) % 10) / 10), f"{key}{number}", depth)


def water_colour(c: Canvas) -> Colour:
    """Ice-grey in winter, else the blue that the sky allows."""
    base = (176, 196, 212) if c.scene.season is Season.WINTER else (62, 108, 146)
    if c.scene.time_of_day is TimeOfDay.NIGHT:
        base = mix(base, (20, 30, 70), 0.5)
    return mix(c.light.on(base), c.light.sky_low, 0.25)


def draw_water(c: Canvas, shore: float, bottom: float) -> None:
    """A river between two heights: mirrors, glints, and floes of ice in winter."""
    c.reflect(shore, bottom, water_colour(c), 0.62 if c.light.lamps else 0.5)
    if c.light.lamps:
        c.streaks(shore, bottom)
    chance = c.chance("glints")
    for _ in range(26):
        x, y = chance.uniform(0, WIDTH), chance.uniform(shore + 0.01, bottom - 0.005)
        length = chance.uniform(0.02, 0.07) * (y - shore + 0.08) * 4
        c.line([(x, y), (x + length, y)], mix(c.light.sky_low, (255, 255, 255), 0.3), 0.0025, 120)
    if c.scene.season is Season.WINTER:
        for _ in range(9):
            x, y = chance.uniform(0, WIDTH), chance.uniform(shore + 0.03, bottom - 0.02)
            c.oval(x, y, chance.uniform(0.03, 0.09), 0.008, c.light.on((240, 245, 250)), 220)


def draw_street_lamp(c: Canvas, x: float, foot: float, height: float) -> None:
    iron = c.light.on((54, 58, 62))
    c.line([(x, foot), (x, foot - height)], iron, 0.006)
    c.box(x - 0.012, foot - 0.012, 0.024, 0.012, iron)
    bulb = (255, 226, 160) if c.light.lamps else c.light.on((240, 236, 220))
    c.oval(x, foot - height, 0.014, 0.016, bulb)
    if c.light.lamps:
        c.lamp(x, foot - height, 0.07, power=0.75)
        c.lamp(x, foot, 0.06, power=0.25)
