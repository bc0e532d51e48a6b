"""What has no edges: clouds, haze around the sun, wet ground, the darker corners of a photo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.training.city.canvas import WIDTH, Canvas
from engine.training.city.light import Colour

_ROWS = 90
_COLUMNS = round(_ROWS * WIDTH)
_YS = ((np.arange(_ROWS, dtype=np.float32) + 0.5) / _ROWS)[:, None]
_XS = ((np.arange(_COLUMNS, dtype=np.float32) + 0.5) / _ROWS)[None, :]
Blob = tuple[float, float, float, float]
"""A soft spot: x, y and the two radii."""


def haze(c: Canvas, blob: Blob, colour: Colour, strongest: float) -> None:
    """A soft spot of colour."""
    x, y, rx, ry = blob
    first, last = max(0, int((y - 2.1 * ry) * _ROWS)), min(_ROWS, int((y + 2.1 * ry) * _ROWS) + 1)
    down = np.exp(-(((_YS[first:last] - y) / ry) ** 2))
    alpha = down * np.exp(-(((_XS - x) / rx) ** 2)) * (strongest * 255)
    top, mask = _mask(c, alpha, first)
    c.image.paste(colour, (0, top, c.width, top + mask.height), mask)


def clouds(c: Canvas, puffs: Sequence[Blob], lit: Colour, shaded: Colour, strongest: float) -> None:
    """Puffs that melt into clouds, lit from above: their upper edges are bright, their bellies shaded."""
    rows = _ROWS // 2
    field = np.zeros((rows, _COLUMNS), np.float32)
    for x, y, rx, ry in puffs:
        top, bottom = max(0, int((y - 1.8 * ry) * _ROWS)), min(rows, int((y + 1.8 * ry) * _ROWS) + 1)
        left, right = max(0, int((x - 1.8 * rx) * _ROWS)), min(_COLUMNS, int((x + 1.8 * rx) * _ROWS) + 1)
        if top < bottom and left < right:
            down = np.exp(-(((_YS[top:bottom] - y) / ry) ** 2))
            field[top:bottom, left:right] += down * np.exp(-(((_XS[:, left:right] - x) / rx) ** 2))
    body = np.clip((field - 0.42) * 2.0, 0, 1)
    above = np.zeros_like(body)
    above[3:] = np.clip((field[:-3] - 0.3) * 0.9, 0, 1)
    share = above[..., None]
    colour = np.asarray(lit, np.float32) * (1 - share) + np.asarray(shaded, np.float32) * share
    top, mask = _mask(c, body * (strongest * 255), 0)
    painted = Image.fromarray(colour.astype(np.uint8), "RGB").resize(mask.size, Image.Resampling.BILINEAR)
    c.image.paste(painted, (0, top), mask)


def _mask(c: Canvas, alpha: NDArray[np.floating], first: int) -> tuple[int, Image.Image]:
    """The grid's rows from `first` on, as large as the canvas has them, and the pixel row where they begin."""
    top, bottom = round(first * c.height / _ROWS), round((first + alpha.shape[0]) * c.height / _ROWS)
    small = Image.fromarray(np.clip(alpha, 0, 255).astype(np.uint8), "L")
    return top, small.resize((c.width, bottom - top), Image.Resampling.BILINEAR)


def wet(c: Canvas, top: float, colour: Colour, share: float = 0.62) -> None:
    """Ground from `top` down mirrors dimly what stands above it, by `share` at its far edge, half as much near us."""
    first = round(top * c.height)
    rows = c.height - first
    above = c.image.crop((0, first - rows, c.width, first)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    blurred = above.resize((c.width // 3, max(2, rows // 10)), Image.Resampling.BOX).resize(above.size)
    tinted = Image.blend(blurred, Image.new("RGB", blurred.size, colour), 0.2)
    fade = np.linspace(share, share / 2, rows, dtype=np.float32)[:, None] * 255
    c.image.paste(tinted, (0, first), Image.fromarray(fade.astype(np.uint8), "L").resize(tinted.size))


@lru_cache(maxsize=4)
def _corners(size: tuple[int, int]) -> Image.Image:
    alpha = np.clip(((_XS / WIDTH - 0.5) ** 2 * 1.1 + (_YS - 0.5) ** 2 * 1.3 - 0.2) * 190, 0, 255)
    return Image.fromarray(alpha.astype(np.uint8), "L").resize(size, Image.Resampling.BILINEAR)


def vignette(c: Canvas) -> None:
    """Corners a little darker, as a lens makes them."""
    c.image.paste((12, 10, 34), (0, 0, *c.image.size), _corners(c.image.size))
