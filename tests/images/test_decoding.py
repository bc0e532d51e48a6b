"""Whatever comes is an upright RGB image, or one of four errors."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from engine.errors import BadImage, ImageTooSmall
from engine.images.decoding import decode, measure
from engine.images.embedded.reading import read_embedded
from tests.images.drawn import encoded, quarters

pillow_heif.register_heif_opener()


def corner(image: Image.Image) -> tuple[int, int, int]:
    pixel = image.getpixel((8, 8))
    assert isinstance(pixel, tuple)
    return pixel[:3]


def near(pixel: tuple[int, ...], colour: tuple[int, int, int], slack: int = 40) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "GIF", "BMP"])
def test_every_format_is_read(kind: str) -> None:
    image = decode(encoded(quarters(), kind))
    assert (image.mode, image.size) == ("RGB", (80, 60))
    assert near(corner(image), (255, 0, 0))


_UPRIGHTING = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_upright(orientation: int) -> None:
    turned = quarters()
    if orientation in _UPRIGHTING:
        turned = turned.transpose(_UPRIGHTING[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(turned, "PNG", exif=exif)
    assert np.array_equal(np.asarray(decode(content)), np.asarray(quarters()))
    facts = measure(content)
    assert (facts.width, facts.height) == (80, 60)


def test_transparency_is_laid_on_white() -> None:
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    assert corner(decode(encoded(clear, "PNG"))) == (255, 255, 255)
    palette = Image.new("P", (40, 40), 0)
    palette.putpalette([255, 0, 0] + [0] * 765)
    assert corner(decode(encoded(palette, "PNG", transparency=0))) == (255, 255, 255)
    assert corner(decode(encoded(Image.new("LA", (40, 40), (0, 0)), "PNG"))) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "RGBX"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "RGBX", "1"} else "PNG"
    assert decode(encoded(quarters().convert(mode), kind)).mode == "RGB"


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    grey = Image.fromarray(np.full((20, 20), 32768, np.uint16))
    assert near(corner(decode(encoded(grey, "PNG"))), (128, 128, 128), slack=1)


def test_a_dark_picture_of_sixteen_bits_stays_dark() -> None:
    assert corner(decode(encoded(Image.fromarray(np.full((20, 20), 200, np.uint16)), "PNG"))) == (1, 1, 1)


@pytest.mark.parametrize("white", [1.0, 255.0, 65535.0, 1e6])
def test_grey_of_real_numbers_is_brought_to_the_range_it_uses(white: float) -> None:
    depth = np.full((20, 20), white / 2, np.float32)
    depth[-1, -1] = white
    depth[-1, 0] = np.nan
    assert near(corner(decode(encoded(Image.fromarray(depth), "TIFF"))), (128, 128, 128), slack=1)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_a_profile_that_cannot_be_used_costs_no_photo(mode: str) -> None:
    for profile in (b"nonsense", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()):
        assert near(corner(decode(encoded(quarters().convert(mode), "PNG", icc_profile=profile))), (255, 0, 0), 180)


def swapped_profile() -> bytes:
    """sRGB with its red and green colorants exchanged: converting from it turns red into green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"qXYZ").replace(b"gXYZ", b"rXYZ").replace(b"qXYZ", b"gXYZ")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_an_embedded_profile_brings_colours_to_srgb(mode: str) -> None:
    image = decode(encoded(quarters().convert(mode), "PNG", icc_profile=swapped_profile()))
    red, green, _ = corner(image)
    assert green > 200 > red


def test_colours_for_print_come_as_they_look() -> None:
    assert near(corner(decode(encoded(quarters().convert("CMYK"), "JPEG"))), (255, 0, 0))


def test_of_two_pictures_in_one_file_the_first_is_the_photo() -> None:
    content = encoded(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (20, 20))])
    assert decode(content).size == (80, 60)
    assert measure(content).media_type == "image/jpeg"


def test_of_an_animation_the_first_frame_is_taken() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        content = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        assert near(corner(decode(content)), (255, 0, 0))


def test_longest_scales_down_and_never_up() -> None:
    large = encoded(quarters().resize((1600, 1200)), "JPEG")
    assert decode(large, longest=400).size == (400, 300)
    assert decode(encoded(quarters(), "JPEG"), longest=400).size == (80, 60)


def test_a_picture_below_the_smallest_is_refused_with_its_size() -> None:
    with pytest.raises(ImageTooSmall) as caught:
        decode(encoded(Image.new("RGB", (1, 1)), "PNG"), smallest=16)
    assert caught.value.facts == {"width": 1, "height": 1}


def test_the_cameras_time_is_read_and_nonsense_is_no_time() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:07:01 18:30:00"
    taken_at = read_embedded(encoded(quarters(), "JPEG", exif=exif)).taken_at
    assert taken_at is not None
    assert taken_at.isoformat() == "2024-07-01T18:30:00+00:00"
    exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    assert read_embedded(encoded(quarters(), "JPEG", exif=exif)).taken_at is None


def real_photographs() -> list[Path]:
    folder = os.environ.get("PHOTOBANK_TEST_PHOTOS")
    return sorted(path for path in Path(folder).rglob("*") if path.is_file()) if folder else []


@pytest.mark.skipif(not real_photographs(), reason="PHOTOBANK_TEST_PHOTOS names no folder of photographs")
@pytest.mark.timeout(600)
def test_real_photographs_decode_or_are_refused_in_our_words() -> None:
    decoded = 0
    for path in real_photographs():
        try:
            content = path.read_bytes()
            image = decode(content, longest=512)
        except BadImage:
            continue
        assert image.mode == "RGB"
        assert max(image.size) <= 512
        facts = measure(content)
        assert (facts.width > facts.height) == (image.width > image.height) or facts.width == facts.height
        decoded += 1
    assert decoded


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_measuring_reads_only_the_header(kind: str) -> None:
    content = encoded(Image.effect_noise((2000, 1500), 60).convert("RGB"), kind)
    began = time.perf_counter()
    measure(content)
    header = time.perf_counter() - began
    began = time.perf_counter()
    decode(content)
    assert header < (time.perf_counter() - began) / 2
