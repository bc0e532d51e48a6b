"""Where bands begin, from cosines of what belongs together and of what does not: pure functions of numpy arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.encoders.calibration import Calibration

Cosines = NDArray[np.float32]
Shares = NDArray[np.float64]

FEWEST = 30
"""Pairs that belong together below which their distribution says nothing."""
APART = 0.02
"""The exact band begins at least so far above the close one."""


def word_bands(true: Cosines, unrelated: Cosines, heard: Shares) -> tuple[float, float]:
    """Exact and close for words against pictures.

    `true` holds cosines of a photo with its own captions and tags, any shape; `unrelated`, shape (texts, photos),
    those of every unrelated text with every photo. What counts against a text is the best photo that it finds:
    99 of 100 unrelated texts find nothing exact, 9 of 10 nothing close. Where true pairs lie higher, the upper half
    of them is exact and all but the lowest tenth is close; with too few of them, the spread of the background
    stands in for them.

    `heard` says which share of an unrelated text the encoder knows: search itself lets nothing be exact that was not
    heard wholly, and nothing be close that was not heard at all.
    """
    best = unrelated.max(axis=1)
    if true.size >= FEWEST:
        exact = float(np.quantile(np.where(heard == 1, best, -1), 0.99))
        close = float(np.quantile(np.where(heard > 0, best, -1), 0.9))
        exact = max(exact, float(np.quantile(true, 0.5)))
        # An encoder that tells them apart poorly would find nothing at all: half of the true ones stay close.
        close = min(max(close, float(np.quantile(true, 0.1))), float(np.quantile(true, 0.5)))
    else:
        close = float(np.quantile(best, 0.9))
        exact = max(float(np.quantile(best, 0.99)), close + 2 * float(best.std()))
    return _apart(exact, close)


def look_bands(altered: Cosines, strangers: Cosines) -> tuple[float, float]:
    """Exact and close for pictures against pictures.

    `altered` holds cosines of photos with cropped and re-lit copies of themselves, `strangers` of photos with other
    photos. 19 of 20 copies are exact, unless so many strangers would be; 1 of 50 strangers is close.
    """
    exact = max(float(np.quantile(altered, 0.05)), float(np.quantile(strangers, 0.999)))
    return _apart(exact, float(np.quantile(strangers, 0.98)))


def bands(words: tuple[float, float], looks: tuple[float, float]) -> Calibration:
    return Calibration(words_exact=words[0], words_close=words[1], looks_exact=looks[0], looks_close=looks[1])


def _apart(exact: float, close: float) -> tuple[float, float]:
    return exact, min(close, exact - APART)
