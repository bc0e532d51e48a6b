"""Whether another encoder answers worse: graded queries, nDCG of each, and a paired bootstrap over the queries."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from engine.errors import BadSetting
from engine.model import ContentHash, PhotoId, Vector, Vectors
from engine.ports import Begin, Encoder

DEPTH = 10
RESAMPLES = 10_000
_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedQuery:
    """A text and what the photos are worth as its answers: 1 and above, by photo id or content hash."""

    text: str
    grades: Mapping[PhotoId | ContentHash, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Mean nDCG@10 of both, and the interval that holds 95 % of the resampled mean differences (new minus old)."""

    old: float
    new: float
    low: float
    high: float
    query_count: int

    @property
    def is_worse(self) -> bool:
        """Significantly: the whole interval lies below zero."""
        return self.high < 0


def read_graded(path: Path) -> list[GradedQuery]:
    """A YAML or JSON list of `{text, photos}`; `photos` maps photo ids or content hashes to grades, or lists them.

    Raises BadSetting, naming the file, when it is no such list.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [GradedQuery(text=str(entry["text"]), grades=_grades(entry["photos"])) for entry in entries]
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise BadSetting(name=str(path), reason=f"it is no list of graded queries ({error})") from error


def _grades(photos: Any) -> dict[PhotoId | ContentHash, float]:
    graded = photos.items() if isinstance(photos, Mapping) else ((key, 1.0) for key in photos)
    return {PhotoId(key) if isinstance(key, int) else ContentHash(str(key)): float(grade) for key, grade in graded}


@dataclass(frozen=True, kw_only=True)
class CompareEncoders:
    """Ranks the bank's photos for every graded query with both encoders, by exact cosine and nothing else."""

    begin: Begin
    old: Encoder
    new: Encoder

    async def __call__(self, graded: Sequence[GradedQuery]) -> Comparison:
        by_hash = await self._ids([key for query in graded for key in query.grades if isinstance(key, str)])
        worth = [
            {by_hash.get(key, PhotoId(-1)) if isinstance(key, str) else key: g for key, g in query.grades.items()}
            for query in graded
        ]
        texts = [query.text for query in graded]
        old = await self._scores(self.old, texts, worth)
        new = await self._scores(self.new, texts, worth)
        low, high = await asyncio.to_thread(bootstrap, new - old)
        return Comparison(old=float(old.mean()), new=float(new.mean()), low=low, high=high, query_count=len(texts))

    async def _ids(self, hashes: Sequence[ContentHash]) -> dict[ContentHash, PhotoId]:
        async with self.begin() as work:
            found = {key: await work.photos.by_hash(key) for key in dict.fromkeys(hashes)}
        return {key: photo.photo_id for key, photo in found.items() if photo is not None}

    async def _scores(
        self, encoder: Encoder, texts: Sequence[str], worth: Sequence[Mapping[PhotoId, float]]
    ) -> NDArray[np.float64]:
        rows: list[tuple[PhotoId, Vector]] = []
        async with self.begin() as work:
            while page := await work.embeddings.page(encoder.encoder_id, rows[-1][0] if rows else PhotoId(0), 5000):
                rows += page
        if not rows or not texts:
            return np.zeros(len(texts))
        return await asyncio.to_thread(_ranked, await encoder.encode_texts(texts), rows, worth)


def _ranked(
    texts: Vectors, rows: Sequence[tuple[PhotoId, Vector]], worth: Sequence[Mapping[PhotoId, float]]
) -> NDArray[np.float64]:
    ids = [photo_id for photo_id, _ in rows]
    cosines = texts @ np.stack([vector for _, vector in rows]).T
    best = np.argsort(-cosines, axis=1, kind="stable")[:, :DEPTH]
    return np.array([ndcg([ids[k] for k in row], grades) for row, grades in zip(best, worth, strict=True)])


def ndcg(ranking: Sequence[PhotoId], grades: Mapping[PhotoId, float]) -> float:
    """nDCG@DEPTH with graded gains, 0..1; 1 where nothing is worth anything, for nothing was missed.

    Järvelin & Kekäläinen, 2002, "Cumulated gain-based evaluation of IR techniques".
    """
    discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    best = float((np.array(ideal) * discounts[: len(ideal)]).sum())
    gains = np.array([grades.get(photo_id, 0.0) for photo_id in ranking[:DEPTH]])
    return float((gains * discounts[: len(gains)]).sum()) / best if best else 1.0


def bootstrap(differences: NDArray[np.float64]) -> tuple[float, float]:
    """The 2.5 % and 97.5 % quantiles of the mean difference, the queries resampled with replacement, in pairs.

    Efron & Tibshirani, 1993, "An Introduction to the Bootstrap", chapter 13 (percentile intervals).
    """
    if not len(differences):
        return 0.0, 0.0
    chance = np.random.default_rng(_SEED)
    means = [chance.choice(differences, len(differences)).mean() for _ in range(RESAMPLES)]
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
