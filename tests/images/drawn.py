"""A picture whose every turn and mirror image is different, and its bytes in any format."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image


def quarters() -> Image.Image:
    """Red, green, blue and white quarters: every turn and mirror image of it is different."""
    image = Image.new("RGB", (80, 60), "white")
    image.paste("red", (0, 0, 40, 30))
    image.paste("green", (40, 0, 80, 30))
    image.paste("blue", (0, 30, 40, 60))
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def drawing(seed: int) -> bytes:
    """A JPEG of soft patches, unlike that of any other seed."""
    chance = np.random.default_rng(seed)
    patches = chance.integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return encoded(Image.fromarray(patches).resize((320, 240), Image.Resampling.BICUBIC), "JPEG", quality=90)
