"""Two photos looked at closely: the same picture, the same scene, or neither.

A picture is tried on another as it is, mirrored, and through the transformation that their local features agree on;
whatever was done to it, the same picture laid over itself shows the same nearly everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from PIL import Image

from engine.duplicates.features import Features, Pixels, alignments, features_of, small
from engine.duplicates.likeness import Change, Compared, Likeness, Numbers
from engine.duplicates.overlaying import Overlaid, Sheet, laid_on, overlay, scaled, spread_out, stretched
from engine.model import ContentHash

SAME_PICTURE = 0.8
"""Agreement from which two photos are the same picture: of drawn ones a watermark leaves 0.82, and other moments of
one place reach 0.83, other places 0.76."""
SURE_AGREEMENT = 0.97
"""From here on no better way of laying them over each other is looked for."""
LEAST_OVERLAP = 0.5
"""Of the smaller picture: less in common is two pictures side by side."""
SAME_SCENE_INLIERS = 30
"""Features that show the same things from elsewhere or at another moment."""
SAME_SCENE_AGREEMENT = 0.35
"""Less is one thing in two places: the same car, the same cat."""
PLAIN = 0.02
"""A picture with less structure than this share of its area is a surface, and its colour all that it shows."""
SIDES_APART = 0.03
"""Proportions nearer than this may be the whole picture."""
CROPPED = 0.97
RECOLOURED = 6.0
WATERMARKED = 0.985


@dataclass(frozen=True, kw_only=True)
class Look:
    """A picture made ready to be compared; what takes long is made when it is first needed, and once."""

    pixels: Pixels

    @cached_property
    def features(self) -> Features:
        return features_of(self.pixels)

    @cached_property
    def sheet(self) -> Sheet:
        return spread_out(self.pixels)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One photo to be compared; its looks are made once, however many others it is compared with."""

    content_hash: ContentHash
    size: tuple[int, int]
    """The original's width and height."""
    image: Image.Image
    """Upright RGB; a thumbnail is enough."""

    @cached_property
    def look(self) -> Look:
        return Look(pixels=small(self.image))

    @cached_property
    def mirrored(self) -> Look:
        return Look(pixels=small(self.image, mirrored=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    over: Overlaid
    inliers: int
    mirrored: bool

    @property
    def overlap(self) -> float:
        return max(self.over.of_first, self.over.of_second)

    @property
    def is_same_picture(self) -> bool:
        if self.over.structured < PLAIN and self.over.recoloured >= RECOLOURED:
            return False  # two plain surfaces of different colours
        return self.over.agreement >= SAME_PICTURE and self.overlap >= LEAST_OVERLAP


def compare(first: Subject, second: Subject, *, bits: int, cosine: float, scene_from: float) -> Compared | None:
    """None where nothing makes them alike. Embeddings nearer than `scene_from`, a cosine, are a scene by themselves."""
    if first.content_hash == second.content_hash:
        return Compared(
            likeness=Likeness.SAME_FILE,
            changes=(),
            numbers=Numbers(bits=0, cosine=cosine, agreement=1.0, overlap=1.0),
        )
    best: _Laid | None = None
    inliers = 0
    for laid in _ways(first, second):
        inliers = max(inliers, laid.inliers)
        if best is None or (laid.is_same_picture, laid.over.agreement) > (best.is_same_picture, best.over.agreement):
            best = laid
        if best.is_same_picture and best.over.agreement >= SURE_AGREEMENT:
            break
    numbers = Numbers(
        bits=bits,
        cosine=cosine,
        inliers=inliers if best is None or not best.is_same_picture else best.inliers,
        agreement=0.0 if best is None else best.over.agreement,
        overlap=0.0 if best is None else best.overlap,
    )
    if best is not None and best.is_same_picture:
        return Compared(
            likeness=Likeness.SAME_PICTURE, changes=_changes(best, first.size, second.size), numbers=numbers
        )
    seen = inliers >= SAME_SCENE_INLIERS and numbers.agreement >= SAME_SCENE_AGREEMENT
    if (seen and numbers.overlap >= LEAST_OVERLAP) or cosine >= scene_from:
        return Compared(likeness=Likeness.SAME_SCENE, changes=(), numbers=numbers)
    return None


def _ways(first: Subject, second: Subject) -> Iterator[_Laid]:
    """The cheap ones first; a way that lays nothing over anything is left out."""
    here, there = ((first.look, False), (first.mirrored, True)), second.look
    if _same_sides(first.look, there):
        sheet = first.look.sheet
        laid = laid_on(sheet, there.pixels, stretched(sheet, there.pixels))
        if laid is not None:  # on the mirrored one in the same way, which has its corners in the same places
            for look, mirrored in here:
                yield _Laid(over=overlay(look.sheet, laid), inliers=0, mirrored=mirrored)
    for look, mirrored in here:
        for alignment in alignments(look.features, there.features):
            laid = laid_on(look.sheet, there.pixels, scaled(look.sheet, look.pixels, alignment.matrix))
            if laid is not None:
                yield _Laid(over=overlay(look.sheet, laid), inliers=alignment.inliers, mirrored=mirrored)


def _same_sides(first: Look, second: Look) -> bool:
    a, b = (look.pixels.shape[1] / look.pixels.shape[0] for look in (first, second))
    return abs(math.log(a / b)) < SIDES_APART


def _changes(laid: _Laid, first: tuple[int, int], second: tuple[int, int]) -> tuple[Change, ...]:
    over = laid.over
    cropped = min(over.of_first, over.of_second) < CROPPED
    found = {
        Change.CROPPED: cropped,
        Change.RESIZED: not cropped and first != second,
        Change.MIRRORED: laid.mirrored,
        Change.RECOLOURED: over.recoloured >= RECOLOURED,
        Change.WATERMARKED: over.agreement < WATERMARKED,
    }
    return tuple(change for change, is_so in found.items() if is_so) or (Change.RE_ENCODED,)
