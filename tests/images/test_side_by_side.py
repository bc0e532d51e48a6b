"""Two photos in one picture, and what differs below them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from engine.images.contact_sheet import ACCENT, WIDTH
from engine.images.side_by_side import Beside, draw_side_by_side


def beside(folder: Path, name: str, size: tuple[int, int], *lines: str) -> Beside:
    path = folder / f"{name}.jpg"
    Image.new("RGB", size, (30, 90, 160)).save(path)
    return Beside(copy=path, title=name, lines=lines)


def accents(picture: bytes) -> int:
    """Pixels in about the colour of what differs."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    apart = np.abs(np.asarray(image, np.int16) - np.array(ACCENT, np.int16)).max(axis=2)
    return int(np.count_nonzero(apart < 40))


def test_only_lines_that_differ_are_marked(tmp_path: Path) -> None:
    left = beside(tmp_path, "1", (400, 300), "published", "100×100")
    same = beside(tmp_path, "2", (400, 300), "published", "100×100")
    other = beside(tmp_path, "3", (400, 300), "published", "200×200")
    assert accents(draw_side_by_side(left, same)) == 0
    assert accents(draw_side_by_side(left, other)) > 100


def test_photos_of_any_shape_are_whole_and_a_lost_copy_costs_no_pair(tmp_path: Path) -> None:
    tall, wide = beside(tmp_path, "1", (60, 1000), "a" * 80), beside(tmp_path, "2", (1000, 60), "b")
    for pair in ((tall, wide), (wide, tall), (Beside(copy=tmp_path / "lost.jpg", title="3", lines=()), wide)):
        with Image.open(BytesIO(draw_side_by_side(*pair))) as picture:
            assert picture.width == WIDTH
            assert picture.height < WIDTH
