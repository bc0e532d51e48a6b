"""A photo's days as a picture."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from engine.images.chart import HEIGHT, Drawn, Series, draw_chart
from engine.images.contact_sheet import ACCENT, QUIET_INK, WIDTH

DAYS = tuple(f"{day} мая" for day in range(1, 31))


def drawn(views: dict[int, int], downloads: dict[int, int]) -> np.ndarray:
    series = [
        Series(name=name, numbers=tuple(numbers.get(place, 0) for place in range(30)))
        for name, numbers in (("Просмотры: 1", views), ("Скачивания: 2", downloads), ("В избранном: 0", {}))
    ]
    content = draw_chart(Drawn(title="Фотография 1", days=DAYS, above=series[0], below=series[1], marks=series[2]))
    return np.asarray(Image.open(BytesIO(content)).convert("RGB")).astype(int)


def columns(picture: np.ndarray, colour: tuple[int, int, int], top: float, bottom: float) -> np.ndarray:
    """Where across the picture this colour stands, between two heights as shares of it."""
    part = picture[int(HEIGHT * top) : int(HEIGHT * bottom)]
    return np.flatnonzero((np.abs(part - np.array(colour)).sum(axis=2) < 30).sum(axis=0) > 40)


def test_a_bar_stands_at_its_day_and_is_as_high_as_its_number() -> None:
    picture = drawn({0: 10, 29: 5}, {29: 1})
    assert picture.shape == (HEIGHT, WIDTH, 3)
    bars = columns(picture, QUIET_INK, 0.2, 0.55)
    assert bars.min() < WIDTH * 0.15
    assert bars.max() > WIDTH * 0.88
    high, low = columns(picture, QUIET_INK, 0.2, 0.35), columns(picture, QUIET_INK, 0.4, 0.55)
    assert high.max() < WIDTH * 0.2 < low.max(), "the first is twice as high as the last"
    assert columns(picture, ACCENT, 0.68, 0.9).min() > WIDTH * 0.88


def test_days_without_anything_are_an_empty_chart() -> None:
    picture = drawn({}, {})
    assert columns(picture, QUIET_INK, 0.2, 0.55).size == 0
