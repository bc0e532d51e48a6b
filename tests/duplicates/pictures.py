"""Pictures with something to recognise on them, drawn by chance without the city."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageDraw

from engine.duplicates.comparing import Subject
from engine.model import ContentHash


def picture(seed: int, size: tuple[int, int] = (480, 360)) -> Image.Image:
    """Many coloured shapes, which no other seed has."""
    chance = Random(seed)
    image = Image.new("RGB", size, (chance.randint(120, 200),) * 3)
    draw = ImageDraw.Draw(image)
    for _ in range(140):
        x, y = chance.randint(-20, size[0]), chance.randint(-20, size[1])
        box = (x, y, x + chance.randint(10, 60), y + chance.randint(10, 60))
        colour = tuple(chance.randint(0, 255) for _ in range(3))
        (draw.ellipse if chance.random() < 0.4 else draw.rectangle)(box, fill=colour)
    return image


def subject(image: Image.Image, name: str) -> Subject:
    thumbnail = image.copy()
    thumbnail.thumbnail((400, 400))
    return Subject(content_hash=ContentHash(name), size=image.size, image=thumbnail)
