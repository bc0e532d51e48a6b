"""In what two photos are alike: the words and numbers of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """From the strictest to the loosest."""

    SAME_FILE = "same_file"
    SAME_PICTURE = "same_picture"
    SAME_SCENE = "same_scene"


class Change(StrEnum):
    """What was done to a picture on its way from one photo to the other."""

    RE_ENCODED = "re_encoded"
    RESIZED = "resized"
    CROPPED = "cropped"
    RECOLOURED = "recoloured"
    WATERMARKED = "watermarked"
    MIRRORED = "mirrored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a comparison measured; 0 where a photo was not looked at in that way."""

    bits: int
    """In how many of 64 the fingerprints differ, 0..64; the smaller of as it is and mirrored."""
    cosine: float
    """Of the embeddings, -1..1."""
    inliers: int = 0
    """Local features that one transformation takes from one picture to the other."""
    agreement: float = 0.0
    """The share of the common area that shows the same, 0..1."""
    overlap: float = 0.0
    """The share of the smaller picture that lies in the other, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How two photos are alike. Changes say nothing of which photo came first."""

    likeness: Likeness
    changes: tuple[Change, ...]
    numbers: Numbers
