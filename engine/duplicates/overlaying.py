"""One picture laid over another: how much of both is common, and how much of that shows the same."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.duplicates.features import Pixels, Transformation

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
Mask = NDArray[np.bool_]


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


def overlay(first: Pixels, second: Pixels, matrix: Transformation) -> Overlaid | None:
    """`matrix` takes points of the second picture to the first. None where they have next to nothing in common."""
    height, width = first.shape[:2]
    scale = min(1.0, CANVAS / max(height, width))
    # Whole blocks: a picture is stretched by less than half a block for it, and the other one with it.
    columns, rows = (max(1, round(side * scale / BLOCK)) for side in (width, height))
    size = columns * BLOCK, rows * BLOCK
    whole = np.diag([size[0] / width, size[1] / height, 1.0]) @ matrix
    enlarged = _scale_of(whole, second)
    if not LEAST_SCALE < enlarged < 1 / LEAST_SCALE:
        return None
    here = np.asarray(cv2.resize(first, size, interpolation=cv2.INTER_AREA), np.uint8)
    blurred = cv2.GaussianBlur(second, (0, 0), 0.5 / enlarged - 0.3) if enlarged < 0.8 else second
    there = np.asarray(cv2.warpPerspective(blurred, whole, size, flags=cv2.INTER_LINEAR), np.uint8)
    covered = cv2.warpPerspective(np.full(second.shape[:2], 1, np.uint8), whole, size, flags=cv2.INTER_NEAREST)
    blocks = _means(covered.astype(np.float32)) > 0.98
    if np.count_nonzero(blocks) < LEAST_BLOCKS:
        return None
    common = float(covered.mean())
    counted, same, structured = _agreement(_grey(here), _grey(there), blocks)
    alike = blocks & same if (blocks & same).any() else blocks
    return Overlaid(
        agreement=float(same[counted].mean()),
        structured=structured,
        of_first=common,
        of_second=min(1.0, common * size[0] * size[1] / (enlarged**2 * second.shape[0] * second.shape[1])),
        recoloured=_recoloured(_means(here)[alike], _means(there)[alike]),
    )


def stretched(first: Pixels, second: Pixels) -> Transformation:
    """The transformation that lays the second picture's corners on the first's."""
    return np.diag([first.shape[1] / second.shape[1], first.shape[0] / second.shape[0], 1.0])


def _agreement(here: Grey, there: Grey, blocks: Mask) -> tuple[Mask, Mask, float]:
    """`blocks` are those that both pictures cover, shape (rows, columns).

    Which of them count, which show the same, and the share of them that has a structure.
    """
    means = _means(here), _means(there)
    spreads = [_means(grey * grey) - mean * mean for grey, mean in zip((here, there), means, strict=True)]
    covariance = _means(here * there) - means[0] * means[1]
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


def _grey(pixels: Pixels) -> Grey:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.2), np.float32)


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
