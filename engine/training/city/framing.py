"""A branch of the season in an upper corner, as postcards frame a view; it tells the season at thumbnail size."""

from __future__ import annotations

import math

from engine.model import Season
from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour, mix

_BARK: Colour = (74, 58, 50)
_LEAVES: dict[Season, tuple[Colour, ...]] = {
    Season.WINTER: ((250, 252, 255),),
    Season.SPRING: ((255, 178, 206), (255, 206, 224), (250, 150, 190), (255, 238, 244)),
    Season.SUMMER: ((40, 122, 48), (66, 150, 58), (30, 98, 44), (104, 178, 72)),
    Season.AUTUMN: ((232, 118, 26), (246, 178, 40), (206, 66, 32), (250, 206, 84)),
}


def hangs_left(c: Canvas) -> bool:
    """Which upper corner the branch takes; the other one is free."""
    return c.chance("branch/side").random() < 0.5


def draw_branch(c: Canvas) -> None:
    """Two boughs reaching in from the left or the right edge, in blossom, in leaf, in gold or under snow."""
    chance = c.chance("branch")
    left = hangs_left(c)
    top = chance.uniform(-0.02, 0.03)
    for slope, reach in ((chance.uniform(0.12, 0.2), chance.uniform(0.36, 0.44)), (0.52, chance.uniform(0.22, 0.28))):
        _bough(c, left, top, slope, reach, f"branch/{slope:.3f}")


def _bough(c: Canvas, left: bool, top: float, slope: float, reach: float, key: str) -> None:
    """From the edge inwards, `reach` long, falling by `slope` of its length."""
    chance = c.chance(key)
    points = []
    for step in range(7):
        along = reach * step / 6
        x = along - 0.02
        y = top + slope * along + 0.012 * math.sin(step * 1.7)
        points.append((x if left else WIDTH - x, y))
    c.line(points, _seen(c, _BARK), 0.008)
    season = c.scene.season
    if season is Season.WINTER:
        c.line([(x, y - 0.006) for x, y in points], _seen(c, (250, 252, 255)), 0.008)
    for x, y in points[1:]:
        for _ in range(2):
            sway, drop = chance.uniform(-0.05, 0.05), chance.uniform(0.02, 0.075)
            tip = (x + sway, y + drop)
            c.line([(x, y), tip], _seen(c, _BARK), 0.004)
            if season is Season.WINTER:
                c.line([(x, y - 0.003), (tip[0], tip[1] - 0.003)], _seen(c, (250, 252, 255)), 0.005)
                c.oval(*tip, 0.012, 0.009, _seen(c, (250, 252, 255)))
            else:
                _tuft(c, *tip, key=f"{key}/{tip[0]:.3f}")


def _tuft(c: Canvas, x: float, y: float, key: str) -> None:
    """Five blossoms or leaves around a tip."""
    chance = c.chance(key)
    season = c.scene.season
    for _ in range(5):
        colour = _seen(c, chance.choice(_LEAVES[season]))
        px, py = x + chance.uniform(-0.026, 0.026), y + chance.uniform(-0.022, 0.022)
        if season is Season.SPRING:
            r = chance.uniform(0.011, 0.017)
            c.oval(px, py, r, r, colour)
            c.oval(px, py, r * 0.3, r * 0.3, _seen(c, (240, 90, 140)))
        else:
            angle, long = chance.uniform(0, math.pi), chance.uniform(0.018, 0.026)
            dx, dy = long * math.cos(angle), long * math.sin(angle)
            c.polygon(
                [
                    (px - dx, py - dy),
                    (px - dy * 0.45, py + dx * 0.45),
                    (px + dx, py + dy),
                    (px + dy * 0.45, py - dx * 0.45),
                ],
                colour,
            )


def _seen(c: Canvas, colour: Colour) -> Colour:
    # Lamps below light the branch a little, or the night would leave one season like another.
    return mix(c.light.on(colour), colour, 0.4 if c.light.lamps else 0.2)
