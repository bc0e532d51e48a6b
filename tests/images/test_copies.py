"""What leaves the bank is clean, small and sendable."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from engine.images.copies import make_copies
from engine.images.decoding import decode
from engine.images.fingerprint import distance, fingerprint


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_copies_have_the_sizes_of_a_screen_and_of_a_slot() -> None:
    copies = make_copies(Image.new("RGB", (4000, 3000), "teal"))
    assert opened(copies.preview).size == (1280, 960)
    assert opened(copies.thumbnail).size == (400, 300)


def test_small_pictures_are_never_scaled_up() -> None:
    assert opened(make_copies(Image.new("RGB", (100, 50))).preview).size == (100, 50)


def test_nothing_but_pixels_is_in_a_copy() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret"
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 0.0)
    source = BytesIO()
    Image.new("RGB", (300, 200), "red").save(
        source, "JPEG", exif=exif, comment=b"secret", xmp=b"<x:xmpmeta>secret</x:xmpmeta>", icc_profile=b"secret"
    )
    copies = make_copies(decode(source.getvalue()))
    for content in (copies.preview, copies.thumbnail):
        assert b"secret" not in content
        assert set(opened(content).info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3000), st.integers(1, 60))
def test_any_shape_becomes_one_that_telegram_takes(long: int, short: int) -> None:
    for size in ((long, short), (short, long)):
        width, height = opened(make_copies(Image.new("RGB", size)).preview).size
        assert max(width, height) <= 20 * min(width, height)
        assert width + height <= 10_000


def scenery(seed: int) -> Image.Image:
    noise = Image.effect_noise((8, 6), 120)
    noise.putpixel((seed % 8, seed % 6), 255)
    return noise.resize((640, 480), Image.Resampling.BICUBIC).convert("RGB")


def test_the_same_picture_smaller_and_recompressed_has_nearly_the_same_fingerprint() -> None:
    image = scenery(1)
    again = BytesIO()
    image.resize((320, 240)).save(again, "JPEG", quality=60)
    assert distance(fingerprint(image), fingerprint(decode(again.getvalue()))) <= 4


def test_another_picture_has_another_fingerprint() -> None:
    assert distance(fingerprint(scenery(1)), fingerprint(scenery(2))) > 10


@pytest.mark.parametrize(("a", "b", "bits"), [(0, 0, 0), (-1, 0, 64), (1, -(2**63), 2)])
def test_distance_counts_differing_bits_of_signed_numbers(a: int, b: int, bits: int) -> None:
    assert distance(a, b) == bits


def test_a_fingerprint_fits_in_a_signed_64_bit_column() -> None:
    assert all(-(2**63) <= fingerprint(scenery(seed)) < 2**63 for seed in range(8))
