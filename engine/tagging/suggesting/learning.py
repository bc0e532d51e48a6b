"""What approved photos teach about a bank's tags: how sure likeness makes each, and who is whose neighbour.

Cosines of different tags are not comparable, so each is standardised over the approved photos, and isotonic regression
(pool adjacent violators: Barlow et al. 1972; for calibration Zadrozny & Elkan 2002) makes a probability of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.model import PhotoId, Vectors

Floats = NDArray[np.float64]

FEWEST = 8
"""Approved photos with a tag from which it gets a calibration of its own; below, all tags share one."""
NEIGHBOURS = 12
NEARNESS = 0.05
"""Cosine distance at which a neighbour's vote has fallen to a third."""
TRUST = 4
"""So many photos' weight has the belief that a caption is right, before any were seen."""
FROM = 0.5
"""Suggestions less sure than that are not made: they would be wrong more often than right."""


@dataclass(frozen=True, slots=True)
class Steps:
    """A rising function in steps: from `edges[k]` on it is `values[k]`, below the first edge 0."""

    edges: Floats
    values: Floats

    def __call__(self, scores: Floats) -> Floats:
        if not len(self.edges):
            return np.zeros_like(scores)
        places = np.searchsorted(self.edges, scores, side="right") - 1
        return np.where(places < 0, 0.0, self.values[np.maximum(places, 0)])

    def threshold(self, wanted: float) -> float:
        """The lowest score whose value reaches `wanted`; infinite where none does."""
        reached = np.flatnonzero(self.values >= wanted)
        return float(self.edges[reached[0]]) if len(reached) else float("inf")


def isotonic(scores: Floats, truth: NDArray[np.bool_]) -> Steps:
    """The rising step function nearest to the truth, each step drawn a little to one half: few photos prove little."""
    order = np.argsort(scores, kind="stable")
    blocks: list[tuple[float, float, int]] = []
    for score, right in zip(scores[order].tolist(), truth[order].tolist(), strict=True):
        edge, total, count = score, float(right), 1
        while blocks and (blocks[-1][1] / blocks[-1][2] >= total / count or blocks[-1][0] == score):
            edge, before, many = blocks.pop()
            total, count = before + total, count + many
        blocks.append((edge, total, count))
    values = np.array([(total + 0.5) / (count + 1) for _, total, count in blocks])
    return Steps(np.array([edge for edge, _, _ in blocks]), np.maximum.accumulate(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Shapes: `directions` (tags, dimension), `mean` and `spread` (tags,), `vectors` (photos, dimension), `carried`
    (photos, tags): which approved photo has which tag."""

    slugs: tuple[str, ...]
    directions: Floats
    mean: Floats
    spread: Floats
    steps: Mapping[str, Steps]
    shared: Steps
    photo_ids: tuple[PhotoId, ...]
    vectors: Vectors
    carried: NDArray[np.bool_]
    words: Mapping[str, float]
    """How much a caption's word for a tag is worth here, as a share of what it is worth at first; 1 if not named."""

    def looks(self, vectors: Vectors) -> Floats:
        """Probabilities, shape (photos, tags), from the pictures alone."""
        scores = (vectors.astype(np.float64) @ self.directions.T - self.mean) / self.spread
        columns = [self.steps.get(slug, self.shared)(scores[:, k]) for k, slug in enumerate(self.slugs)]
        return np.stack(columns, axis=1) if columns else np.zeros((len(vectors), 0))

    def neighbours(self, vectors: Vectors, photo_ids: Sequence[PhotoId]) -> Floats:
        """The weighted share of the nearest approved photos that carry each tag, shape (photos, tags).

        A photo is not its own neighbour. Fewer than FEWEST approved photos say nothing.
        """
        if len(self.vectors) < FEWEST:
            return np.zeros((len(vectors), len(self.slugs)))
        cosines = (vectors @ self.vectors.T).astype(np.float64)
        places = {photo_id: place for place, photo_id in enumerate(self.photo_ids)}
        for row, photo_id in enumerate(photo_ids):
            if photo_id in places:
                cosines[row, places[photo_id]] = -np.inf
        count = min(NEIGHBOURS, cosines.shape[1] - 1)
        nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        near = np.take_along_axis(cosines, nearest, axis=1)
        weights = np.exp((near - near.max(axis=1, keepdims=True)) / NEARNESS)
        weights /= weights.sum(axis=1, keepdims=True)
        return np.asarray(np.einsum("pk,pkt->pt", weights, self.carried[nearest].astype(np.float64)))


def learn(
    directions: Mapping[str, Floats],
    photo_ids: Sequence[PhotoId],
    vectors: Vectors,
    tagged: Sequence[Collection[str]],
    named: Sequence[Collection[str]] = (),
) -> Learned:
    """From approved photos, what they were tagged with and which tags their captions name, photo by photo.

    The order of `directions` is that of the tags. Without photos no picture tells anything.
    """
    slugs = tuple(directions)
    rows = np.stack(list(directions.values())) if slugs else np.zeros((0, vectors.shape[1] if vectors.ndim == 2 else 0))
    carried = np.array([[slug in tags for slug in slugs] for tags in tagged], dtype=bool)
    carried = carried.reshape(len(tagged), len(slugs))
    if len(photo_ids):
        cosines = vectors.astype(np.float64) @ rows.T
        mean, spread = cosines.mean(axis=0), cosines.std(axis=0) + 1e-9
    else:
        cosines, mean, spread = np.zeros((0, len(slugs))), np.zeros(len(slugs)), np.ones(len(slugs))
    scores = (cosines - mean) / spread
    steps = {
        slug: isotonic(scores[:, k], carried[:, k]) for k, slug in enumerate(slugs) if carried[:, k].sum() >= FEWEST
    }
    rare = [k for k, slug in enumerate(slugs) if slug not in steps]
    return Learned(
        slugs=slugs,
        directions=rows,
        mean=mean,
        spread=spread,
        steps=steps,
        shared=isotonic(scores[:, rare].ravel(), carried[:, rare].ravel()),
        photo_ids=tuple(photo_ids),
        vectors=vectors,
        carried=carried,
        words=_worth(tagged, named),
    )


def _worth(tagged: Sequence[Collection[str]], named: Sequence[Collection[str]]) -> dict[str, float]:
    """Of the photos whose captions name a tag, the share that people gave it to, drawn to 1 by TRUST photos."""
    said = Counter(slug for slugs in named for slug in slugs)
    right = Counter(slug for tags, slugs in zip(tagged, named, strict=False) for slug in slugs if slug in tags)
    return {slug: (right[slug] + TRUST) / (count + TRUST) for slug, count in said.items()}
