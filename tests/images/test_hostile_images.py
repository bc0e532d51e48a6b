"""Bombs, damage, disorder and what is no picture: each is refused in our words, and nothing else happens."""

from __future__ import annotations

import struct
import tracemalloc
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor

import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from engine.errors import BadImage, BrokenImage, ImageTooLarge, NotAnImage
from engine.images.decoding import decode, measure
from engine.images.embedded.reading import read_embedded
from tests.images.drawn import encoded, quarters

pillow_heif.register_heif_opener()


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
    assert read_embedded(content).taken_at is None


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
