"""A file is there whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from engine.model import ContentHash
from storage.files import FolderFiles

HASH = ContentHash("ab" * 32)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


async def test_files_lie_under_their_content_hash_and_never_under_a_name(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    await files.put_original(HASH, b"original")
    await files.put_copies(HASH, preview=b"preview", thumbnail=b"thumbnail")
    assert await files.has_all(HASH)
    assert files.original_path(HASH).read_bytes() == b"original"
    assert files.preview_path(HASH).read_bytes() == b"preview"
    assert names_in(tmp_path) == [HASH, f"{HASH}.jpg", f"{HASH}.jpg"]


async def test_something_missing_is_noticed(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    await files.put_original(HASH, b"original")
    assert not await files.has_all(HASH)


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """The kernel refuses to let the child's files grow, as a full disk would."""
    script = (
        "import resource, signal, sys, pathlib\n"
        "from storage.files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write_whole(pathlib.Path(sys.argv[1]), b'x' * 5000)\n"
        "except OSError:\n    sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a" / "file")], check=False)
    assert done.returncode == 7
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


async def test_what_a_killed_write_left_behind_is_swept_but_not_what_others_are_writing(tmp_path: Path) -> None:
    left, being_written = (tmp_path / "originals" / "ab" / f"{HASH}.{name}.part" for name in ("left", "now"))
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    being_written.write_bytes(b"half")
    two_hours_ago = time.time() - 7200
    os.utime(left, (two_hours_ago, two_hours_ago))
    await FolderFiles(tmp_path).put_original(HASH, b"original")
    assert names_in(tmp_path) == [HASH, being_written.name]
