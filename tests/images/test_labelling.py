"""A given file says whose it is, shows the same picture, and tells nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, IptcImagePlugin
from PIL.PngImagePlugin import PngInfo

from engine.images.giving import SCREEN_PIXELS, Change, original_file, screen_file
from engine.images.labelling.containers import Malformed, labelled
from engine.images.labelling.label import Label

LABEL = Label(
    credit="Фото: Анна <Ли> & К° / Городской фотобанк, CC BY 4.0",
    photographer="Анна <Ли>",
    licence="CC BY 4.0",
    description="Мост ночью",
)
SECRETS = (b"SECRET", b"GPS", b"Canon", b"DSC_0001")


def picture() -> Image.Image:
    noise = np.random.default_rng(1).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    return Image.fromarray(noise)


def exif(orientation: int = 6) -> Image.Exif:
    written = Image.Exif()
    written[0x0112] = orientation
    written[0x010F] = "Canon SECRET"
    written.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
    return written


def photo_file(kind: str, orientation: int = 6) -> bytes:
    """A file that tells all it can: EXIF with GPS, XMP, comments, and something behind its end."""
    out = io.BytesIO()
    told = PngInfo()
    told.add_text("Author", "SECRET DSC_0001")
    options: dict[str, object] = {
        "JPEG": {"quality": 90, "progressive": True, "comment": b"SECRET DSC_0001", "xmp": b"<x>SECRET</x>"},
        "PNG": {"pnginfo": told},
        "WEBP": {"lossless": True, "xmp": b"<x>SECRET</x>"},
    }[kind]  # type: ignore[assignment]
    picture().save(out, kind, exif=exif(orientation), **options)  # type: ignore[arg-type]
    return out.getvalue() + (b"SECRET behind the end" if kind != "WEBP" else b"")


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_original_keeps_its_pixels_and_orientation_and_tells_nothing_but_its_label(
    kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "original"
    path.write_bytes(photo_file(kind))
    given = original_file(path, LABEL, 10_000_000)
    assert not [secret for secret in SECRETS if secret in given.content]
    image = opened(given.content)
    assert np.array_equal(np.asarray(image), np.asarray(opened(path.read_bytes())))
    assert dict(image.getexif()) == {0x0112: 6}
    assert (given.width, given.height, given.change, image.format) == (48, 64, None, kind)
    packet = image.info.get("xmp") or image.info["XML:com.adobe.xmp"].encode()
    assert "Анна &lt;Ли&gt; &amp; К° / Городской фотобанк, CC BY 4.0".encode() in packet
    assert b"UsageTerms" in packet


def test_an_upright_picture_gets_no_exif_at_all(tmp_path: Path) -> None:
    path = tmp_path / "original"
    path.write_bytes(photo_file("JPEG", orientation=1))
    assert not opened(original_file(path, LABEL, 10_000_000).content).getexif()


def test_a_jpeg_carries_the_credit_as_iptc_too() -> None:
    content = labelled(photo_file("JPEG"), LABEL, orientation=1, size=(64, 48))
    records = IptcImagePlugin.getiptcinfo(opened(content))
    assert records is not None
    assert records[2, 80] == "Анна <Ли>".encode()
    assert records[2, 116].decode() == LABEL.credit
    assert records[2, 110].decode() == "Фото: Анна <Ли> & К°", "whole letters, 32 bytes at most"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_label_is_put_on_once_however_often_a_file_comes_back(kind: str) -> None:
    once = labelled(photo_file(kind), LABEL, orientation=6, size=(64, 48))
    assert labelled(once, LABEL, orientation=6, size=(64, 48)) == once


@pytest.mark.parametrize("mode", ["RGBA", "RGB"])
@pytest.mark.parametrize("lossless", [True, False])
def test_a_webp_stays_transparent_where_it_was(mode: str, lossless: bool) -> None:
    out = io.BytesIO()
    image = Image.new(mode, (31, 17), (10, 200, 30, 90)[: len(mode)])
    image.save(out, "WEBP", lossless=lossless)
    given = opened(labelled(out.getvalue(), LABEL, orientation=1, size=(31, 17)))
    assert (given.mode, given.size) == (mode, (31, 17))
    assert np.array_equal(np.asarray(given), np.asarray(opened(out.getvalue())))


@pytest.mark.parametrize("kind", ["HEIF", "AVIF", "TIFF"])
def test_a_format_that_few_can_open_is_given_as_a_jpeg_and_says_so(kind: str, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    path = tmp_path / "original"
    picture().save(path, kind)
    given = original_file(path, LABEL, 10_000_000)
    assert (given.suffix, given.change) == (".jpg", Change.AS_JPEG)
    assert opened(given.content).size == (64, 48)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_does_not_go_through_whole_is_the_largest_that_does(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "original"
    picture().resize((640, 480)).save(path, kind, **({"quality": 100} if kind == "JPEG" else {}))
    limit = 60_000
    assert path.stat().st_size > limit
    given = original_file(path, LABEL, limit)
    assert len(given.content) <= limit
    assert given.change is Change.REDUCED
    assert 100 < given.width <= 640
    assert opened(given.content).size == (given.width, given.height)


def test_a_screen_file_is_an_upright_jpeg_of_a_full_screen_at_most(tmp_path: Path) -> None:
    path = tmp_path / "original"
    Image.new("RGB", (4000, 1000), "teal").save(path, "JPEG", exif=exif(6))
    given = screen_file(path, LABEL)
    image = opened(given.content)
    assert image.size == (given.width, given.height) == (SCREEN_PIXELS // 4, SCREEN_PIXELS)
    assert not image.getexif()
    assert b"CC BY 4.0" in image.info["xmp"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_file_cut_anywhere_is_malformed_or_whole_and_never_an_endless_loop(kind: str) -> None:
    content = photo_file(kind)
    for end in range(12, len(content) - 40, 7):
        try:
            labelled(content[:end], LABEL, orientation=1, size=(64, 48))
        except Malformed:
            continue


def test_letters_that_xml_cannot_hold_do_not_break_the_packet() -> None:
    label = Label(credit="a\x00b\x1f\ud800c", photographer="x" * 100_000)
    content = labelled(photo_file("JPEG"), label, orientation=1, size=(64, 48))
    assert b"<photoshop:Credit>abc</photoshop:Credit>" in opened(content).info["xmp"]
