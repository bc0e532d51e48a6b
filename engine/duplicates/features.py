"""Local features of a picture, and the transformation that takes one picture onto another.

ORB: Rublee et al., "ORB: an efficient alternative to SIFT or SURF" (2011); the ratio of the two nearest descriptors:
Lowe, "Distinctive image features from scale-invariant keypoints" (2004), section 7.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Points = NDArray[np.float32]
Mask = NDArray[np.bool_]
Transformation = NDArray[np.float64]
"""A homography, shape (3, 3)."""

SIDE = 400
"""Pixels of the longer side, as many as a thumbnail has."""
SCALES, STEP = 6, 1.3
"""At how many sizes features are looked for, each so many times smaller than the one before: down to a quarter."""
FEATURES = 500
CONTRASTS = 12, 5
"""Grey levels by which a corner differs from its surroundings; the less where there are few, as in fog."""
RATIO = 0.8
LEAST_MATCHES = 8
ONE_IN = 3
"""Of the second picture's features, those that are tried first."""
LEAST_OF_PART = 4
"""Fewer of that part on one transformation is chance: the same picture, a quarter of each side cut off, has 14 in 49
of 50 cases, other pictures have 4 in one of 17."""
REPROJECTION = 3.0
"""Pixels by which a matched feature may miss its place."""

cv2.setNumThreads(1)  # pictures this small are done before OpenCV's helpers have woken up on busy cores


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    points: Points
    """Shape (n, 2), x and y."""
    descriptors: Pixels
    """Shape (n, 32)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """`matrix` takes points of the second picture to the first; `inliers` is how many features say so."""

    matrix: Transformation
    inliers: int


def small(image: Image.Image, *, mirrored: bool = False) -> Pixels:
    """From an upright RGB image of any size; never scaled up."""
    copy = image.copy()
    copy.thumbnail((SIDE, SIDE), Image.Resampling.BOX, reducing_gap=None)
    return np.ascontiguousarray(np.asarray(copy)[:, ::-1] if mirrored else np.asarray(copy))


def features_of(pixels: Pixels) -> Features:
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    for contrast in CONTRASTS:
        detector: Any = cv2.ORB.create(
            nfeatures=FEATURES, scaleFactor=STEP, nlevels=SCALES, edgeThreshold=12, patchSize=31, fastThreshold=contrast
        )
        keypoints, found = detector.detectAndCompute(grey, None)
        if len(keypoints) >= FEATURES // 2:
            break
    points = np.array([keypoint.pt for keypoint in keypoints], np.float32).reshape(-1, 2)
    descriptors = np.zeros((0, 32), np.uint8) if found is None else np.asarray(found, np.uint8)
    return Features(points=points, descriptors=descriptors)


def alignments(first: Features, second: Features) -> Iterator[Alignment]:
    """At most two: turned, scaled and moved, which fits best what was cut out; then as seen from another place.

    None where too few features of the two agree on any transformation: most pictures have nothing in common, and that
    a part of their features shows. The second kind, which takes long to look for, is never found without the first.
    """
    if min(len(first.points), len(second.points)) < LEAST_MATCHES:
        return
    part = np.arange(len(second.points)) % ONE_IN == 0
    tried = _matched(first, second, part)
    turned, inliers = _turned(*tried)
    if inliers < LEAST_OF_PART:
        return
    rest = _matched(first, second, ~part)
    there, here = (np.concatenate(both) for both in zip(tried, rest, strict=True))
    turned, inliers = _turned(there, here)
    if turned is None or inliers < LEAST_MATCHES:
        return
    yield Alignment(matrix=np.vstack([turned, [0.0, 0.0, 1.0]]), inliers=inliers)
    matrix, kept = cv2.findHomography(there, here, cv2.RANSAC, REPROJECTION, maxIters=300, confidence=0.99)
    inliers = 0 if matrix is None else int(np.count_nonzero(kept))
    if inliers >= LEAST_MATCHES:
        yield Alignment(matrix=np.asarray(matrix, np.float64), inliers=inliers)


def _turned(there: Points, here: Points) -> tuple[Transformation | None, int]:
    """What turns, scales and moves most of these points of the second picture to those of the first; how many."""
    if len(there) < LEAST_OF_PART:
        return None, 0
    cv2.setRNGSeed(1)  # the same two pictures always get the same answer
    turned, kept = cv2.estimateAffinePartial2D(
        there, here, method=cv2.RANSAC, ransacReprojThreshold=REPROJECTION, maxIters=500, confidence=0.99
    )
    return (None, 0) if turned is None else (np.asarray(turned, np.float64), int(np.count_nonzero(kept)))


def _matched(first: Features, second: Features, part: Mask) -> tuple[Points, Points]:
    """Places of the same features in the second picture, of those that `part` tells, and in the first, row by row."""
    distances, nearest = cv2.batchDistance(
        second.descriptors[part], first.descriptors, cv2.CV_32S, normType=cv2.NORM_HAMMING, K=2
    )
    sure = distances[:, 0] < RATIO * distances[:, 1]
    return second.points[part][sure], first.points[nearest[sure, 0]]
