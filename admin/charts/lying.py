"""Tiles, lying bars and tables of colours."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from admin.charts.canvas import Canvas
from admin.charts.plate import Heat, Ranking, Row, Tile, Tiles
from admin.charts.standing import SMALL, draw_name
from admin.charts.theme import between

TILE = 172
GAP = 18
ROW = 86
PICTURED_ROW = 102
THUMBNAIL = (120, 90)
HEADED = 62
LARGEST_CELL = 50


def tiles_height(tiles: Tiles) -> int:
    rows = -(-len(tiles.tiles) // tiles.columns)
    return rows * TILE + (rows - 1) * GAP


def draw_tiles(canvas: Canvas, tiles: Tiles, left: int, right: int, top: int) -> None:
    width = (right - left - GAP * (tiles.columns - 1)) / tiles.columns
    for number, tile in enumerate(tiles.tiles):
        row, column = divmod(number, tiles.columns)
        _draw_tile(canvas, tile, left + column * (width + GAP), top + row * (TILE + GAP), width)


def _draw_tile(canvas: Canvas, tile: Tile, x: float, y: float, width: float) -> None:
    canvas.box(x, y, width, TILE, canvas.colours.panel, 18)
    canvas.text(x + 26, y + 46, tile.name, 29, canvas.colours.quiet, width=width - 52)
    canvas.text(x + 26, y + 108, tile.value, 54, bold=True, width=width - 52)
    canvas.text(x + 26, y + 150, tile.change, SMALL, canvas.colours.of(tile.mood), width=width - 52)


def ranking_height(ranking: Ranking) -> int:
    return HEADED + len(ranking.rows) * (PICTURED_ROW if ranking.pictured else ROW)


def draw_ranking(canvas: Canvas, ranking: Ranking, left: int, right: int, top: int) -> None:
    draw_name(canvas, ranking.name, left, right, top, ranking.key)
    height = PICTURED_ROW if ranking.pictured else ROW
    for number, row in enumerate(ranking.rows):
        y = top + HEADED + number * height
        begin = left
        if ranking.pictured:
            canvas.picture(left, round(y) + 6, _thumbnail(row.picture, canvas.colours.grid, canvas.colours.paper))
            begin += THUMBNAIL[0] + 24
        _draw_row(canvas, row, begin, right, y + (10 if ranking.pictured else 0))


def _draw_row(canvas: Canvas, row: Row, left: float, right: float, y: float) -> None:
    colours = canvas.colours
    value = canvas.measured(row.value, 34, True)
    canvas.text(right, y + 38, row.value, 34, bold=True, side="right")
    end = right - value - 22
    if row.detail:
        detail = canvas.measured(row.detail, SMALL)
        canvas.text(end, y + 38, row.detail, SMALL, colours.of(row.mood), side="right")
        end -= detail + 24
    canvas.text(left, y + 38, row.name, 33, width=end - left)
    canvas.box(left, y + 54, right - left, 14, colours.panel, 7)
    canvas.box(left, y + 54, max((right - left) * row.length, 4 if row.length else 0), 14, colours.accent, 7)
    if row.before is not None:
        x = left + (right - left) * row.before
        canvas.box(x - 5, y + 46, 10, 30, colours.paper)
        canvas.box(x - 2.5, y + 46, 5, 30, colours.before)


def heat_height(heat: Heat) -> int:
    return HEADED + 44 + len(heat.rows) * _cell(heat) + (58 if heat.most else 0)


def _cell(heat: Heat) -> int:
    """The height of a row: less where there are many."""
    return min(LARGEST_CELL, 640 // max(len(heat.rows), 1))


def draw_heat(canvas: Canvas, heat: Heat, left: int, right: int, top: int) -> None:
    colours, height = canvas.colours, _cell(heat)
    draw_name(canvas, heat.name, left, right, top, ("", ""))
    begin = left + max((canvas.measured(row, SMALL) for row in heat.rows), default=0) + 22
    width = (right - begin) / max(len(heat.shades[0]), 1)
    if heat.head:
        canvas.text(begin - 22, top + HEADED + 28, heat.head, 24, colours.quiet, side="right", width=begin - left)
    for tick in heat.columns:
        canvas.text(begin + width * (tick.at + 0.5), top + HEADED + 28, tick.label, SMALL, colours.quiet, side="center")
    for number, shades in enumerate(heat.shades):
        y = top + HEADED + 44 + number * height
        canvas.text(left, y + height / 2, heat.rows[number], SMALL, colours.quiet, height="center")
        for column, shade in enumerate(shades):
            if shade is None:
                continue
            x = begin + width * column
            colour = between(colours.pale, colours.strong, shade)
            canvas.box(x + 1.5, y + 1.5, width - 3, height - 3, colour, 6)
            if heat.labels and (label := heat.labels[number][column]):
                ink = colours.on_strong if shade > 0.55 else colours.ink
                canvas.text(x + width / 2, y + height / 2, label, 25, ink, side="center", height="center")
    if heat.most:
        _draw_legend(canvas, heat, right, top + HEADED + 44 + len(heat.rows) * height + 20)


def _draw_legend(canvas: Canvas, heat: Heat, right: float, y: float) -> None:
    colours = canvas.colours
    x = right - canvas.measured(heat.most, SMALL)
    canvas.text(x, y + 26, heat.most, SMALL, colours.quiet)
    for step in reversed(range(5)):
        x -= 40
        canvas.box(x - 8, y + 4, 36, 26, between(colours.pale, colours.strong, step / 4), 5)
    canvas.text(x - 22, y + 26, heat.least, SMALL, colours.quiet, side="right")


def _thumbnail(path: Path | None, empty: str, paper: str) -> Image.Image:
    """Cut to THUMBNAIL with round corners; a grey slot where there is no copy, or none that can be read."""
    picture = Image.new("RGB", THUMBNAIL, empty)
    if path is not None:
        try:
            with Image.open(path, formats=["JPEG"]) as image:
                image.draft("RGB", THUMBNAIL)
                picture = ImageOps.fit(image.convert("RGB"), THUMBNAIL, Image.Resampling.BICUBIC)
        except OSError:
            pass
    mask = Image.new("L", (THUMBNAIL[0] * 3, THUMBNAIL[1] * 3))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), 36, fill=255)
    return Image.composite(picture, Image.new("RGB", THUMBNAIL, paper), mask.reduce(3))
