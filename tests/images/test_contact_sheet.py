"""The contact sheet: every slot in its place, every number to be read, no photo able to spoil it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.images.contact_sheet import ACCENT, GAP, WIDTH, SheetCell, draw_card, draw_sheet, grid_for
from engine.model import Band


def opened(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(content)).convert("RGB"), np.int16)


@pytest.fixture
def grey(tmp_path: Path) -> Path:
    path = tmp_path / "grey.jpg"
    Image.new("RGB", (400, 300), (120, 120, 120)).save(path)
    return path


def cells(count: int, thumbnail: Path | None, band: Band = Band.EXACT) -> list[SheetCell]:
    return [SheetCell(number=n, copy=thumbnail, band=band, note="снято") for n in range(1, count + 1)]


@pytest.mark.parametrize("count", range(1, 10))
def test_a_sheet_of_any_number_of_photos_is_filled(count: int, grey: Path) -> None:
    columns, rows = grid_for(count)
    assert columns * rows >= count > columns * (rows - 1)
    sheet = opened(draw_sheet(cells(count, grey)))
    width = (WIDTH - GAP * (columns + 1)) // columns
    assert sheet.shape[1] == WIDTH
    for position in range(count):
        left = GAP + (position % columns) * (width + GAP)
        top = GAP + (position // columns) * (width * 3 // 4 + GAP)
        assert abs(sheet[top + width * 3 // 8, left + width // 2] - 120).max() < 12
        assert abs(sheet[top + 10 + 31, left + 10 + 8] - ACCENT).max() < 40, "the badge, left of its number"


def test_each_number_is_drawn_differently(grey: Path) -> None:
    def badge(number: int) -> np.ndarray:
        sheet = opened(draw_sheet([SheetCell(number=number, copy=grey, band=Band.EXACT)]))
        return sheet[GAP + 10 : GAP + 72, GAP + 10 : GAP + 72]

    badges = [badge(number) for number in range(1, 10)]
    for one in range(9):
        for other in range(one):
            assert np.abs(badges[one] - badges[other]).mean() > 3


def test_bands_can_be_told_apart_without_colour(grey: Path) -> None:
    def lightness(band: Band) -> np.ndarray:
        return opened(draw_sheet(cells(1, grey, band))).mean(axis=2)

    exact, close, far = (lightness(band) for band in (Band.EXACT, Band.CLOSE, Band.FAR))
    inside = (slice(GAP + 16, GAP + 26), slice(GAP + 35, GAP + 48))
    assert exact[inside].mean() - close[inside].mean() > 60
    assert close[300, 700] - far[300, 700] > 20


def test_a_withdrawn_or_lost_photo_leaves_a_quiet_tile(grey: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff nothing")
    for thumbnail in (None, tmp_path / "missing.jpg", broken):
        mixed = [*cells(1, grey), SheetCell(number=2, copy=thumbnail, band=Band.EXACT, note="снято")]
        sheet = opened(draw_sheet(mixed))
        assert abs(sheet[200, 270] - 120).max() < 12
        assert sheet[120, 950].max() < 110


def test_a_card_carries_its_words() -> None:
    empty, full = opened(draw_card("", [])), opened(draw_card("Ничего не нашлось", ["Попробуйте другие слова"]))
    assert empty.shape == full.shape == (720, WIDTH, 3)
    assert (full.min(axis=2) > 200).sum() > 1_000  # the title's ink
    assert (empty.min(axis=2) > 200).sum() == 0


def test_long_words_stay_on_the_card() -> None:
    card = opened(draw_card("Очень длинный заголовок, который не помещается в одну строку", ["слово " * 40]))
    assert np.abs(card[:, :40] - card[0, 0]).max() < 20
