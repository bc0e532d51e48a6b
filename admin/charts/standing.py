"""Bars and lines over days, hours and places: nought at the bottom, few ticks, names beside what they name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from admin.charts.canvas import Canvas
from admin.charts.plate import Axis, Bars, Lines, Tick

BARS = 380
LINES = 470
NAME = 33
SMALL = 28
TICKS = 76
"""The room at the left for what is written on the axis; more, where that is wider."""


def draw_name(
    canvas: Canvas, name: str, left: float, right: float, top: float, key: tuple[str, str], *, lines: bool = False
) -> None:
    """The block's name, and at the right what is filled and what is a mark; among `lines`, a whole and a broken one."""
    now, before = key
    end = right
    if before:
        colours = canvas.colours
        for text, is_now in ((before, False), (now, True)):
            end -= canvas.measured(text, SMALL)
            canvas.text(end, top + 34, text, SMALL, colours.quiet)
            end -= 36
            if lines:
                colour = colours.accent if is_now else colours.ghost
                canvas.line([(end - 4, top + 24), (end + 26, top + 24)], colour, 5 if is_now else 3, dashed=not is_now)
            elif is_now:
                canvas.box(end, top + 13, 22, 22, colours.accent, 4)
            else:
                draw_mark(canvas, end - 2, top + 24, 26)
            end -= 28
    canvas.text(left, top + 34, name, NAME, bold=True, width=end - left)


def draw_mark(canvas: Canvas, x: float, y: float, width: float) -> None:
    """A lying stroke in a clear rim: how much it was before."""
    canvas.box(x - 2, y - 5, width + 4, 10, canvas.colours.paper)
    canvas.box(x, y - 2.5, width, 5, canvas.colours.before)


class Plot:
    """Where the numbers of a block stand."""

    def __init__(self, canvas: Canvas, axis: Axis, left: float, right: float, top: float, bottom: float) -> None:
        widest = max((canvas.measured(tick.label, SMALL) for tick in axis.ticks), default=0)
        self.left, self.right = left + (max(TICKS, widest + 20) if axis.ticks else 0), right
        self.top, self.bottom = top, bottom
        self._axis = axis
        for tick in axis.ticks:
            y = self.y(tick.at)
            canvas.line([(self.left, y), (right, y)], canvas.colours.grid, 2)
            canvas.text(self.left - 16, y, tick.label, SMALL, canvas.colours.quiet, side="right", height="center")

    def y(self, number: float) -> float:
        return self.bottom - (self.bottom - self.top) * number / self._axis.top

    def ticks_below(self, canvas: Canvas, ticks: Sequence[Tick], place: float, first: float) -> None:
        """What is written under the places, inside the picture; without what has no room beside its right neighbour."""
        end = float("inf")
        for tick in reversed(ticks):
            half = canvas.measured(tick.label, SMALL) / 2
            x = min(max(first + tick.at * place, self.left - 40 + half), self.right - half)
            if x + half + 14 > end:
                continue
            end = x - half
            canvas.text(x, self.bottom + 38, tick.label, SMALL, canvas.colours.quiet, side="center")


def draw_bars(canvas: Canvas, bars: Bars, left: int, right: int, top: int, height: int) -> None:
    colours = canvas.colours
    draw_name(canvas, bars.name, left, right, top, bars.key)
    plot = Plot(canvas, bars.axis, left, right, top + (92 if bars.labels else 66), top + height - 54)
    place = (plot.right - plot.left) / max(len(bars.numbers), 1)
    wide = min(place * 0.72, 110.0)
    for number, value in enumerate(bars.numbers):
        x = plot.left + place * (number + 0.5)
        light = bars.unfinished and number == len(bars.numbers) - 1
        y = plot.y(value)
        canvas.box(x - wide / 2, y, wide, plot.bottom - y, colours.soft if light else colours.accent)
        if bars.before:
            draw_mark(canvas, x - wide / 2, plot.y(bars.before[number]), wide)
        if bars.labels:
            above = min(y, plot.y(bars.before[number])) if bars.before else y
            canvas.text(x, above - 14, bars.labels[number], SMALL, side="center", width=place)
    canvas.line([(plot.left, plot.bottom), (plot.right, plot.bottom)], colours.ghost, 2)
    plot.ticks_below(canvas, bars.below, place, plot.left + place / 2)


def draw_lines(canvas: Canvas, lines: Lines, left: int, right: int, top: int, height: int) -> None:
    colours = canvas.colours
    draw_name(canvas, lines.name, left, right, top, lines.key, lines=True)
    names = max((canvas.measured(line.name, SMALL, True) for line in lines.lines if line.name), default=0)
    plot = Plot(canvas, lines.axis, left, right - (names + 24 if names else 0), top + 66, top + height - 54)
    count = max(len(line.numbers) for line in lines.lines)
    place = (plot.right - plot.left) / max(count - 1, 1)
    ends: list[tuple[float, str, str]] = []
    for number, line in enumerate(lines.lines):
        colour = colours.series(number)
        for part in _unbroken(line.before):
            canvas.line([(plot.left + at * place, plot.y(value)) for at, value in part], colours.ghost, 3, dashed=True)
        last: float | None = None
        for part in _unbroken(line.numbers):
            points = [(plot.left + at * place, plot.y(value)) for at, value in part]
            if lines.filled and number == 0:
                canvas.ground(points, plot.bottom, colours.pale)
            canvas.line(points, colour, 5)
            if len(points) == 1:
                canvas.dot(*points[0], 12, colour)
            last = points[-1][1]
        if last is not None:
            ends.append((last, line.name, colour))
    canvas.line([(plot.left, plot.bottom), (plot.right, plot.bottom)], colours.ghost, 2)
    for y, name, colour in _apart(ends, 36):
        canvas.text(plot.right + 20, y, name, SMALL, colour, bold=True, height="center")
    plot.ticks_below(canvas, lines.below, place, plot.left)


def _unbroken(numbers: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The parts between the places where there is nothing."""
    parts = groupby(enumerate(numbers), key=lambda pair: pair[1] is None)
    return [[(at, value) for at, value in part if value is not None] for missing, part in parts if not missing]


def _apart(ends: Sequence[tuple[float, str, str]], least: float) -> list[tuple[float, str, str]]:
    """The names from above, none nearer to another than `least`."""
    placed: list[tuple[float, str, str]] = []
    for y, name, colour in sorted(ends, key=lambda end: end[0]):
        placed.append((max(y, placed[-1][0] + least) if placed else y, name, colour))
    return placed
