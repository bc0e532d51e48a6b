"""Pictures out of a ZIP file that somebody sends: safely, whatever the archive says of itself."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

MOST_FILES = 200
LARGEST = 50_000_000
LARGEST_TOGETHER = 300_000_000
"""Bytes, unpacked: what a file claims is not believed, reading stops there."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """`content` is None where the file was not read, and `too_large` tells whether that was why."""

    name: str
    content: bytes | None = field(default=None, repr=False)
    too_large: bool = False


class BadArchive(ValueError):
    """It is no ZIP file, or one that cannot be read."""


def pictures_in_zip(content: bytes) -> Iterator[Unpacked]:
    """Each picture with its bare name, at most MOST_FILES; folders, hidden and other files are passed over.

    Names lead nowhere: nothing is ever written under them. Raises BadArchive.
    """
    left = LARGEST_TOGETHER
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for number, entry in enumerate(_pictures(archive)):
                name = PurePosixPath(entry.filename.replace("\\", "/")).name
                if number >= MOST_FILES:
                    return
                limit = min(LARGEST, left)
                if entry.file_size > limit:
                    yield Unpacked(name=name, too_large=True)
                    continue
                with archive.open(entry) as file:
                    read = file.read(limit + 1)
                left -= len(read)
                yield Unpacked(name=name, too_large=True) if len(read) > limit else Unpacked(name=name, content=read)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise BadArchive(str(error)) from error


def _pictures(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
        if not entry.is_dir() and not hidden and path.suffix.lower() in SUFFIXES:
            yield entry
