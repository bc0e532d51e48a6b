"""Texts and pictures made by the program, on which an encoder's arithmetic is judged: many kinds, always the same."""

from __future__ import annotations

from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

_WORDS = (
    *("мост", "собор", "парк", "фонтан", "набережная", "площадь", "музей", "театр", "рынок", "вокзал", "трамвай"),
    *("снег", "дождь", "закат", "рассвет", "люди", "дети", "зима", "лето", "осень", "ночь", "утро", "башня", "улица"),
    *("красный", "белый", "золотой", "старый", "вид", "на", "у", "в", "без", "над", "рекой", "праздник", "салют"),
    *("bridge", "cathedral", "park", "fountain", "embankment", "square", "museum", "theatre", "market", "station"),
    *("tram", "snow", "rain", "sunset", "people", "children", "winter", "summer", "autumn", "night", "morning"),
    *("red", "white", "golden", "old", "view", "of", "by", "the", "without", "over", "river", "tower", "street"),
)
_SIDE = 224


def probe_texts(count: int) -> list[str]:
    """Questions of 1 to 12 words, Russian and English mixed; the first few are what people also type."""
    chance = Random(1)
    odd = ["мост", "bridge at night", "зимний парк без людей", "🎇", "12345", "Ё", "A" * 60, "кремль " * 30]
    return [*odd, *(" ".join(chance.choices(_WORDS, k=chance.randint(1, 12))) for _ in range(count))][:count]


def probe_images(count: int) -> list[Image.Image]:
    """Pictures of 224 pixels: coarse fields of colour, shapes upon them, and fine grain in some."""
    return [_image(np.random.default_rng(number)) for number in range(count)]


def _image(chance: np.random.Generator) -> Image.Image:
    cells = int(chance.integers(1, 9))
    fields = chance.integers(0, 256, (cells, cells, 3), np.uint8)
    image = Image.fromarray(fields).resize((_SIDE, _SIDE), Image.Resampling(int(chance.choice([0, 3]))))
    draw = ImageDraw.Draw(image)
    for _ in range(int(chance.integers(0, 12))):
        x, y, width, height = (int(v) for v in chance.integers(0, _SIDE, 4))
        shape = draw.ellipse if chance.random() < 0.5 else draw.rectangle
        red, green, blue = (int(v) for v in chance.integers(0, 256, 3))
        shape((x, y, x + width // 2 + 1, y + height // 2 + 1), fill=(red, green, blue))
    if chance.random() < 0.3:
        grain = np.asarray(image, np.int16) + chance.integers(-40, 41, (_SIDE, _SIDE, 3), np.int16)
        image = Image.fromarray(grain.clip(0, 255).astype(np.uint8))
    return image.filter(ImageFilter.GaussianBlur(2)) if chance.random() < 0.2 else image
