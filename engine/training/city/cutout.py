"""Figures cut from paper: all their shapes together get one rim, so that they stand out against any ground."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model import TimeOfDay, Weather
from engine.training.city.canvas import Canvas, Point
from engine.training.city.light import Colour, mix

LAMPLIGHT: Colour = (255, 226, 190)


def seen(c: Canvas, colour: Colour, bright: float = 0.5) -> Colour:
    """The colour as the light shows it, in the dark `bright` of it kept: what melts into the night cannot be found."""
    return mix(c.light.on(colour), mix(colour, LAMPLIGHT, 0.15), bright if c.light.lamps else 0.04)


def rim_colour(c: Canvas) -> Colour:
    """Light at night, dark by day, in the evening and in bright mist."""
    if c.scene.time_of_day is TimeOfDay.NIGHT:
        return (236, 222, 196)
    if c.scene.weather is Weather.FOG:
        return (64, 60, 70)
    return (52, 26, 48) if c.light.lamps else (38, 32, 40)


class Cutout:
    """Shapes around (x, y), `scale` times as large as given, mirrored when `side` is -1."""

    def __init__(self, c: Canvas, x: float, y: float, scale: float = 1.0, side: int = 1) -> None:
        self._c, self._x, self._y, self._scale, self._side = c, x, y, scale, side
        self._shapes: list[tuple[list[Point], float, Colour, bool]] = []

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(self._x + self._side * self._scale * x, self._y + self._scale * y) for x, y in points]

    def polygon(self, points: Sequence[Point], colour: Colour, *, rim: bool = True) -> None:
        self._shapes.append((self._at(points), 0.0, colour, rim))

    def line(self, points: Sequence[Point], colour: Colour, width: float, *, rim: bool = True) -> None:
        self._shapes.append((self._at(points), width * self._scale, colour, rim))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, *, rim: bool = True) -> None:
        radii = (rx * self._scale, ry * self._scale)
        self._shapes.append(([*self._at([(x, y)]), radii], -1.0, colour, rim))

    def put(self, rim: Colour, grow: float) -> None:
        """Draws the rim, `grow` wide, then the shapes themselves in the order in which they came."""
        c = self._c
        for points, width, _, rimmed in self._shapes:
            if not rimmed:
                continue
            if width < 0:
                (x, y), (rx, ry) = points
                c.oval(x, y, rx + grow, ry + grow, rim)
            elif width > 0:
                c.line(points, rim, width + 2 * grow)
            else:
                c.line([*points, points[0], points[1]], rim, 2 * grow)
        for points, width, colour, _ in self._shapes:
            if width < 0:
                (x, y), (rx, ry) = points
                c.oval(x, y, rx, ry, colour)
            elif width > 0:
                c.line(points, colour, width)
            else:
                c.polygon(points, colour)
