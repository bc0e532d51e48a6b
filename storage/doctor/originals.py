"""Originals: missing, damaged, or under another photo's name. Their bytes are moved, never deleted."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.findings import Finding, Store

ASIDE = "aside"
"""Folder for bytes that belong to no photo: a person decides about them."""
UNSETTLED_S = 3600
"""A file without a photo may be an ingest between its files and its commit; after so long it is none."""
_NEEDS = "import the same file again, and it is put back"


@dataclass(frozen=True, slots=True)
class Original:
    """What SQL knows of one."""

    photo_id: int
    byte_count: int


def examine_originals(
    folder: Path, known: Mapping[str, Original], good: set[str], *, thorough: bool, mend: bool
) -> Iterator[Finding]:
    """`known` by content hash; fills `good` with those whose bytes are there.

    `thorough` reads every byte; otherwise a wrong length is all that is noticed.
    """
    there = {path.name: path for path in (folder / "originals").glob("*/*") if path.is_file()}
    strays = [path for name, path in there.items() if name not in known]
    wrong: dict[str, Path] = {}
    for name, original in known.items():
        path = there.get(name)
        if path is None:
            continue
        suspect = thorough or path.stat().st_size != original.byte_count
        if suspect and _hash(path) != name:
            wrong[name] = path
        else:
            good.add(name)
    yield from _misplaced(folder, known, good, wrong, strays, mend=mend)
    for name, original in known.items():
        if name not in good:
            kind = "original damaged" if name in wrong else "original missing"
            yield Finding(store=Store.FILES, kind=kind, subject=f"photo {original.photo_id}", mended=False, note=_NEEDS)


def _misplaced(
    folder: Path,
    known: Mapping[str, Original],
    good: set[str],
    wrong: Mapping[str, Path],
    strays: list[Path],
    *,
    mend: bool,
) -> Iterator[Finding]:
    """Bytes under a wrong name go home if their photo lacks them, else aside."""
    out_of_the_way: list[tuple[Path, str]] = []
    for path in [*wrong.values(), *strays]:
        settled = time.time() - path.stat().st_mtime > UNSETTLED_S
        if path.name not in known and not settled and path.suffix != ".part":
            continue
        if path.suffix == ".part":
            if settled:
                yield _found("write left behind", path, mend, "removed")
                if mend:
                    path.unlink()
            continue
        out_of_the_way.append((path, _hash(path)))
    moved = []
    for path, content_hash in out_of_the_way:
        aside = folder / ASIDE / f"{content_hash}-{path.name[:12]}"
        if mend:
            aside.parent.mkdir(exist_ok=True)
            path.replace(aside)
        moved.append((path, content_hash, aside))
    for path, content_hash, aside in moved:
        if content_hash in known and content_hash not in good:
            good.add(content_hash)
            home = folder / "originals" / content_hash[:2] / content_hash
            if mend:
                home.parent.mkdir(parents=True, exist_ok=True)
                aside.replace(home)
            yield _found("original under a wrong name", path, mend, f"put back to photo {known[content_hash].photo_id}")
        elif path.name not in known:
            yield _found("original of no photo", path, mend, f"moved to {ASIDE}/")
        else:
            yield _found("foreign bytes as an original", path, mend, f"moved to {ASIDE}/")


def _found(kind: str, path: Path, mended: bool, note: str) -> Finding:
    return Finding(store=Store.FILES, kind=kind, subject=path.name, mended=mended, note=note)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
