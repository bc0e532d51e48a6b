"""Sketches tell which photos are worth scoring, and lose none of the best."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from engine.model import PhotoId, Vectors
from storage.arrays import NARROWED_LEAST, PhotoArrays
from storage.embeddings import pack
from storage.sketches import Sketches

COUNT = 20_000


def in_a_cone(count: int, dimension: int, seed: int) -> Vectors:
    """Unit vectors in a few clusters that all lie near one direction, as an encoder's do."""
    chance = np.random.default_rng(seed)
    world = np.random.default_rng(1)
    axis, centres = world.standard_normal(dimension), world.standard_normal((40, dimension))
    raw = 2 * axis + centres[chance.integers(0, 40, count)] + 0.8 * chance.standard_normal((count, dimension))
    return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True), np.float32)


def bank(vectors: Vectors) -> PhotoArrays:
    arrays = PhotoArrays()
    facts = ("published_at", "taken_at", "people_count", "crowd", "season", "time_of_day", "weather", "colour")
    nothing = dict.fromkeys((*facts, "place", "photographer", "licence"))
    for first in range(0, len(vectors), 1000):
        ids = [PhotoId(first + k + 1) for k in range(len(vectors[first : first + 1000]))]
        rows = [
            SimpleNamespace(
                photo_id=i, state="published", fingerprint=i, width=4, height=3, slugs=None, vector=pack(v), **nothing
            )
            for i, v in zip(ids, vectors[first : first + 1000], strict=True)
        ]
        arrays.put(ids, rows)
    return arrays


@pytest.mark.parametrize("dimension", [64, 512, 768])
@pytest.mark.parametrize("share", [1.0, 0.3])
def test_ten_best_of_thousands_are_found_though_few_are_scored(dimension: int, share: float) -> None:
    vectors, limit = in_a_cone(COUNT, dimension, 2), 60
    arrays = bank(vectors)
    rows = np.flatnonzero(np.random.default_rng(4).random(COUNT) < share).astype(np.int32)
    assert len(rows) > NARROWED_LEAST
    scored: list[int] = []

    def score(cosines: Vectors) -> Vectors:
        scored.append(len(cosines))
        return cosines.min(axis=1)

    recalls = []
    for asked in in_a_cone(40, dimension, 3).reshape(20, 2, dimension):
        scored.clear()
        best = arrays.best(rows, asked, score, limit)
        assert 0.9 * NARROWED_LEAST <= sum(scored[1:]) <= 1.6 * NARROWED_LEAST
        assert set(best.tolist()) <= set(rows.tolist())
        exact = (vectors[rows] @ asked.T).min(axis=1)
        truth = set(rows[np.argsort(-exact)[:10]].tolist())
        recalls.append(len(truth & set(best[:40].tolist())) / 10)  # of which the order is exact
    assert np.mean(recalls) >= 0.99


@pytest.mark.parametrize("count", [1, 2, 3, 5, 999, 1000])
@pytest.mark.parametrize("asked_at_once", [1, 3])
def test_estimates_of_cosines_are_right_within_a_tenth(count: int, asked_at_once: int) -> None:
    vectors, asked = in_a_cone(1000, 512, 5), in_a_cone(asked_at_once, 512, 6)
    sketches = Sketches()
    sketches.grow(1001)
    sketches.fit(vectors, 1000)
    sketches.put(np.arange(1000, dtype=np.int32), vectors)
    some = np.random.default_rng(7).permutation(1000)[:count].astype(np.int32)
    for rows, truth in ((range(count), vectors[:count]), (some, vectors[some])):
        assert np.abs(sketches.cosines(rows, asked) - truth @ asked.T).max() < 0.1


def test_photos_of_another_kind_that_come_later_are_found_as_well() -> None:
    """The axes follow the bank: those of the first thousand photos would tell nothing of the others."""
    chance = np.random.default_rng(8)
    early = np.zeros((1000, 512))
    early[:, :128] = chance.standard_normal((1000, 128))
    late = np.zeros((8000, 512))
    late[:, 128:] = chance.standard_normal((8000, 384))
    vectors = np.concatenate([early, late]).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    arrays, rows = bank(vectors), np.arange(9000, dtype=np.int32)
    for number in range(2000, 9000, 700):
        asked = vectors[number] + 0.03 * chance.standard_normal(512).astype(np.float32)
        asked /= np.linalg.norm(asked)
        assert arrays.best(rows, asked[None], lambda cosines: cosines[:, 0], 20)[0] == number


def test_where_nothing_is_near_more_are_scored_rather_than_the_nearest_missed() -> None:
    """All cosines are small and alike then, and what sketches err by is more than what tells the best from the rest."""
    chance = np.random.default_rng(11)
    vectors = chance.standard_normal((COUNT, 512)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    arrays, rows, scored = bank(vectors), np.arange(COUNT, dtype=np.int32), []

    def score(cosines: Vectors) -> Vectors:
        scored.append(len(cosines))
        return cosines[:, 0]

    asked = chance.standard_normal((10, 1, 512)).astype(np.float32)
    asked /= np.linalg.norm(asked, axis=2, keepdims=True)
    found = [
        len(set(arrays.best(rows, one, score, 60)[:10]) & set(np.argsort(-(vectors @ one[0]))[:10])) for one in asked
    ]
    assert np.mean(found) >= 9.9
    assert sum(scored) > 15 * NARROWED_LEAST
