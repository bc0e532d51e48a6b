"""Plates as pictures: what is drawn where, and that nothing people type can spoil it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from admin.charts.canvas import UNKNOWN, WIDTH, Canvas, drawable
from admin.charts.drawing import draw_plate
from admin.charts.plate import (
    Axis,
    Bars,
    Block,
    Empty,
    Heat,
    Line,
    Lines,
    Mood,
    Plate,
    Ranking,
    Row,
    Theme,
    Tick,
    Tile,
    Tiles,
)
from admin.charts.scale import axis
from admin.charts.theme import COLOURS
from tests.conftest import jpeg

LIGHT = COLOURS[Theme.LIGHT]
TICKS = (Tick(0, "1 мая"), Tick(2, "3 мая"))


def plate(*blocks: Block, theme: Theme = Theme.LIGHT, note: str = "") -> Plate:
    return Plate(title="Обзор", subtitle="7 дней", blocks=blocks, theme=theme, note=note)


def pixels(drawn: Plate) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(draw_plate(drawn))).convert("RGB")).astype(int)


def places(picture: np.ndarray, colour: str) -> np.ndarray:
    """Rows and columns where exactly this colour stands."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    return np.argwhere((picture == wanted).all(axis=2))


def bars(*numbers: float, before: tuple[float, ...] = (), unfinished: bool = False) -> Bars:
    top = axis(max(*numbers, *before), str)
    return Bars(name="Поиски", numbers=numbers, axis=top, below=TICKS, before=before, unfinished=unfinished)


def column(picture: np.ndarray, colour: str, left: float, right: float) -> int:
    """How high the colour stands in this part of the picture, between two shares of its width; the title aside."""
    found = places(picture[170:], colour)
    inside = found[(found[:, 1] > WIDTH * left) & (found[:, 1] < WIDTH * right)]
    return len(set(inside[:, 0]))


def test_bars_are_as_high_as_their_numbers_and_begin_at_nought() -> None:
    picture = pixels(plate(bars(10, 5, 0)))
    high, half, none = (
        column(picture, LIGHT.accent, left, right) for left, right in ((0.15, 0.38), (0.45, 0.65), (0.75, 0.95))
    )
    assert high > 150
    assert half == pytest.approx(high / 2, abs=4)
    assert none == 0


def test_a_day_that_is_not_over_is_drawn_lightly() -> None:
    picture = pixels(plate(bars(10, 10, 10, unfinished=True)))
    assert column(picture, LIGHT.soft, 0.75, 0.95) > 150
    assert column(picture, LIGHT.accent, 0.75, 0.95) == 0


def test_the_period_before_is_a_mark_at_its_own_height() -> None:
    picture = pixels(plate(bars(10, 10, 10, before=(10, 5, 0))))
    marks = places(picture[170:], LIGHT.before)
    first, second, third = (
        marks[(marks[:, 1] > a) & (marks[:, 1] < b)][:, 0].mean() for a, b in ((100, 420), (430, 700), (720, 1030))
    )
    assert first < second < third
    assert second - first == pytest.approx(third - second, abs=4)


def test_a_row_is_as_long_as_its_share() -> None:
    rows = tuple(Row(name=f"мост {number}", value="1", length=length) for number, length in enumerate((1.0, 0.25)))
    found = places(pixels(plate(Ranking(name="Чаще всего", rows=rows)))[170:], LIGHT.accent)
    lengths = sorted({int(found[found[:, 0] == row][:, 1].size) for row in set(found[:, 0])})
    assert lengths[-1] == pytest.approx(976, abs=3)
    assert any(length == pytest.approx(244, abs=3) for length in lengths)


def test_a_line_has_a_gap_where_there_was_nothing() -> None:
    line = Line(name="p50", numbers=(5.0, 5.0, None, None, 5.0, 5.0))
    drawn = places(
        pixels(plate(Lines(name="Скорость", lines=(line,), axis=axis(5, str), below=TICKS)))[170:], LIGHT.accent
    )
    at_its_height = drawn[drawn[:, 0] == np.bincount(drawn[:, 0]).argmax()][:, 1]
    assert np.diff(np.unique(at_its_height)).max() > 300


def test_the_strongest_colour_of_a_table_is_where_the_most_is() -> None:
    shades = ((0.0, 0.0, 0.0), (0.0, 0.0, 1.0))
    picture = pixels(plate(Heat(name="Когда", rows=("Пн", "Вт"), shades=shades, columns=TICKS)))
    strong = places(picture, LIGHT.strong)
    pale = places(picture, LIGHT.pale)
    assert strong[:, 1].min() > WIDTH * 0.66
    assert strong[:, 0].min() > pale[:, 0].min() + 40


