"""Sharpness is measured: the same at any size, lower the more a picture is blurred, and high for a sharp subject."""

from __future__ import annotations

import pytest
from PIL import Image, ImageFilter

from engine.images.sharpness import SOFT, sharpness


def drawing(size: tuple[int, int] = (1280, 960)) -> Image.Image:
    fine = Image.effect_noise((160, 120), 90).convert("RGB")
    return fine.resize(size, Image.Resampling.NEAREST)


def test_the_more_a_picture_is_blurred_the_lower_it_lies() -> None:
    image = drawing()
    values = [sharpness(image.filter(ImageFilter.GaussianBlur(radius))) for radius in (0, 2, 4, 8, 16)]
    assert values == sorted(values, reverse=True)
    assert values[0] > 2 * SOFT
    assert values[-1] < SOFT


def test_a_sharp_subject_before_a_soft_background_is_sharp() -> None:
    image = drawing().filter(ImageFilter.GaussianBlur(16))
    image.paste(drawing((480, 360)), (400, 300))
    assert sharpness(image) > SOFT


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (3, 3), (64, 48)])
def test_any_size_has_a_number_and_a_plain_surface_has_none_to_show(size: tuple[int, int]) -> None:
    assert sharpness(Image.new("RGB", size, "teal")) == 0.0


def test_copies_of_one_picture_are_about_as_sharp_as_it_is() -> None:
    image = drawing()
    assert sharpness(image.resize((640, 480), Image.Resampling.BOX)) == pytest.approx(sharpness(image), rel=0.3)
