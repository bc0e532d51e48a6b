"""From similarities to probabilities: a small logistic model per question, fitted on photos whose answer is known.

Zero-shot cosines are not comparable between values («двое» lies near every picture with people), so each question's
are weighed against one another: softmax(W z + b), z the standardised cosines. That is multinomial logistic regression
on as many numbers as there are values, which a few hundred photos can fit (Platt scaling with more than two classes).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FILE_NAME = "answers.json"
SURE_SHARE = 0.9
"""Answers are believed from the probability on, at or above which so many of them were right."""
_RIDGE = 1e-3
_STEPS = 3000
_RATE = 0.5
_CLIP_SCALE = 100.0
"""CLIP's own temperature: the factor of cosines before the softmax that it was trained with."""
UNFITTED_SURE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One question's model. Shapes: `mean`, `spread`, `bias` (values,), `factors` (values, values)."""

    values: tuple[str, ...]
    mean: Floats
    spread: Floats
    factors: Floats
    bias: Floats
    sure_from: float
    """Answers less probable than this are unknown."""

    def probabilities(self, cosines: Floats) -> Floats:
        """Shape (photos, values), each row adding up to 1, from cosines of the same shape."""
        return _softmax((cosines - self.mean) / self.spread @ self.factors + self.bias)

    def answers(self, cosines: Floats) -> list[str | None]:
        """The likeliest value of every photo, None where it is not likely enough."""
        likely = self.probabilities(cosines)
        best = likely.argmax(axis=1)
        return [self.values[k] if row[k] >= self.sure_from else None for row, k in zip(likely, best, strict=True)]


def unfitted(values: tuple[str, ...]) -> Weights:
    """For an encoder about which nothing is known: CLIP's own softmax, and only what is very likely."""
    count = len(values)
    return Weights(
        values=values,
        mean=np.zeros(count),
        spread=np.ones(count),
        factors=np.eye(count) * _CLIP_SCALE,
        bias=np.zeros(count),
        sure_from=UNFITTED_SURE,
    )


def fit(values: tuple[str, ...], cosines: Floats, truth: NDArray[np.int64]) -> Weights:
    """The weights that make the known answers likeliest, by gradient descent on the ridged cross-entropy.

    `cosines` has shape (photos, values), `truth` (photos,) the place of each photo's value. The problem is convex, so
    neither start nor order matter, and the same photos give the same weights.
    """
    mean, spread = cosines.mean(axis=0), cosines.std(axis=0) + 1e-9
    inputs = (cosines - mean) / spread
    wanted = np.eye(len(values))[truth]
    factors, bias = np.zeros((len(values), len(values))), np.zeros(len(values))
    for _ in range(_STEPS):
        error = (_softmax(inputs @ factors + bias) - wanted) / len(inputs)
        factors -= _RATE * (inputs.T @ error + 2 * _RIDGE * factors)
        bias -= _RATE * error.sum(axis=0)
    likely = _softmax(inputs @ factors + bias)
    return Weights(
        values=values,
        mean=mean,
        spread=spread,
        factors=factors,
        bias=bias,
        sure_from=_sure_from(likely.max(axis=1), likely.argmax(axis=1) == truth),
    )


def _sure_from(likely: Floats, right: NDArray[np.bool_]) -> float:
    """The lowest probability at or above which SURE_SHARE of the answers were right; the highest, if there is none."""
    order = np.argsort(-likely, kind="stable")
    reached = np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= SURE_SHARE
    return float(likely[order[int(np.flatnonzero(reached)[-1]) if reached.any() else 0]])


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def as_object(weights: Mapping[str, Weights]) -> dict[str, Any]:
    """For JSON, by the question's name; six digits are more than the answers depend on."""
    return {
        name: {
            "values": list(one.values),
            **{key: np.round(getattr(one, key), 6).tolist() for key in ("mean", "spread", "factors", "bias")},
            "sure_from": round(one.sure_from, 6),
        }
        for name, one in weights.items()
    }


def from_object(said: Mapping[str, Any]) -> dict[str, Weights]:
    return {
        name: Weights(
            values=tuple(one["values"]),
            **{key: np.array(one[key], dtype=np.float64) for key in ("mean", "spread", "factors", "bias")},
            sure_from=one["sure_from"],
        )
        for name, one in said.items()
    }


def read_weights(folder: Path) -> dict[str, Weights]:
    """Those that came with an encoder; none if its folder has none."""
    path = folder / FILE_NAME
    return from_object(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
