"""Two photos in one picture, whole and side by side, with what tells them apart below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from engine.images.contact_sheet import ACCENT, GAP, INK, PAPER, QUIET_INK, WIDTH, drawn_font, jpeg_bytes

TALLEST = 620
"""Pixels of height that a photo may take: a pair of portraits is still seen without scrolling."""
LINE = 40
SIZE = 27


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One of the two: its preview, a title, and lines that are marked where the other photo's differ."""

    copy: Path
    title: str
    lines: tuple[str, ...]


def draw_side_by_side(left: Beside, right: Beside) -> bytes:
    """A JPEG, WIDTH pixels wide. Lines at the same place are compared."""
    width = (WIDTH - 3 * GAP) // 2
    pictures = [_opened(one.copy, width) for one in (left, right)]
    tallest = max(picture.height for picture in pictures)
    rows = max(len(left.lines), len(right.lines))
    sheet = Image.new("RGB", (WIDTH, 2 * GAP + tallest + 54 + rows * LINE + GAP), PAPER)
    draw = ImageDraw.Draw(sheet)
    for place, (one, other, picture) in enumerate(((left, right, pictures[0]), (right, left, pictures[1]))):
        x = GAP + place * (width + GAP)
        sheet.paste(picture, (x + (width - picture.width) // 2, GAP + (tallest - picture.height) // 2))
        y = 2 * GAP + tallest
        draw.text((x + 6, y + 6), one.title, font=drawn_font(SIZE + 7), fill=INK)
        _write(draw, one.lines, other.lines, x + 6, y + 54, width - 12)
    return jpeg_bytes(sheet)


def _write(draw: ImageDraw.ImageDraw, lines: Sequence[str], others: Sequence[str], x: int, y: int, width: int) -> None:
    for number, line in enumerate(lines):
        differs = number >= len(others) or others[number] != line
        size = SIZE
        while size > SIZE // 2 and drawn_font(size).getlength(line) > width:
            size -= 1
        draw.text((x, y + number * LINE), line, font=drawn_font(size), fill=ACCENT if differs else QUIET_INK)


def _opened(path: Path, width: int) -> Image.Image:
    """Whole, not cut to a shape: what was cropped must be seen. A copy that cannot be read is an empty tile."""
    try:
        with Image.open(path, formats=["JPEG"]) as image:
            image.draft("RGB", (width, TALLEST))
            picture = image.convert("RGB")
    except OSError:
        return Image.new("RGB", (width, width * 3 // 4), QUIET_INK)
    scale = min(width / picture.width, TALLEST / picture.height)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.BICUBIC)
