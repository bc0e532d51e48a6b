"""Which photos are worth a close look beside a new one: by fingerprint, also mirrored, and by embedding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PIL import Image, ImageOps

from engine.duplicates.thresholds import Thresholds
from engine.images.fingerprint import fingerprint
from engine.model import PhotoId

NEAREST = 48
"""Neighbours that are asked of the index."""
BY_FINGERPRINT = 16
"""Photos of like fingerprint. The nearest embeddings come on top and not behind them: among pictures of one world
fingerprints are alike by chance, and would keep out what was cropped, which only its embedding finds."""
CANDIDATES = BY_FINGERPRINT + NEAREST
"""Photos that are looked at closely at most: half a second."""


def fingerprints_of(image: Image.Image) -> tuple[int, int]:
    """As it is, and mirrored."""
    return fingerprint(image), fingerprint(ImageOps.mirror(image))


def candidates(
    photo_id: PhotoId,
    bits: Mapping[PhotoId, int],
    cosines: Sequence[tuple[PhotoId, float]],
    thresholds: Thresholds,
) -> list[PhotoId]:
    """At most CANDIDATES, without the photo itself: those of like fingerprint first, then by embedding."""
    alike = sorted((distance, other) for other, distance in bits.items() if distance <= thresholds.bits)
    near = [other for other, cosine in cosines if cosine >= thresholds.looks]
    both = dict.fromkeys([other for _, other in alike[:BY_FINGERPRINT]] + near)
    both.pop(photo_id, None)
    return list(both)[:CANDIDATES]
