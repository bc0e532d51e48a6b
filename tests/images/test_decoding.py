"""Whatever comes is an upright RGB image, or one of four errors."""

from __future__ import annotations

import os
import struct
import time
import tracemalloc
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from engine.errors import BadImage, BrokenImage, ImageTooLarge, ImageTooSmall, NotAnImage
from engine.images.decoding import decode, measure

pillow_heif.register_heif_opener()


def quarters() -> Image.Image:
    """Red, green, blue and white quarters: every turn and mirror image of it is different."""
    image = Image.new("RGB", (80, 60), "white")
    image.paste("red", (0, 0, 40, 30))
    image.paste("green", (40, 0, 80, 30))
    image.paste("blue", (0, 30, 40, 60))
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


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


def bomb(side: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9000))
        + chunk(b"IEND", b"")
    )


def test_a_bomb_is_refused_by_its_header_without_taking_memory() -> None:
    decode(encoded(quarters(), "PNG"))  # the plugins are loaded
    tracemalloc.start()
    with pytest.raises(ImageTooLarge) as caught:
        decode(bomb(30_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
    assert caught.value.facts["width"] == 30_000


@pytest.mark.parametrize("side", [10_001, 12_000, 14_000])
def test_just_above_the_limit_is_refused_in_the_same_words(side: int) -> None:
    for read in (decode, measure):
        with pytest.raises(ImageTooLarge, match=f"{side}×{side}"):
            read(bomb(side))


def test_pillow_keeps_its_own_limit_for_everybody_else() -> None:
    limit = Image.MAX_IMAGE_PIXELS
    with pytest.raises(ImageTooLarge):
        decode(bomb(30_000))
    assert limit == Image.MAX_IMAGE_PIXELS is not None


def test_decoding_in_several_threads_leaves_the_warnings_as_they_were() -> None:
    large = encoded(Image.new("1", (9_600, 9_500)), "PNG")  # below our limit, above that of Pillow's warning
    before = list(warnings.filters)
    with ThreadPoolExecutor(4) as threads:
        sizes = {facts.width for facts in threads.map(measure, [large] * 40)}
    assert sizes == {9_600}
    assert list(warnings.filters) == before


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_metadata_in_disorder_costs_neither_the_photo_nor_its_size(kind: str) -> None:
    exif = b"Exif\0\0II*\0\xff\xff\xff\x7f\x01\0\x12\x01"
    content = encoded(quarters(), kind, **({} if kind == "TIFF" else {"exif": exif}))
    facts = measure(content)
    assert decode(content).size == (facts.width, facts.height) == (80, 60)
    assert facts.taken_at is None


def test_exif_behind_the_pixels_of_a_png_counts_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = encoded(quarters().transpose(Image.Transpose.ROTATE_90), "PNG", exif=exif)
    start = content.index(b"eXIf") - 4
    stop = start + 12 + struct.unpack(">I", content[start : start + 4])[0]
    end = content.index(b"IEND") - 4
    late = content[:start] + content[stop:end] + content[start:stop] + content[end:]
    facts = measure(late)
    assert decode(late).size == (facts.width, facts.height) == (80, 60)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%", b"GIF", b"<svg/>", b"\x00" * 2000])
def test_what_is_no_picture_is_named_so(content: bytes) -> None:
    with pytest.raises(NotAnImage):
        decode(content)


def test_a_program_for_a_printer_is_never_run() -> None:
    with pytest.raises(NotAnImage):
        decode(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n")


def test_a_truncated_picture_is_broken() -> None:
    whole = encoded(Image.effect_noise((300, 200), 90).convert("RGB"), "JPEG")
    with pytest.raises(BrokenImage):
        decode(whole[: len(whole) // 2])


def test_a_picture_below_the_smallest_is_refused_with_its_size() -> None:
    with pytest.raises(ImageTooSmall) as caught:
        decode(encoded(Image.new("RGB", (1, 1)), "PNG"), smallest=16)
    assert caught.value.facts == {"width": 1, "height": 1}


def test_the_cameras_time_is_read_and_nonsense_is_no_time() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:07:01 18:30:00"
    taken_at = measure(encoded(quarters(), "JPEG", exif=exif)).taken_at
    assert taken_at is not None
    assert taken_at.isoformat() == "2024-07-01T18:30:00+00:00"
    exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    assert measure(encoded(quarters(), "JPEG", exif=exif)).taken_at is None


KINDS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF", "TIFF", "BMP"]
WHOLE = {kind: encoded(ImageOps.posterize(quarters(), 3), kind) for kind in KINDS}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12), st.data())
def test_damage_of_any_kind_gives_a_picture_or_an_error_of_ours(
    kind: str, changes: list[tuple[int, int]], data: st.DataObject
) -> None:
    damaged = bytearray(WHOLE[kind])
    for position, value in changes:
        damaged[position % len(damaged)] = value
    content = bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    for read in (decode, measure):
        try:
            read(content)
        except BadImage:
            continue


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
