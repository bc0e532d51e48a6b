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
Transformation = NDArray[np.float64]
"""A homography, shape (3, 3)."""

SIDE = 400
"""Pixels of the longer side, as many as a thumbnail has: features are looked for at eight scales below it."""
FEATURES = 500
RATIO = 0.8
LEAST_MATCHES = 8
REPROJECTION = 3.0
"""Pixels by which a matched feature may miss its place."""

cv2.setNumThreads(1)  # pictures this small are done before OpenCV's helpers have woken up on busy cores


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A picture made ready to be compared: RGB pixels, shape (height, width, 3), and its features."""

    pixels: Pixels
    points: Points
    """Shape (n, 2), x and y."""
    descriptors: Pixels
    """Shape (n, 32)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """`matrix` takes points of the second picture to the first; `inliers` is how many features say so."""

    matrix: Transformation
    inliers: int


def look_at(image: Image.Image, *, mirrored: bool = False) -> Look:
    """From an upright RGB image of any size; never scaled up."""
    small = image.copy()
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX, reducing_gap=None)
    pixels = np.ascontiguousarray(np.asarray(small)[:, ::-1] if mirrored else np.asarray(small))
    detector: Any = cv2.ORB.create(nfeatures=FEATURES, edgeThreshold=12, patchSize=31, fastThreshold=5)
    keypoints, descriptors = detector.detectAndCompute(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), None)
    points = np.array([keypoint.pt for keypoint in keypoints], np.float32).reshape(-1, 2)
    return Look(
        pixels=pixels,
        points=points,
        descriptors=np.zeros((0, 32), np.uint8) if descriptors is None else np.asarray(descriptors, np.uint8),
    )


def alignments(first: Look, second: Look) -> Iterator[Alignment]:
    """At most two: turned, scaled and moved, which fits best what was cut out; then as seen from another place.

    None where too few features of the two agree on any transformation.
    """
    if min(len(first.points), len(second.points)) < LEAST_MATCHES:
        return
    there, here = _matched(first, second)
    if len(there) < LEAST_MATCHES:
        return
    cv2.setRNGSeed(1)  # the same two pictures always get the same answer
    turned, kept = cv2.estimateAffinePartial2D(
        there, here, method=cv2.RANSAC, ransacReprojThreshold=REPROJECTION, maxIters=500, confidence=0.99
    )
    inliers = 0 if turned is None else int(np.count_nonzero(kept))
    if inliers >= LEAST_MATCHES:
        yield Alignment(matrix=np.vstack([turned, [0.0, 0.0, 1.0]]), inliers=inliers)
    matrix, kept = cv2.findHomography(there, here, cv2.RANSAC, REPROJECTION, maxIters=300, confidence=0.99)
    inliers = 0 if matrix is None else int(np.count_nonzero(kept))
    if inliers >= LEAST_MATCHES:
        yield Alignment(matrix=np.asarray(matrix, np.float64), inliers=inliers)


def _matched(first: Look, second: Look) -> tuple[Points, Points]:
    """Places of the same features in the second picture and in the first, row by row."""
    distances, nearest = cv2.batchDistance(
        second.descriptors, first.descriptors, cv2.CV_32S, normType=cv2.NORM_HAMMING, K=2
    )
    sure = distances[:, 0] < RATIO * distances[:, 1]
    return second.points[sure], first.points[nearest[sure, 0]]