def test_thumbnails_stand_at_their_rows_and_a_missing_one_is_an_empty_slot(tmp_path: Path) -> None:
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(jpeg((250, 0, 0)))
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    rows = tuple(
        Row(name="Фотография", value="7", length=1, picture=path)
        for path in (copy, None, tmp_path / "broken.jpg", tmp_path / "nowhere.jpg")
    )
    picture = pixels(plate(Ranking(name="Открывают", rows=rows, pictured=True)))
    red = np.argwhere((picture[:, :, 0] > 200) & (picture[:, :, 1] < 60) & (picture[:, :, 2] < 60))
    assert len(red) > 9_000
    assert red[:, 1].max() < 200
    assert len(places(picture, LIGHT.grid)) > 3 * 9_000


TYPED = [
    "$5 and $6: a_b^c \\frac{1}{2}",
    "🌉🌉 мост",
    "🌉",
    "line\nbreak\tand\u200bzero\u202ewidth",
    "جسر في الليل",
    "夜の橋",
    "\ud83d",
    "a" * 4000,
    "",
    "   ",
]


@pytest.mark.parametrize("theme", Theme)
def test_whatever_people_type_can_be_drawn(theme: Theme) -> None:
    rows = tuple(Row(name=text, value="1", length=0.5, detail="▲ 3 %", mood=Mood.GOOD) for text in TYPED)
    content = draw_plate(plate(Ranking(name="Чаще всего", rows=rows), theme=theme, note="очень длинно " * 80))
    assert Image.open(BytesIO(content)).width == WIDTH


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("🌉 мост", "мост"),
        ("мост\nночью", "мост ночью"),
        ("夜の橋", UNKNOWN),
        ("", ""),
        ("a\u202eb", "ab"),
        ("и\u0306од", "йод"),
    ],
)
def test_what_the_typeface_has_no_letters_for_is_left_out(typed: str, shown: str) -> None:
    assert drawable(typed) == shown


def test_a_text_is_never_wider_than_its_place() -> None:
    canvas = Canvas(100, LIGHT)
    assert canvas.text(0, 50, "набережная " * 50, 33, width=400) <= 400
    assert all(canvas.measured(line, 27) <= 500 for line in canvas.wrapped("набережная реки " * 50, 27, 500, 3))
    assert len(canvas.wrapped("набережная реки " * 50, 27, 500, 3)) == 3


def test_equal_plates_are_equal_pictures_in_any_thread() -> None:
    drawn = plate(bars(10, 5, 3), Tiles(tiles=(Tile(name="Люди", value="3"),)))
    with ThreadPoolExecutor(4) as threads:
        pictures = set(threads.map(lambda _number: draw_plate(drawn), range(8)))
    assert len(pictures) == 1
    assert drawn.key == plate(*drawn.blocks).key
    assert drawn.key != plate(*drawn.blocks, theme=Theme.DARK).key


@pytest.mark.parametrize("theme", Theme)
def test_nothing_to_draw_is_a_picture_that_says_so(theme: Theme) -> None:
    content = draw_plate(plate(Empty(sentence="Никто ещё не искал", hint="Числа появятся сами"), theme=theme))
    assert len(np.unique(np.asarray(Image.open(BytesIO(content)).convert("L")))) > 3


@pytest.mark.parametrize("theme", Theme)
def test_letters_and_marks_stand_out_from_the_ground(theme: Theme) -> None:
    colours = COLOURS[theme]
    for letters in (colours.ink, colours.quiet, colours.good, colours.bad):
        assert contrast(letters, colours.paper) >= 4.5
        assert contrast(letters, colours.panel) >= 4.5
    for mark in (colours.accent, colours.second, colours.before, colours.ghost):
        assert contrast(mark, colours.paper) >= 3
    assert contrast(colours.on_strong, colours.strong) >= 4.5
    assert contrast(colours.ink, colours.pale) >= 4.5


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def test_an_axis_without_ticks_takes_no_room() -> None:
    block = Bars(name="Места", numbers=(1.0,), axis=Axis(top=1.2, ticks=()), below=(), labels=("100 %",))
    assert places(pixels(plate(block))[170:], LIGHT.accent).size
