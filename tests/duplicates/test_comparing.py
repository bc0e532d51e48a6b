"""Every class and every change that two photos are told by."""

from __future__ import annotations

from random import Random

import pytest
from PIL import Image, ImageDraw

from engine.duplicates.comparing import Subject, compare
from engine.duplicates.likeness import Change, Compared, Likeness
from engine.duplicates.transforming import TRANSFORMS
from tests.duplicates.pictures import picture, subject

SEEDS = range(6)


def told(first: Subject, second: Subject, cosine: float = 0.0) -> Compared | None:
    return compare(first, second, bits=32, cosine=cosine, scene_from=0.95)


def test_the_same_bytes_are_the_same_file() -> None:
    one = subject(picture(1), "same")
    compared = told(one, one)
    assert compared is not None
    assert compared.likeness is Likeness.SAME_FILE


@pytest.mark.parametrize("name", TRANSFORMS)
def test_what_people_do_to_a_picture_leaves_it_the_same_picture(name: str) -> None:
    transform = TRANSFORMS[name]
    for seed in SEEDS:
        image = picture(seed)
        compared = told(subject(transform.make(image, Random(seed)), "changed"), subject(image, "original"))
        assert compared is not None
        assert compared.likeness is Likeness.SAME_PICTURE, (name, seed, compared.numbers)


@pytest.mark.parametrize("name", ["half the size", "10 % of each side cut off", "black and white", "mirrored"])
def test_the_change_is_named(name: str) -> None:
    transform, image = TRANSFORMS[name], picture(3)
    compared = told(subject(transform.make(image, Random(3)), "changed"), subject(image, "original"))
    assert compared is not None
    assert transform.change in compared.changes


def test_a_plate_on_the_picture_is_a_watermark_and_nothing_else() -> None:
    image = picture(5)
    marked = image.copy()
    ImageDraw.Draw(marked).rectangle((120, 250, 330, 300), fill=(255, 255, 255))
    compared = told(subject(marked, "changed"), subject(image, "original"))
    assert compared is not None
    assert compared.changes == (Change.WATERMARKED,)


def test_only_other_bytes_are_a_re_encoding() -> None:
    image = picture(2)
    compared = told(
        subject(TRANSFORMS["JPEG quality 85"].make(image, Random(2)), "changed"), subject(image, "original")
    )
    assert compared is not None
    assert compared.changes == (Change.RE_ENCODED,)


def test_a_picture_cropped_and_mirrored_at_once_is_still_recognised() -> None:
    image = picture(4)
    chance = Random(4)
    both = TRANSFORMS["mirrored"].make(TRANSFORMS["10 % of each side cut off"].make(image, chance), chance)
    compared = told(subject(both, "changed"), subject(image, "original"))
    assert compared is not None
    assert compared.likeness is Likeness.SAME_PICTURE
    assert {Change.CROPPED, Change.MIRRORED} <= set(compared.changes)


def test_other_pictures_are_not_alike() -> None:
    subjects = [subject(picture(seed), str(seed)) for seed in range(10, 18)]
    assert not [
        (a.content_hash, b.content_hash) for k, a in enumerate(subjects) for b in subjects[:k] if told(a, b) is not None
    ]


def test_half_of_the_things_elsewhere_make_another_moment_of_the_same_scene() -> None:
    image = picture(7)
    later = image.copy()
    later.paste(picture(8).crop((0, 0, 240, 360)), (0, 0))
    compared = told(subject(later, "later"), subject(image, "original"))
    assert compared is not None
    assert compared.likeness is Likeness.SAME_SCENE


def test_near_embeddings_alone_are_the_same_scene() -> None:
    compared = told(subject(picture(20), "a"), subject(picture(21), "b"), cosine=0.97)
    assert compared is not None
    assert compared.likeness is Likeness.SAME_SCENE


def test_a_plain_wall_is_not_another_plain_wall_of_another_colour() -> None:
    red, blue = (Image.new("RGB", (400, 300), colour) for colour in ((180, 60, 60), (60, 60, 180)))
    assert told(subject(red, "red"), subject(blue, "blue")) is None


def test_a_plain_picture_is_recognised_by_its_colour() -> None:
    wall = Image.new("RGB", (400, 300), (180, 60, 60))
    ImageDraw.Draw(wall).rectangle((20, 20, 60, 50), fill=(170, 70, 60))
    compared = told(subject(wall, "wall"), subject(wall.resize((200, 150)), "smaller"))
    assert compared is not None
    assert compared.likeness is Likeness.SAME_PICTURE


def test_a_picture_of_a_few_pixels_is_looked_at_without_an_error() -> None:
    assert told(subject(Image.new("RGB", (3, 2)), "dot"), subject(picture(1), "picture")) is None
