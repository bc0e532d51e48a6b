"""Originals, previews and thumbnails as files named by content hash; a file is there whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
from pathlib import Path

from engine.model import ContentHash

_PART = ".part"


class FolderFiles:
    """Implements the Files port in a folder of `originals/`, `previews/` and `thumbnails/`, each in 256 subfolders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put_original(self, content_hash: ContentHash, content: bytes) -> None:
        await asyncio.to_thread(write_whole, self.original_path(content_hash), content)

    async def put_copies(self, content_hash: ContentHash, *, preview: bytes, thumbnail: bytes) -> None:
        await asyncio.to_thread(write_whole, self.preview_path(content_hash), preview)
        await asyncio.to_thread(write_whole, self.thumbnail_path(content_hash), thumbnail)

    def original_path(self, content_hash: ContentHash) -> Path:
        return self._path("originals", content_hash, "")

    def preview_path(self, content_hash: ContentHash) -> Path:
        return self._path("previews", content_hash, ".jpg")

    def thumbnail_path(self, content_hash: ContentHash) -> Path:
        return self._path("thumbnails", content_hash, ".jpg")

    async def has_all(self, content_hash: ContentHash) -> bool:
        paths = [self.original_path(content_hash), self.preview_path(content_hash), self.thumbnail_path(content_hash)]
        return await asyncio.to_thread(lambda: all(path.exists() for path in paths))

    def sweep(self) -> int:
        """Removes what writes that were killed have left behind; how many there were. Only while nobody writes."""
        leftovers = list(self._folder.glob(f"*/*/*{_PART}"))
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)

    def _path(self, kind: str, content_hash: ContentHash, suffix: str) -> Path:
        return self._folder / kind / content_hash[:2] / (content_hash + suffix)


def write_whole(path: Path, content: bytes) -> None:
    """Temporary name, fsync, rename, fsync of the folder: after a crash the file is whole or absent.

    Raises OSError (a full disk, say); then nothing is left behind.
    """
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
