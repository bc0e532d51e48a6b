"""Originals, previews and thumbnails as files named by content hash; a file is there whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from engine.model import ContentHash

_PART = ".part"
_LEFT_BEHIND_S = 3600
"""A temporary name this old belongs to a write that was killed; a younger one may be another process at work."""


class FolderFiles:
    """Implements the Files port in a folder of `originals/`, `previews/` and `thumbnails/`, each in 256 subfolders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._swept = False

    async def put_original(self, content_hash: ContentHash, content: bytes) -> None:
        await asyncio.to_thread(self._write, {self.original_path(content_hash): content})

    async def put_copies(self, content_hash: ContentHash, *, preview: bytes, thumbnail: bytes) -> None:
        copies = {self.preview_path(content_hash): preview, self.thumbnail_path(content_hash): thumbnail}
        await asyncio.to_thread(self._write, copies)

    def original_path(self, content_hash: ContentHash) -> Path:
        return self._path("originals", content_hash, "")

    def preview_path(self, content_hash: ContentHash) -> Path:
        return self._path("previews", content_hash, ".jpg")

    def thumbnail_path(self, content_hash: ContentHash) -> Path:
        return self._path("thumbnails", content_hash, ".jpg")

    async def has_all(self, content_hash: ContentHash) -> bool:
        paths = [self.original_path(content_hash), self.preview_path(content_hash), self.thumbnail_path(content_hash)]
        return await asyncio.to_thread(lambda: all(path.exists() for path in paths))

    def _write(self, contents: Mapping[Path, bytes]) -> None:
        if not self._swept:
            self._swept = True
            self._sweep()
        for path, content in contents.items():
            write_whole(path, content)

    def _sweep(self) -> None:
        """Removes what killed writes have left behind, once in a process, before its first own write."""
        for path in self.folder.glob(f"*/*/*{_PART}"):
            with contextlib.suppress(FileNotFoundError):  # another process may sweep as well, or rename its own
                if time.time() - path.stat().st_mtime > _LEFT_BEHIND_S:
                    path.unlink()

    def _path(self, kind: str, content_hash: ContentHash, suffix: str) -> Path:
        return self.folder / kind / content_hash[:2] / (content_hash + suffix)


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
    for folder in (path.parent, path.parent.parent):  # the subfolder may be new as well
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
