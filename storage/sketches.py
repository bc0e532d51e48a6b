"""Embeddings in an eighth of their length, to tell quickly which of them are worth scoring."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.blocking import Sharing
from engine.model import Vector, Vectors

WIDTH = 64
"""Numbers of a sketch: 256 bytes, compared at a twentieth of what scoring float16 costs."""
_SAMPLE = 4096
"""Embeddings that the axes are taken from."""
BLOCK = 128
"""Rows whose dot products are taken at once: few enough that the product is made in the thread that asks."""
PIECE = 64 * BLOCK
"""Rows that a thread compares before it looks for more: a fifth of a millisecond."""
_GROWN = 4
"""Axes are taken anew whenever the bank has grown so many times: the first photos may be of one event."""


class Sketches:
    """Coordinates along the principal axes of the bank (Pearson, 1901), where its embeddings differ most.

    The cosine that a sketch gives errs by the product of what lies beside the axes in both vectors, which for an
    embedding of 512 dimensions is about 0.03 where the dimensions are all alike, and less where they are not.
    """

    def __init__(self, sharing: Sharing | None = None) -> None:
        self._sharing = sharing or Sharing()
        self._axes = np.zeros((0, WIDTH), np.float32)
        self._middle: Vector = np.zeros(0, np.float32)
        self._values = np.zeros((0, WIDTH), np.float32)
        self._fitted_at = 0

    def grow(self, capacity: int) -> None:
        values = np.zeros((capacity, self._values.shape[1]), np.float32)
        values[: len(self._values)] = self._values
        self._values = values

    def is_outgrown(self, count: int) -> bool:
        """Whether the axes should be taken anew and every photo put again."""
        return count >= _GROWN * self._fitted_at

    def sampled(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of these rows, evenly, those whose embeddings the axes are to be taken from."""
        return rows[:: max(1, len(rows) // _SAMPLE)]

    def fit(self, vectors: Vectors, count: int) -> None:
        """Takes the axes from these embeddings; the same ones give the same axes."""
        self._middle, self._fitted_at = vectors.mean(axis=0), count
        apart = vectors - self._middle
        _, axes = np.linalg.eigh(apart.T @ apart)
        self._axes = np.ascontiguousarray(axes[:, -WIDTH:], np.float32)
        self._values = np.zeros((len(self._values), self._axes.shape[1]), np.float32)

    def put(self, rows: NDArray[np.integer], vectors: Vectors) -> None:
        """Unit vectors, shape (rows, dimension)."""
        self._values[rows] = (vectors - self._middle) @ self._axes

    def cosines(self, rows: NDArray[np.integer] | range, asked: Vectors) -> Vectors:
        """Estimates for these rows, a range of the first ones among them, with unit vectors, shape (rows, vectors)."""
        found = np.empty((len(asked), len(rows)), np.float32)
        axes, middles = [vector @ self._axes for vector in asked], asked @ self._middle

        def some(first: int, last: int) -> None:
            part = self._values[first:last] if isinstance(rows, range) else self._values[rows[first:last]]
            for place, axis in enumerate(axes):
                _dots(part, axis, out=found[place, first:last])
                found[place, first:last] += middles[place]

        self._sharing.over(len(rows), PIECE, some)
        return found.T


def _dots(values: Vectors, axis: Vector, out: NDArray[np.float32]) -> None:
    """Each row's dot product, BLOCK rows at a time: a whole product of matrices waits for helping threads that busy
    cores delay, and row by row half of the time would go into calls."""
    whole = len(values) // BLOCK * BLOCK
    blocks = values[:whole].reshape(-1, BLOCK, values.shape[1])
    np.matmul(blocks, axis, out=out[:whole].reshape(-1, BLOCK))
    np.vecdot(values[whole:], axis, out=out[whole:])
