"""What people do to pictures before they send them again: the changes that recognition is measured by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

from engine.duplicates.likeness import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Transform:
    """Takes a picture and chance to the picture that was made of it."""

    make: Callable[[Image.Image, Random], Image.Image]
    change: Change
    goal: float
    """The recall that is wanted."""


def _reencoded(quality: int) -> Callable[[Image.Image, Random], Image.Image]:
    def make(image: Image.Image, _: Random) -> Image.Image:
        out = BytesIO()
        image.save(out, "JPEG", quality=quality)
        with Image.open(out) as again:
            return again.convert("RGB")

    return make


def _resized(factor: float) -> Callable[[Image.Image, Random], Image.Image]:
    def make(image: Image.Image, _: Random) -> Image.Image:
        size = round(image.width * factor), round(image.height * factor)
        return image.resize(size, Image.Resampling.LANCZOS)

    return make


def _cropped(share: float) -> Callable[[Image.Image, Random], Image.Image]:
    """`share` of each side goes, wherever chance has it."""

    def make(image: Image.Image, chance: Random) -> Image.Image:
        width, height = round(image.width * (1 - share)), round(image.height * (1 - share))
        left, top = chance.randint(0, image.width - width), chance.randint(0, image.height - height)
        return image.crop((left, top, left + width, top + height))

    return make


def _padded(image: Image.Image, chance: Random) -> Image.Image:
    """A border of a tenth around, as a frame."""
    shade = chance.choice([(255, 255, 255), (0, 0, 0)])
    return ImageOps.expand(image, border=round(min(image.size) * 0.05), fill=shade)


def _recoloured(image: Image.Image, chance: Random) -> Image.Image:
    """Up to a fifth more or less of brightness, contrast and saturation."""
    for enhance in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        image = enhance(image).enhance(chance.uniform(0.8, 1.2))
    return image


def _grey(image: Image.Image, _: Random) -> Image.Image:
    return ImageOps.grayscale(image).convert("RGB")


def _mirrored(image: Image.Image, _: Random) -> Image.Image:
    return ImageOps.mirror(image)


def _watermarked(image: Image.Image, chance: Random) -> Image.Image:
    """A name half transparent across a part of the picture, and a solid one in a corner."""
    over = Image.new("RGBA", image.size)
    draw = ImageDraw.Draw(over)
    size = max(12, image.height // 9)
    place = chance.uniform(0.05, 0.35) * image.width, chance.uniform(0.2, 0.7) * image.height
    draw.text(place, "© PHOTO STOCK", fill=(255, 255, 255, 140), font_size=size)
    draw.text(
        (image.width * 0.62, image.height * 0.93), "agency.example", fill=(255, 255, 255, 230), font_size=size / 2
    )
    return Image.alpha_composite(image.convert("RGBA"), over).convert("RGB")


TRANSFORMS: Mapping[str, Transform] = {
    "JPEG quality 85": Transform(make=_reencoded(85), change=Change.RE_ENCODED, goal=0.98),
    "JPEG quality 40": Transform(make=_reencoded(40), change=Change.RE_ENCODED, goal=0.98),
    "JPEG quality 15": Transform(make=_reencoded(15), change=Change.RE_ENCODED, goal=0.98),
    "half the size": Transform(make=_resized(0.5), change=Change.RESIZED, goal=0.98),
    "a third of the size": Transform(make=_resized(1 / 3), change=Change.RESIZED, goal=0.98),
    "twice the size": Transform(make=_resized(2.0), change=Change.RESIZED, goal=0.98),
    "10 % of each side cut off": Transform(make=_cropped(0.1), change=Change.CROPPED, goal=0.98),
    "a frame around": Transform(make=_padded, change=Change.CROPPED, goal=0.98),
    "mild colours": Transform(make=_recoloured, change=Change.RECOLOURED, goal=0.98),
    "black and white": Transform(make=_grey, change=Change.RECOLOURED, goal=0.9),
    "25 % of each side cut off": Transform(make=_cropped(0.25), change=Change.CROPPED, goal=0.9),
    "mirrored": Transform(make=_mirrored, change=Change.MIRRORED, goal=0.9),
    "watermark": Transform(make=_watermarked, change=Change.WATERMARKED, goal=0.9),
}
"""By the name that the table of measurements has."""
