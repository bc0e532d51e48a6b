"""Draws a plate: title, blocks below each other, note. Pure and blocking, so to be called through a Worker."""

from __future__ import annotations

from threading import Lock

from admin.charts import lying, standing
from admin.charts.canvas import WIDTH, Canvas
from admin.charts.plate import Bars, Block, Empty, Heat, Lines, Plate, Ranking, Tiles
from admin.charts.theme import COLOURS

MARGIN = 52
TITLE = 50
SUBTITLE = 31
NOTE = 27
NOTE_LINES = 3
NOTE_LINE = 36
HEAD = 172
"""Where the first block begins."""
BETWEEN = 34


_ONE_AT_A_TIME = Lock()
"""matplotlib makes no promise to several threads, and the interpreter would let only one of them draw anyway."""


def draw_plate(plate: Plate) -> bytes:
    """A PNG, WIDTH pixels wide and as high as its blocks need."""
    with _ONE_AT_A_TIME:
        return _drawn(plate)


def plate_height(plate: Plate) -> int:
    """In pixels, without drawing it."""
    return _laid_out(plate)[0]


def _laid_out(plate: Plate) -> tuple[int, list[int], list[str]]:
    """The height of the whole and of each block, and the note's lines."""
    note = Canvas(16, COLOURS[plate.theme]).wrapped(plate.note, NOTE, WIDTH - 2 * MARGIN, NOTE_LINES)
    heights = [height_of(block) for block in plate.blocks]
    return HEAD + sum(heights) + BETWEEN * (len(heights) - 1) + _foot(note), heights, note


def _foot(note: list[str]) -> int:
    return 48 + len(note) * NOTE_LINE if note else 34


def _drawn(plate: Plate) -> bytes:
    colours = COLOURS[plate.theme]
    whole, heights, note = _laid_out(plate)
    canvas = Canvas(whole, colours)
    canvas.box(MARGIN, 44, 12, 50, colours.accent, 4)
    canvas.text(MARGIN + 30, 88, plate.title, TITLE, bold=True, width=WIDTH - 2 * MARGIN - 30)
    canvas.text(MARGIN + 30, 132, plate.subtitle, SUBTITLE, colours.quiet, width=WIDTH - 2 * MARGIN - 30)
    y = HEAD
    for block, height in zip(plate.blocks, heights, strict=True):
        _draw(canvas, block, y, height)
        y += height + BETWEEN
    for number, line in enumerate(note):
        canvas.text(MARGIN, whole - _foot(note) + 56 + number * NOTE_LINE, line, NOTE, colours.quiet)
    return canvas.png()


def height_of(block: Block) -> int:
    match block:
        case Tiles():
            return lying.tiles_height(block)
        case Bars():
            return standing.BARS
        case Lines():
            return standing.LINES
        case Ranking():
            return lying.ranking_height(block)
        case Heat():
            return lying.heat_height(block)
        case Empty():
            return EMPTY


EMPTY = 420


def _draw(canvas: Canvas, block: Block, top: int, height: int) -> None:
    left, right = MARGIN, WIDTH - MARGIN
    match block:
        case Tiles():
            lying.draw_tiles(canvas, block, left, right, top)
        case Bars():
            standing.draw_bars(canvas, block, left, right, top, height)
        case Lines():
            standing.draw_lines(canvas, block, left, right, top, height)
        case Ranking():
            lying.draw_ranking(canvas, block, left, right, top)
        case Heat():
            lying.draw_heat(canvas, block, left, right, top)
        case Empty():
            _draw_empty(canvas, block, left, right, top, height)


def _draw_empty(canvas: Canvas, block: Empty, left: int, right: int, top: int, height: int) -> None:
    """Three bars that are not there, and the reason."""
    colours, middle = canvas.colours, (left + right) / 2
    canvas.box(left, top, right - left, height, colours.panel, 24)
    for place, tall in enumerate((44, 84, 64)):
        canvas.box(middle - 72 + place * 52, top + 170 - tall, 40, tall, colours.grid, 6)
    y = top + 236
    for line in canvas.wrapped(block.sentence, 36, right - left - 120, 2):
        canvas.text(middle, y, line, 36, side="center")
        y += 48
    for line in canvas.wrapped(block.hint, 29, right - left - 120, 2):
        canvas.text(middle, y + 6, line, 29, colours.quiet, side="center")
        y += 40
