"""Candidates whose embeddings a test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.model import PhotoId, Vector, Vectors
from engine.search.ranking import Clause


def confidence(clause: Clause, vector: Vector) -> float:
    """How sure a clause is of one photo."""
    return float(clause.sure(np.array([vector @ clause.vector]))[0])


@dataclass(frozen=True)
class Seen:
    """Implements Candidates: each photo with its embedding, a unit vector."""

    embeddings: Mapping[PhotoId, Vector]

    @property
    def photo_ids(self) -> list[PhotoId]:
        return list(self.embeddings)

    def cosines(self, asked: Vectors) -> Vectors:
        return self.vectors(self.photo_ids) @ asked.T

    def vectors(self, photo_ids: Sequence[PhotoId]) -> Vectors:
        return np.stack([self.embeddings[photo_id] for photo_id in photo_ids])
