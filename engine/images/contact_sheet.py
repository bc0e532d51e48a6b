"""The face of the product: one picture of up to nine numbered thumbnails, and cards with a few words."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from engine.images.decoding import SHRINKING
from engine.model import Band

WIDTH = 1080
GAP = 10
PAPER = (28, 32, 40)
"""Calm in a light chat and in a dark one."""
INK = (244, 246, 250)
QUIET_INK = (186, 192, 206)
FAINT = (72, 78, 92)
ACCENT = (255, 196, 61)
CARD_HEIGHT = 720
_SMOOTH = 3
"""Rounded shapes are drawn this many times larger, then reduced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """One slot. Without a `copy` to show, a JPEG, the photo was withdrawn, and `note` says so."""

    number: int
    copy: Path | None
    band: Band
    note: str = ""


LARGE_CELLS = 2
"""Up to this many cells are larger than a thumbnail, and want the preview."""


def grid_for(count: int) -> tuple[int, int]:
    """Columns and rows for 1 to 9 cells, filled best."""
    return {1: (1, 1), 2: (2, 1), 3: (3, 1), 4: (2, 2), 5: (3, 2), 6: (3, 2)}.get(count, (3, 3))


def draw_sheet(cells: Sequence[SheetCell]) -> bytes:
    """A JPEG, WIDTH pixels wide, each cell 4:3 with its number in the upper left corner.

    The badge tells the band without colour: filled for exact, outlined for close; far cells are dimmed too.
    """
    columns, rows = grid_for(len(cells))
    cell_width = (WIDTH - GAP * (columns + 1)) // columns
    cell_height = cell_width * 3 // 4
    sheet = Image.new("RGB", (WIDTH, GAP + rows * (cell_height + GAP)), PAPER)
    mask = _rounded(cell_width, cell_height, 18)
    for position, cell in enumerate(cells):
        left = GAP + (position % columns) * (cell_width + GAP)
        top = GAP + (position // columns) * (cell_height + GAP)
        sheet.paste(_cell(cell, cell_width, cell_height), (left, top), mask)
        badge = _badge(cell.number, cell.band)
        sheet.paste(badge, (left + 10, top + 10), badge)
    return jpeg_bytes(sheet)


def draw_card(title: str, lines: Sequence[str]) -> bytes:
    """A JPEG of 1080×720 with a title and a few lines below it: what a photo message shows when it has no photo."""
    card = Image.new("RGB", (WIDTH, CARD_HEIGHT), PAPER)
    draw = ImageDraw.Draw(card)
    rows = [
        (row, font, round(size * 1.35), colour)
        for text, size, colour in [(title, 52, INK), *((line, 34, QUIET_INK) for line in lines)]
        for font in [drawn_font(size)]
        for row in _wrapped(text, font, WIDTH - 160)
    ]
    frames = _empty_frames()
    y = (CARD_HEIGHT - frames.height - 50 - sum(height for _, _, height, _ in rows)) // 2
    card.paste(frames, ((WIDTH - frames.width) // 2, y), frames)
    y += frames.height + 50
    for row, font, height, colour in rows:
        draw.text((WIDTH / 2, y), row, font=font, fill=colour, anchor="ma")
        y += height
    return jpeg_bytes(card)


@functools.cache
def _empty_frames() -> Image.Image:
    """Two picture frames, one behind the other, with a hill and a sun."""
    large = Image.new("RGBA", (250 * _SMOOTH, 195 * _SMOOTH))
    draw = ImageDraw.Draw(large)

    def scaled(*numbers: int) -> list[int]:
        return [number * _SMOOTH for number in numbers]

    for box, line in ((scaled(27, 3, 247, 168), (52, 58, 70)), (scaled(3, 27, 223, 192), FAINT)):
        draw.rounded_rectangle(box, 18 * _SMOOTH, fill=PAPER, outline=line, width=6 * _SMOOTH)
    draw.polygon(scaled(28, 172, 93, 97, 133, 137, 163, 112, 203, 172), fill=FAINT)
    draw.ellipse(scaled(163, 47, 193, 77), fill=FAINT)
    return large.reduce(_SMOOTH)


def _cell(cell: SheetCell, width: int, height: int) -> Image.Image:
    if cell.copy is None:
        return _empty(cell.note, width, height)
    try:
        with Image.open(cell.copy, formats=["JPEG"]) as image:
            image.draft("RGB", (width, height))
            # What is too short or too narrow for its slot grows, and only bicubic does that smoothly.
            grows = image.width < width or image.height < height
            resampling = Image.Resampling.BICUBIC if grows else SHRINKING
            picture = ImageOps.fit(image.convert("RGB"), (width, height), resampling)
    except OSError:
        # A copy that is missing or damaged costs one slot, not the page.
        return _empty(cell.note, width, height)
    if cell.band is Band.FAR:
        return Image.blend(picture, Image.new("RGB", picture.size, PAPER), 0.42)
    return picture


def _empty(note: str, width: int, height: int) -> Image.Image:
    tile = Image.new("RGB", (width, height), (52, 57, 68))
    draw = ImageDraw.Draw(tile)
    font = drawn_font(26)
    rows = _wrapped(note, font, width - 60)
    for number, row in enumerate(rows):
        y = height / 2 + (number - (len(rows) - 1) / 2) * 34
        draw.text((width / 2, y), row, font=font, fill=QUIET_INK, anchor="mm")
    return tile


@functools.lru_cache(maxsize=64)
def _badge(number: int, band: Band) -> Image.Image:
    side = 62
    large = Image.new("RGBA", (side * _SMOOTH, side * _SMOOTH))
    draw = ImageDraw.Draw(large)
    edge = side * _SMOOTH - 1
    if band is Band.EXACT:
        draw.ellipse((0, 0, edge, edge), fill=(*ACCENT, 255))
        ink = (24, 26, 32)
    else:
        outline = ACCENT if band is Band.CLOSE else (150, 156, 170)
        draw.ellipse((0, 0, edge, edge), fill=(20, 23, 30, 225), outline=(*outline, 255), width=4 * _SMOOTH)
        ink = INK if band is Band.CLOSE else (206, 210, 220)
    draw.text((edge / 2, edge / 2), str(number), font=drawn_font(38 * _SMOOTH), fill=ink, anchor="mm")
    return large.resize((side, side), Image.Resampling.LANCZOS)


@functools.lru_cache(maxsize=16)
def _rounded(width: int, height: int, radius: int) -> Image.Image:
    large = Image.new("L", (width * _SMOOTH, height * _SMOOTH))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, *large.size), radius * _SMOOTH, fill=255)
    return large.resize((width, height), Image.Resampling.LANCZOS)


@functools.lru_cache(maxsize=16)
def drawn_font(size: int) -> ImageFont.FreeTypeFont:
    """DejaVu Sans Bold, which has Cyrillic, from matplotlib's data files; matplotlib itself is not imported."""
    package = importlib.util.find_spec("matplotlib")
    assert package is not None, "matplotlib is a requirement"
    folder = Path((package.submodule_search_locations or [""])[0]) / "mpl-data" / "fonts" / "ttf"
    return ImageFont.truetype(str(folder / "DejaVuSans-Bold.ttf"), size)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        longer = f"{rows[-1]} {word}" if rows else word
        if rows and font.getlength(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


def jpeg_bytes(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
