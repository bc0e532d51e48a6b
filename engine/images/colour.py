"""The colour that covers most of a picture, among the few that people have a word for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.filters import Colour

_SIDE = 64
_HUES: tuple[tuple[int, Colour], ...] = (
    # Up to this hue, in degrees; after the last it is red again.
    (14, Colour.RED),
    (42, Colour.ORANGE),
    (68, Colour.YELLOW),
    (160, Colour.GREEN),
    (195, Colour.TURQUOISE),
    (255, Colour.BLUE),
    (290, Colour.PURPLE),
    (340, Colour.PINK),
)
_DARK, _PALE, _BRIGHT = 0.17, 0.14, 0.85
"""Below this value a pixel is black; below this saturation it is grey, and white above this value."""


def dominant_colour(image: Image.Image) -> Colour:
    """The commonest colour of a small copy's pixels; a dark or muted orange is brown. Always the same for an image."""
    small = image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX).convert("HSV")
    names = list(Colour)
    named = _named(np.asarray(small, np.float64).reshape(-1, 3) / 255)
    counts = np.bincount(named, minlength=len(names))
    return names[int(counts.argmax())]


def _named(pixels: NDArray[np.float64]) -> NDArray[np.int64]:
    """Shape (n, 3), hue, saturation and value in 0..1, to places in Colour, shape (n,)."""
    place = {colour: number for number, colour in enumerate(Colour)}
    hue, saturation, value = pixels[:, 0] * 360, pixels[:, 1], pixels[:, 2]
    bounds = np.array([bound for bound, _ in _HUES])
    by_hue = np.array([place[colour] for _, colour in _HUES] + [place[Colour.RED]])
    named = by_hue[np.searchsorted(bounds, hue)]
    warm = (named == place[Colour.ORANGE]) | (named == place[Colour.RED])
    named[warm & (hue >= 8) & (hue < 50) & (value < 0.62)] = place[Colour.BROWN]
    named[saturation < _PALE] = place[Colour.GREY]
    named[(saturation < _PALE) & (value > _BRIGHT)] = place[Colour.WHITE]
    named[value < _DARK] = place[Colour.BLACK]
    return named.astype(np.int64)
