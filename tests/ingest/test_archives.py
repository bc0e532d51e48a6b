"""Pictures out of a ZIP: safely, whatever it says of itself."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from engine.ingest.archives import MOST_FILES, BadArchive, pictures_in_zip


def zipped(*files: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def test_pictures_come_with_bare_names_and_what_leads_out_or_hides_is_passed_over() -> None:
    content = zipped(
        ("мост.jpg", b"1"),
        ("folder/../../etc/passwd.png", b"2"),
        ("folder\\\\deep.webp", b"3"),
        ("__MACOSX/._мост.jpg", b"x"),
        (".hidden.jpg", b"x"),
        ("readme.txt", b"x"),
        ("folder/", b""),
    )
    assert [(one.name, one.content) for one in pictures_in_zip(content)] == [
        ("мост.jpg", b"1"),
        ("deep.webp", b"3"),
    ]


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.ingest.archives.LARGEST", 1000)
    content = zipped(("bomb.jpg", b"0" * 1_000_000), ("small.jpg", b"1"))
    assert [(one.name, one.content, one.too_large) for one in pictures_in_zip(content)] == [
        ("bomb.jpg", None, True),
        ("small.jpg", b"1", False),
    ]


def test_all_together_have_a_limit_and_so_has_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.ingest.archives.LARGEST_TOGETHER", 5)
    content = zipped(*((f"{number}.jpg", b"22") for number in range(4)))
    assert [one.too_large for one in pictures_in_zip(content)] == [False, False, True, True]
    many = zipped(*((f"{number}.jpg", b"") for number in range(MOST_FILES + 5)))
    assert len(list(pictures_in_zip(many))) == MOST_FILES


@pytest.mark.parametrize("content", [b"", b"no archive", zipped(("a.jpg", b"1" * 100))[:60]])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(BadArchive):
        list(pictures_in_zip(content))


def test_an_entry_that_lies_or_is_damaged_is_refused() -> None:
    content = bytearray(zipped(("a.jpg", b"1" * 1000), compression=zipfile.ZIP_STORED))
    content[100] ^= 0xFF
    with pytest.raises(BadArchive):
        list(pictures_in_zip(bytes(content)))
