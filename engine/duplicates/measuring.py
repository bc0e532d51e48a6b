"""How well duplicates are recognised: pictures changed as people change them, found again among many others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from PIL import Image

from engine.duplicates.candidates import NEAREST, candidates, fingerprints_of
from engine.duplicates.comparing import Subject, compare
from engine.duplicates.likeness import Likeness
from engine.duplicates.thresholds import Thresholds
from engine.duplicates.transforming import TRANSFORMS, Transform
from engine.images.copies import THUMBNAIL_PIXELS
from engine.images.fingerprint import distance
from engine.model import ContentHash, PhotoId, Vectors
from engine.ports import Encoder

_BATCH = 16
_MISSED = 0.5
"""The share of what a goal lets be missed that may lie below the candidates' cosine."""
_FALSELY = 0.99
"""The share of photos whose nearest stranger must lie below the scene's cosine."""

Advance = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Sighted:
    """Pictures as the bank would know them; embeddings of shape (n, dimension)."""

    subjects: tuple[Subject, ...]
    fingerprints: tuple[tuple[int, int], ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """One change: of `pictures`, how many were candidates at all, called the same picture, with the change named."""

    name: str
    pictures: int
    candidates: int
    found: int
    named: int
    goal: float
    cosine: float
    """What all lie above but for _MISSED of those that the goal lets be missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strangers:
    """New photos: what they were falsely called, and as how near their nearest neighbour was."""

    photos: int
    same_picture: int
    same_scene: int
    cosine: float
    """That of nearly all (_FALSELY) of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    recalls: tuple[Recall, ...]
    strangers: Strangers
    moments: Strangers
    """Other moments of known scenes, if there were any: to be called the same scene, not the same picture."""

    def calibrated(self) -> Thresholds:
        """So low that what was changed is looked at, so high that strangers are no scene."""
        looks = min(recall.cosine for recall in self.recalls)
        scene = max(self.strangers.cosine, looks)
        return Thresholds(looks=round(looks - 0.01, 4), scene=round(min(scene + 0.005, 0.999), 4))


def joined(reports: Sequence[Report]) -> Report:
    """Of pictures that were measured in several ways at being known and being new."""
    recalls = [
        replace(
            same[0],
            pictures=sum(one.pictures for one in same),
            candidates=sum(one.candidates for one in same),
            found=sum(one.found for one in same),
            named=sum(one.named for one in same),
            cosine=min(one.cosine for one in same),
        )
        for same in zip(*(report.recalls for report in reports), strict=True)
    ]
    return Report(
        recalls=tuple(recalls),
        strangers=_together([report.strangers for report in reports]),
        moments=_together([report.moments for report in reports]),
    )


def _together(all_of_them: Sequence[Strangers]) -> Strangers:
    return Strangers(
        photos=sum(one.photos for one in all_of_them),
        same_picture=sum(one.same_picture for one in all_of_them),
        same_scene=sum(one.same_scene for one in all_of_them),
        cosine=max(one.cosine for one in all_of_them),
    )


async def sight(encoder: Encoder, images: Sequence[Image.Image], prefix: str) -> Sighted:
    """`prefix` tells these pictures' names from those of others."""
    vectors = [await encoder.encode_images(images[first : first + _BATCH]) for first in range(0, len(images), _BATCH)]
    return await asyncio.to_thread(_sighted, images, prefix, vectors)


async def measure(
    encoder: Encoder,
    originals: Sequence[Image.Image],
    strangers: Sequence[Image.Image],
    moments: Sequence[Image.Image],
    thresholds: Thresholds,
    advance: Advance,
) -> Report:
    """`advance` is called after each of len(TRANSFORMS) + 2 steps."""
    bank = await sight(encoder, originals, "bank")
    recalls = []
    for name, transform in TRANSFORMS.items():
        changed = [transform.make(image, Random(f"{name}/{k}")) for k, image in enumerate(originals)]
        again = await sight(encoder, changed, name)
        recalls.append(await asyncio.to_thread(_recall, name, transform, bank, again, thresholds))
        advance()
    counted = []
    for name, images in (("strangers", strangers), ("moments", moments)):
        seen = await sight(encoder, images, name) if images else None
        counted.append(await asyncio.to_thread(_called, bank, seen, thresholds))
        advance()
    return Report(recalls=tuple(recalls), strangers=counted[0], moments=counted[1])


def _sighted(images: Sequence[Image.Image], prefix: str, vectors: Sequence[Vectors]) -> Sighted:
    subjects = []
    for number, image in enumerate(images):
        thumbnail = image.copy()
        thumbnail.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
        subjects.append(Subject(content_hash=ContentHash(f"{prefix}/{number}"), size=image.size, image=thumbnail))
    return Sighted(
        subjects=tuple(subjects),
        fingerprints=tuple(fingerprints_of(subject.image) for subject in subjects),
        vectors=np.concatenate(vectors),
    )


def _looked_at(bank: Sighted, seen: Sighted, number: int, thresholds: Thresholds) -> list[tuple[int, int, float]]:
    """Places in the bank of the candidates of one picture, with bits and cosine."""
    cosines = bank.vectors @ seen.vectors[number]
    bits = {
        PhotoId(place): min(distance(known, one) for one in seen.fingerprints[number])
        for place, (known, _) in enumerate(bank.fingerprints)
    }
    nearest = np.argsort(-cosines)[:NEAREST]
    found = candidates(PhotoId(-1), bits, [(PhotoId(int(k)), float(cosines[k])) for k in nearest], thresholds)
    return [(place, bits[place], float(cosines[place])) for place in found]


def _recall(name: str, transform: Transform, bank: Sighted, again: Sighted, thresholds: Thresholds) -> Recall:
    looked, found, named = 0, 0, 0
    for number, subject in enumerate(again.subjects):
        for place, bits, cosine in _looked_at(bank, again, number, thresholds):
            if place != number:
                continue
            looked += 1
            original = bank.subjects[place]
            compared = compare(subject, original, bits=bits, cosine=cosine, scene_from=thresholds.scene)
            if compared is not None and compared.likeness is Likeness.SAME_PICTURE:
                found += 1
                named += transform.change in compared.changes
    own = (bank.vectors * again.vectors).sum(axis=1)
    return Recall(
        name=name,
        pictures=len(again.subjects),
        candidates=looked,
        found=found,
        named=named,
        goal=transform.goal,
        cosine=float(np.quantile(own, _MISSED * (1 - transform.goal))),
    )


def _called(bank: Sighted, seen: Sighted | None, thresholds: Thresholds) -> Strangers:
    if seen is None:
        return Strangers(photos=0, same_picture=0, same_scene=0, cosine=0.0)
    counts = {Likeness.SAME_PICTURE: 0, Likeness.SAME_SCENE: 0}
    for number, subject in enumerate(seen.subjects):
        called = {
            compared.likeness
            for place, bits, cosine in _looked_at(bank, seen, number, thresholds)
            for compared in [
                compare(subject, bank.subjects[place], bits=bits, cosine=cosine, scene_from=thresholds.scene)
            ]
            if compared is not None
        }
        for likeness in counts:
            counts[likeness] += likeness in called
    nearest = (seen.vectors @ bank.vectors.T).max(axis=1)
    return Strangers(
        photos=len(seen.subjects),
        same_picture=counts[Likeness.SAME_PICTURE],
        same_scene=counts[Likeness.SAME_SCENE],
        cosine=float(np.quantile(nearest, _FALSELY)),
    )
