"""How long it takes to see what a new photo is like: `python -m benchmarks.duplicates`.

Candidates among 200,000 photos by fingerprint and by embedding, as the step of indexing finds them, and the close look
at one of them, which `--looks` measures alone. The baseline compares every fingerprint in Python, one by one, and every
embedding with numpy.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from benchmarks.report import machine, table, write_section
from benchmarks.subject import Subject
from benchmarks.synthetic import CLUSTERS, ENCODER_ID, World, query_vectors
from engine.duplicates.candidates import BY_FINGERPRINT, NEAREST, candidates
from engine.duplicates.comparing import Subject as Picture
from engine.duplicates.comparing import compare
from engine.duplicates.thresholds import Thresholds
from engine.duplicates.transforming import TRANSFORMS
from engine.images.copies import THUMBNAIL_PIXELS
from engine.images.fingerprint import distance
from engine.model import ContentHash, PhotoId
from engine.training.drawn_again import draw_again
from storage.columns import PhotoColumns

COUNT = 200_000
ASKED = 60
PICTURES = 12
HEAD = ["what", "p50", "p95", "at most", "usual way", "times faster"]
CANDIDATES_MS, PAIR_MS = 30, 10
LIKE = Thresholds(looks=0.5, scene=0.99)


def spread(taken: list[float]) -> tuple[float, float]:
    """p50 and p95, in milliseconds."""
    return float(np.quantile(taken, 0.5)) * 1000, float(np.quantile(taken, 0.95)) * 1000


async def finding(folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Seconds of each finding of candidates, and of the baseline."""
    chance = Random(1)
    ours, base = [], []
    columns = PhotoColumns(ENCODER_ID)
    async with Subject.opened(folder, count) as subject:
        index = subject.find.index
        vectors = query_vectors(World.made(), [chance.randrange(CLUSTERS) for _ in range(ASKED)])
        async with subject.database.begin() as work:
            await columns.near(work, (0, 0), LIKE.bits, BY_FINGERPRINT)
            known = await work.photos.fingerprints([PhotoId(number) for number in range(1, count + 1)])
            pages = [v for _, v in await work.embeddings.page(ENCODER_ID, PhotoId(0), count)]
        rows = np.stack(pages)
        for number, vector in enumerate(vectors):
            prints = chance.getrandbits(63), chance.getrandbits(63)
            began = time.perf_counter()
            async with subject.database.begin() as work:
                bits = await columns.near(work, prints, LIKE.bits, BY_FINGERPRINT + 1)
            candidates(PhotoId(0), bits, await index.nearest(vector, NEAREST), LIKE)
            ours.append(time.perf_counter() - began)
            if number < 5:
                began = time.perf_counter()
                sorted(known, key=lambda photo_id: min(distance(known[photo_id], one) for one in prints))[:NEAREST]
                np.argsort(-(rows @ vector))[:NEAREST]
                base.append(time.perf_counter() - began)
    columns.close()
    return ours, base


def looking() -> dict[str, list[float]]:
    """Seconds of each close look, by what is looked at: the right one, as it was changed, and another picture.

    What is made of the new photo is made once, however many others it is compared with, and does not count; everything
    about the other one counts, but for reading its file.
    """
    drawn = draw_again(PICTURES, 0, 0).originals
    same, other_one = "at the same picture, changed", "at another picture"
    taken: dict[str, list[float]] = {same: [], other_one: []}
    for name, transform in TRANSFORMS.items():
        for number, original in enumerate(drawn):
            changed = transform.make(original, Random(f"{name}/{number}"))
            first = _picture(changed, f"{name}/{number}")
            _ = [(look.features, look.sheet) for look in (first.look, first.mirrored)]
            for what, other in ((same, original), (other_one, drawn[number - 1])):
                second = _picture(other, f"bank/{number}/{what}")
                began = time.perf_counter()
                compare(first, second, bits=20, cosine=0.5, scene_from=LIKE.scene)
                taken[what].append(time.perf_counter() - began)
    return taken


def _picture(image: Image.Image, name: str) -> Picture:
    thumbnail = image.copy()
    thumbnail.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    return Picture(content_hash=ContentHash(name), size=image.size, image=thumbnail)


def looks_as_rows(looks: dict[str, list[float]]) -> list[list[str]]:
    both = {"a close look at one of them": [second for taken in looks.values() for second in taken]}
    rows = []
    for what, taken in (both | looks).items():
        p50, p95 = spread(taken)
        rows.append([what, f"{p50:.1f} ms", f"{p95:.1f} ms", f"{PAIR_MS} ms", "–", "–"])
    return rows


async def main(count: int, folder: Path, *, write: bool) -> None:
    ours, base = await finding(folder, count)
    looks = await asyncio.to_thread(looking)
    (p50, p95), (usual, _) = spread(ours), spread(base)
    found = f"{p50:.1f} ms", f"{p95:.1f} ms"
    rows = [
        [f"candidates among {count:,}", *found, f"{CANDIDATES_MS} ms", f"{usual:.0f} ms", f"{usual / p50:.0f}"],
        *looks_as_rows(looks),
    ]
    pairs = sum(len(taken) for taken in looks.values())
    lines = [
        f"`python -m benchmarks.duplicates`: {machine()}; {len(ours)} new photos, {pairs} pairs. The usual way",
        "compares every fingerprint and every embedding. Features of the other picture are part of a close look.",
        "",
        *table(HEAD, rows),
    ]
    print("\n".join(lines))
    if write:
        write_section("Finding what a photo is like", lines)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=COUNT)
    parser.add_argument("--home", type=Path, default=Path("var/benchmarks"))
    parser.add_argument("--no-report", action="store_true")
    parser.add_argument("--looks", action="store_true", help="only the close looks, which need no bank")
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    if given.looks:
        print("\n".join(table(HEAD, looks_as_rows(looking()))))
        raise SystemExit
    asyncio.run(main(given.photos, given.home / str(given.photos), write=not given.no_report))
