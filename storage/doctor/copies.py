"""Previews and thumbnails: whatever is wrong with one, it is made again from the original, or from the preview."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import BadImage
from engine.findings import Finding, Store
from storage.doctor.pictures import Pictures
from storage.files import write_whole

STRANGER = 22
"""Bits of the fingerprint in which a copy may differ from its photo; another picture differs in about 32 of 64."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What SQL knows of a photo's picture, and where its files lie."""

    photo_id: int
    fingerprint: int
    original: Path | None
    """None unless its bytes are known to be its own."""
    preview: Path
    thumbnail: Path


def examine_copies(photo: Copied, pictures: Pictures, *, thorough: bool, mend: bool) -> Iterator[Finding]:
    """`thorough` decodes every copy and compares it with the photo's fingerprint."""
    wrong = {
        name: reason
        for name, path in (("preview", photo.preview), ("thumbnail", photo.thumbnail))
        if (reason := _wrong(path, photo.fingerprint, pictures, thorough=thorough)) is not None
    }
    if not wrong:
        return
    made = _made(photo, pictures, preview_is_good="preview" not in wrong)
    for name, reason in wrong.items():
        path = photo.preview if name == "preview" else photo.thumbnail
        if made is not None and path.exists() and path.read_bytes() == made[name]:
            continue  # a strip that is cut to its middle may look like another picture, and is right all the same
        subject = f"photo {photo.photo_id}"
        if made is None:
            note = "there is nothing left to make it from"
            yield Finding(store=Store.FILES, kind=f"{name} {reason}", subject=subject, mended=False, note=note)
            continue
        if mend:
            path.unlink(missing_ok=True)
            write_whole(path, made[name])
        yield Finding(store=Store.FILES, kind=f"{name} {reason}", subject=subject, mended=mend, note="made again")


def surplus_copies(folder: Path, known: Mapping[str, object], *, mend: bool) -> Iterator[Finding]:
    """Copies of photos that SQL does not know: they show what nobody may see, and can be made again."""
    for kind in ("previews", "thumbnails"):
        for path in sorted((folder / kind).glob("*/*.jpg")):
            if path.stem not in known and not (folder / "originals" / path.stem[:2] / path.stem).exists():
                if mend:
                    path.unlink()
                yield Finding(
                    store=Store.FILES, kind="copy of no photo", subject=path.name, mended=mend, note="removed"
                )


def _wrong(path: Path, wanted: int, pictures: Pictures, *, thorough: bool) -> str | None:
    if not path.exists():
        return "missing"
    if not thorough:
        return None if path.stat().st_size else "damaged"
    try:
        seen = pictures.fingerprint(path.read_bytes())
    except (BadImage, OSError):
        return "damaged"
    return "of another photo" if pictures.distance(seen, wanted) > STRANGER else None


def _made(photo: Copied, pictures: Pictures, *, preview_is_good: bool) -> dict[str, bytes] | None:
    for source in (photo.original, photo.preview if preview_is_good else None):
        if source is not None:
            with contextlib.suppress(BadImage, OSError):
                copies = pictures.copies(source.read_bytes())
                return {"preview": copies.preview, "thumbnail": copies.thumbnail}
    return None
