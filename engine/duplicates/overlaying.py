"""One picture laid over another: how much of both is common, and how much of that shows the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.duplicates.features import Mask, Pixels, Transformation

CANVAS = 256
"""Pixels of the longer side in which overlaid pictures are compared: a feature's misplacement is below one."""
BLOCK = 16
LEAST_SCALE = 0.12
LEAST_BLOCKS = 6
ENOUGH_STRUCTURE = 0.15
"""The share of blocks with a structure from which plain ones say nothing more."""
PLAIN = 2.5
"""Grey levels: a block whose brightness varies less is plain, and correlation there would compare noise."""
SAME = 0.75
"""The correlation from which a block shows the same."""
PLAIN_APART = 12.0
"""Grey levels by which plain blocks may differ after the pictures' brightness was made equal."""

Grey = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A picture on a canvas of whole blocks; what overlaying asks of it is made once."""

    pixels: Pixels
    blocks: Mask
    """Those that it covers, shape (rows, columns)."""
    covered: float
    """Its share of the canvas."""
    seen: float
    """The share of the picture that lies on the canvas."""

    @cached_property
    def grey(self) -> Grey:
        grey = cv2.cvtColor(self.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
        return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.2), np.float32)

    @cached_property
    def means(self) -> Grey:
        return _means(self.grey)

    @cached_property
    def spreads(self) -> Grey:
        return _means(self.grey * self.grey) - self.means * self.means

    @cached_property
    def colours(self) -> Grey:
        return _means(self.pixels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaid:
    """Shares, 0..1, but for `recoloured`."""

    agreement: float
    """Of the blocks in the common area, how many show the same; those with a structure count, and plain ones where
    there is hardly any structure."""
    structured: float
    """Of the blocks in the common area, how many have a structure in either picture."""
    of_first: float
    """How much of the first picture lies in the second."""
    of_second: float
    recoloured: float
    """How far the colours are moved where both show the same, in levels 0..255."""


def spread_out(pixels: Pixels) -> Sheet:
    """A first picture, on which others are laid."""
    height, width = pixels.shape[:2]
    scale = min(1.0, CANVAS / max(height, width))
    # Whole blocks: a picture is stretched by less than half a block for it, and the other one with it.
    columns, rows = (max(1, round(side * scale / BLOCK)) for side in (width, height))
    return Sheet(
        pixels=np.asarray(cv2.resize(pixels, (columns * BLOCK, rows * BLOCK), interpolation=cv2.INTER_AREA), np.uint8),
        blocks=np.ones((rows, columns), np.bool_),
        covered=1.0,
        seen=1.0,
    )


def laid_on(first: Sheet, second: Pixels, matrix: Transformation) -> Sheet | None:
    """`matrix` takes points of the second picture to places on the sheet; None where next to nothing arrives there."""
    enlarged = _scale_of(matrix, second)
    if not LEAST_SCALE < enlarged < 1 / LEAST_SCALE:
        return None
    height, width = first.pixels.shape[:2]
    blurred = cv2.GaussianBlur(second, (0, 0), 0.5 / enlarged - 0.3) if enlarged < 0.8 else second
    there = np.asarray(cv2.warpPerspective(blurred, matrix, (width, height), flags=cv2.INTER_LINEAR), np.uint8)
    whole = np.full(second.shape[:2], 1, np.uint8)
    covered = cv2.warpPerspective(whole, matrix, (width, height), flags=cv2.INTER_NEAREST)
    blocks = _means(covered.astype(np.float32)) > 0.98
    if np.count_nonzero(blocks) < LEAST_BLOCKS:
        return None
    common = float(covered.mean())
    seen = common * width * height / (enlarged**2 * second.shape[0] * second.shape[1])
    return Sheet(pixels=there, blocks=blocks, covered=common, seen=min(1.0, seen))


def overlay(first: Sheet, second: Sheet) -> Overlaid:
    """The second one was laid on the first."""
    counted, same, structured = _agreement(first, second)
    alike = second.blocks & same if (second.blocks & same).any() else second.blocks
    return Overlaid(
        agreement=float(same[counted].mean()),
        structured=structured,
        of_first=second.covered,
        of_second=second.seen,
        recoloured=_recoloured(first.colours[alike], second.colours[alike]),
    )


def stretched(first: Sheet, second: Pixels) -> Transformation:
    """The transformation that lays the second picture's corners on the sheet's."""
    return np.diag([first.pixels.shape[1] / second.shape[1], first.pixels.shape[0] / second.shape[0], 1.0])


def scaled(first: Sheet, pixels: Pixels, matrix: Transformation) -> Transformation:
    """`matrix` leads to the first picture's pixels: on from there to places on its sheet."""
    return stretched(first, pixels) @ matrix


def _agreement(first: Sheet, second: Sheet) -> tuple[Mask, Mask, float]:
    """Which blocks count, which show the same, and the share of them that has a structure."""
    blocks, means, spreads = second.blocks, (first.means, second.means), (first.spreads, second.spreads)
    covariance = _means(first.grey * second.grey) - means[0] * means[1]
    same = covariance >= SAME * np.sqrt(np.maximum(spreads[0] * spreads[1], 1e-6))
    structured = blocks & (np.maximum(*spreads) >= PLAIN**2)
    share = float(np.count_nonzero(structured) / np.count_nonzero(blocks))
    if share >= ENOUGH_STRUCTURE:
        return structured, same, share
    seen = means[0][blocks], means[1][blocks]
    gain = min(max(float(seen[0].std() / max(seen[1].std(), 1e-6)), 0.5), 2.0)
    equal = (means[1] - seen[1].mean()) * gain + seen[0].mean()
    near = np.abs(means[0] - equal) < PLAIN_APART
    return blocks, np.where(structured, same, near), share


def _recoloured(here: Grey, there: Grey) -> float:
    """Of blocks' mean colours, shape (n, 3): how far brightness or contrast of the channels is moved."""
    moved = np.abs(here.mean(axis=0) - there.mean(axis=0)).mean()
    spread = np.abs(here.std(axis=0) - there.std(axis=0)).mean()
    return float(max(moved, spread))


def _means(values: Grey | Pixels) -> Grey:
    """Of each block: shape (rows, columns), and the channels if there are any."""
    size = values.shape[1] // BLOCK, values.shape[0] // BLOCK
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)


def _scale_of(matrix: Transformation, pixels: Pixels) -> float:
    """How many times longer lengths become, from the area of the transformed picture; 0 where it is turned inside
    out."""
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    moved = np.column_stack([corners, np.ones(4)]) @ matrix.T
    if (moved[:, 2] <= 1e-9).any():
        return 0.0
    x, y = (moved[:, :2] / moved[:, 2:]).T
    area = 0.5 * float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
    return float(np.sqrt(area / (width * height))) if area > 0 else 0.0
