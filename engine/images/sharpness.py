"""How sharp a picture is: a number that a blurred one cannot reach anywhere, and a portrait does in its sharp part."""

from __future__ import annotations

import numpy as np
from PIL import Image

_SIDE = 512
"""Pixels of the longer side in which sharpness is measured: the same picture gets the same number at any size."""
_BLOCK = 32
_SHARPEST = 0.9
"""The quantile of blocks that counts: backgrounds may be soft."""
SOFT = 10.0
"""Below it nothing in the picture is sharp: of 55 photos as cameras made them one lay there, at 4.7, and the next at
21; blurred by a two-hundredth of their width, 52 of them did."""


def sharpness(image: Image.Image) -> float:
    """The spread of the Laplacian in the sharpest tenth of the picture's blocks, in grey levels, 0 or more.

    Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy" (2000), by block. Never scaled up: a picture
    that is smaller than the measure is measured as it is.
    """
    small = image.convert("L")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    grey = np.asarray(small, np.float32)
    if min(grey.shape) < 3:
        return 0.0
    laplacian = 4 * grey[1:-1, 1:-1] - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    rows, columns = (max(1, side // _BLOCK) for side in laplacian.shape)
    spreads = [
        float(block.std())
        for band in np.array_split(laplacian, rows)
        for block in np.array_split(band, columns, axis=1)
    ]
    return round(float(np.quantile(spreads, _SHARPEST)), 2)
