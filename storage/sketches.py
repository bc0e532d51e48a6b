"""Embeddings in a sixteenth of their length, to tell quickly which of them are worth scoring."""

from __future__ import annotations

import numkong
import numpy as np
from numpy.typing import NDArray

from engine.model import Vector, Vectors

WIDTH = 64
"""Numbers of a sketch, a byte each: 200,000 of them are compared in the time that scoring takes for 3,000."""
_SAMPLE = 4096
"""Embeddings that the axes are taken from."""
_GROWN = 4
"""Axes are taken anew whenever the bank has grown so many times: the first photos may be of one event."""
_MOST = 127
ABREAST = 4
"""NumKong takes each row to four vectors at once; with one vector asked for, three quarters of that would be idle."""


class Sketches:
    """Coordinates along the principal axes of the bank (Pearson, 1901), where its embeddings differ most.

    The cosine that a sketch gives errs by the product of what lies beside the axes in both vectors, which for an
    embedding of 512 dimensions is about 0.03 where the dimensions are all alike, and less where they are not. That its
    numbers are whole adds a twentieth of that at most: each sketch has a scale of its own.
    """

    def __init__(self) -> None:
        self._axes = np.zeros((0, WIDTH), np.float32)
        self._middle: Vector = np.zeros(0, np.float32)
        self._values = np.zeros((0, WIDTH), np.int8)
        self._scales = np.zeros(0, np.float32)
        self._fitted_at = 0

    def grow(self, capacity: int) -> None:
        capacity = -(-capacity // ABREAST) * ABREAST
        values, scales = np.zeros((capacity, self._values.shape[1]), np.int8), np.zeros(capacity, np.float32)
        values[: len(self._values)], scales[: len(self._scales)] = self._values, self._scales
        self._values, self._scales = values, scales

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
        self._values = np.zeros((len(self._values), self._axes.shape[1]), np.int8)

    def put(self, rows: NDArray[np.integer], vectors: Vectors) -> None:
        """Unit vectors, shape (rows, dimension)."""
        along = np.asarray((vectors - self._middle) @ self._axes, np.float32)
        self._values[rows], self._scales[rows] = _whole_numbers(along)

    def cosines(self, rows: NDArray[np.integer] | range, asked: Vectors) -> Vectors:
        """Estimates for these rows, a range of the first ones among them, with unit vectors, shape (rows, vectors)."""
        along, scales = _whole_numbers(asked @ self._axes)
        picked = slice(0, len(rows)) if isinstance(rows, range) else rows
        found: Vectors = np.multiply(self._products(picked, along), self._scales[picked][:, None], dtype=np.float32)
        found *= scales
        found += asked @ self._middle
        return found

    def _products(self, picked: slice | NDArray[np.integer], along: NDArray[np.int8]) -> NDArray[np.int32]:
        """Shape (rows, vectors). ABREAST sketches are compared as one, with each vector at each of their places."""
        if isinstance(picked, slice):
            count = picked.stop
            values = self._values[: -(-count // ABREAST) * ABREAST]
        else:
            count = len(picked)
            values = self._values.take(np.resize(picked, -(-count // ABREAST) * ABREAST), axis=0)
        vectors, width = along.shape
        placed = np.zeros((ABREAST, vectors, ABREAST, width), np.int8)
        for place in range(ABREAST):
            placed[place, :, place] = along
        packed = numkong.dots_pack(placed.reshape(ABREAST * vectors, ABREAST * width))
        products = np.asarray(numkong.dots_packed(values.reshape(-1, ABREAST * width), packed), np.int32)
        return products.reshape(-1, vectors)[:count]


def _whole_numbers(vectors: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each vector as whole numbers and their scale, shapes (vectors, width) and (vectors,)."""
    scales = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-12) / _MOST
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales
