"""A perceptual hash: pictures that look alike have fingerprints that differ in few bits."""

from __future__ import annotations

import numpy as np
from PIL import Image

_SIDE = 32
_LOW = 8


def fingerprint(image: Image.Image) -> int:
    """64 bits as a signed integer: signs of the 8×8 lowest DCT coefficients of a 32×32 grey copy, against their median.

    The pHash of Zauner, "Implementation and benchmarking of perceptual image hash functions" (2010), section 3.2.
    """
    grey = np.asarray(image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS), dtype=np.float64)
    k = np.arange(_SIDE)
    basis = np.cos(np.pi * (2 * k[None, :] + 1) * k[:, None] / (2 * _SIDE))
    # Rounded, or else the bits of a plain surface would be the noise of the arithmetic.
    low = np.round(basis @ grey @ basis.T, 6)[:_LOW, :_LOW].ravel()
    bits = low > np.median(low[1:])
    value = int("".join("1" if bit else "0" for bit in bits), 2)
    return value - (1 << 64) if value >= 1 << 63 else value


def distance(a: int, b: int) -> int:
    """How many of the 64 bits differ."""
    return ((a ^ b) & (1 << 64) - 1).bit_count()
