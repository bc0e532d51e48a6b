"""The dominant colour is the word that people would say first."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from engine.filters import Colour
from engine.images.colour import dominant_colour


@pytest.mark.parametrize(
    ("rgb", "colour"),
    [
        ((200, 20, 20), Colour.RED),
        ((240, 130, 20), Colour.ORANGE),
        ((240, 220, 30), Colour.YELLOW),
        ((30, 140, 40), Colour.GREEN),
        ((20, 190, 190), Colour.TURQUOISE),
        ((20, 60, 200), Colour.BLUE),
        ((110, 40, 190), Colour.PURPLE),
        ((240, 100, 170), Colour.PINK),
        ((110, 70, 30), Colour.BROWN),
        ((250, 250, 248), Colour.WHITE),
        ((128, 128, 130), Colour.GREY),
        ((12, 14, 20), Colour.BLACK),
    ],
)
def test_every_colour_has_its_word(rgb: tuple[int, int, int], colour: Colour) -> None:
    assert dominant_colour(Image.new("RGB", (80, 60), rgb)) is colour


def test_the_colour_that_covers_most_wins_over_one_that_is_brighter() -> None:
    image = Image.new("RGB", (100, 100), (30, 60, 160))
    ImageDraw.Draw(image).rectangle((0, 0, 45, 99), fill=(255, 0, 0))
    assert dominant_colour(image) is Colour.BLUE


def test_a_picture_without_colours_has_a_grey() -> None:
    assert dominant_colour(Image.new("L", (10, 500), 128)) is Colour.GREY
