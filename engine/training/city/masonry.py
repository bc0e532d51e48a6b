"""What buildings are made of: windows, domes, columns, merlons."""

from __future__ import annotations

import math

from engine.model import Season
from engine.training.city.canvas import Canvas, Point
from engine.training.city.light import Colour, mix

WARM: Colour = (255, 214, 132)


def windows(
    c: Canvas, x: float, y: float, width: float, height: float, columns: int, rows: int, key: str, depth: float = 0.0
) -> None:
    """A grid of windows on a wall; some are lit when the light says so."""
    chance = c.chance(f"windows/{key}")
    cell_w, cell_h = width / columns, height / rows
    dark = c.light.on((74, 92, 116), depth)
    for row in range(rows):
        for column in range(columns):
            lit = chance.random() < c.light.lit_windows
            colour = mix(WARM, c.light.air, depth * 0.3) if lit else dark
            c.box(x + (column + 0.28) * cell_w, y + (row + 0.22) * cell_h, cell_w * 0.44, cell_h * 0.5, colour)


def wall(c: Canvas, x: float, y: float, width: float, height: float, colour: Colour, depth: float = 0.0) -> None:
    """A front, lighter towards the light's side, with snow on its top edge in winter."""
    lit = c.light.on(colour, depth)
    c.box(x, y, width, height, lit)
    c.box(x + width * 0.72, y, width * 0.28, height, mix(lit, (20, 20, 50), 0.14))
    snow(c, x, y, width, depth)


def snow(c: Canvas, x: float, y: float, width: float, depth: float = 0.0) -> None:
    if c.scene.season is Season.WINTER:
        c.box(x - 0.003, y - 0.008, width + 0.006, 0.011, c.light.on((246, 249, 253), depth))


def onion(
    c: Canvas, x: float, foot: float, r: float, colour: Colour, stripe: Colour | None = None, twist: float = 0.0
) -> None:
    """An onion dome with a cross; `foot` is where it begins, `r` its half width. Stripes turn by `twist` on the way."""
    outline: list[Point] = []
    for k in range(25):
        t = k / 24
        half = r * (0.62 + 0.55 * math.sin(math.pi * min(1.0, t * 1.45)) * (1 - t)) * (1 - t) ** 0.35
        outline.append((half if k else r * 0.62, t))
    tall = r * 2.5
    left = [(x - half, foot - t * tall) for half, t in outline]
    right = [(x + half, foot - t * tall) for half, t in reversed(outline)]
    base = c.light.on(colour)
    c.polygon(left + right, base)
    if stripe is not None and c.height > 100:
        paint = c.light.on(stripe)
        for start in (-1.5, -0.9, -0.3, 0.3, 0.9) if twist else (-0.75, -0.15, 0.45):
            bounds = [(half, t, min(1.0, max(-1.0, start + twist * t))) for half, t in outline]
            edge = [(x + half * u, foot - t * tall) for half, t, u in bounds]
            back = [(x + half * min(1.0, max(u, start + 0.3 + twist * t)), foot - t * tall) for half, t, u in bounds]
            c.polygon(edge + back[::-1], paint)
    shade = [(x + half, foot - t * tall) for half, t in outline]
    c.polygon(
        shade + [(x + half * 0.5, foot - t * tall) for half, t in reversed(outline)], mix(base, (20, 10, 40), 0.7), 70
    )
    shine = [(x - half * 0.62, foot - t * tall) for half, t in outline[2:17]]
    c.polygon(
        shine + [(x - half * 0.4, foot - t * tall) for half, t in reversed(outline[2:17])],
        mix(base, (255, 255, 255), 0.45),
        190,
    )
    if c.scene.season is Season.WINTER:
        cap = [(x - half, foot - t * tall) for half, t in outline[13:]]
        c.polygon(
            cap + [(x + half, foot - t * tall) for half, t in reversed(outline[13:])], c.light.on((244, 248, 253)), 170
        )
    gold = c.light.on((238, 196, 84))
    top = foot - tall
    c.line([(x, top + r * 0.1), (x, top - r * 0.75)], gold, r * 0.12)
    c.line([(x - r * 0.25, top - r * 0.42), (x + r * 0.25, top - r * 0.42)], gold, r * 0.12)


def drum(c: Canvas, x: float, foot: float, r: float, height: float, colour: Colour) -> None:
    """The round tower below a dome."""
    lit = c.light.on(colour)
    c.box(x - r, foot - height, 2 * r, height, lit)
    c.box(x + r * 0.35, foot - height, r * 0.65, height, mix(lit, (20, 20, 50), 0.16))
    slit = WARM if c.light.lit_windows > 0.3 else c.light.on((70, 80, 100))
    for shift in (-0.5, 0.0, 0.5):
        c.box(x + r * shift - r * 0.09, foot - height * 0.75, r * 0.18, height * 0.5, slit)


def kokoshniki(c: Canvas, x: float, y: float, width: float, count: int, colour: Colour, inside: Colour) -> None:
    """A row of keel arches along a wall's upper edge; (x, y) is its left foot."""
    step = width / count
    for k in range(count):
        middle = x + (k + 0.5) * step
        for share, paint in ((1.0, colour), (0.62, inside)):
            r = step * 0.5 * share
            c.polygon(
                [(middle - r, y), (middle - r, y - r * 0.7), (middle - r * 0.6, y - r * 1.3), (middle, y - r * 1.8),
                 (middle + r * 0.6, y - r * 1.3), (middle + r, y - r * 0.7), (middle + r, y)],
                c.light.on(paint),
            )  # fmt: skip


def tent(c: Canvas, x: float, foot: float, half: float, height: float, colour: Colour) -> None:
    """A tented (pyramidal) roof."""
    lit = c.light.on(colour)
    c.polygon([(x - half, foot), (x, foot - height), (x + half, foot)], lit)
    c.polygon([(x + half * 0.3, foot), (x, foot - height), (x + half, foot)], mix(lit, (10, 10, 40), 0.22))
    if c.scene.season is Season.WINTER:
        c.polygon(
            [(x - half, foot), (x - half * 0.2, foot - height * 0.8), (x - half * 0.45, foot)], (236, 242, 250), 120
        )


def merlons(c: Canvas, x: float, y: float, width: float, colour: Colour, step: float = 0.03) -> None:
    """The swallow-tailed battlements of a Kremlin wall."""
    lit = c.light.on(colour)
    count = int(width / step)
    for k in range(count):
        left = x + k * step
        wide = step * 0.62
        c.polygon(
            [
                (left, y),
                (left, y - step * 0.9),
                (left + wide / 2, y - step * 0.55),
                (left + wide, y - step * 0.9),
                (left + wide, y),
            ],
            lit,
        )
