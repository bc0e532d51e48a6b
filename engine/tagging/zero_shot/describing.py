"""Descriptions from embeddings alone: what a photo shows, as far as the bank's encoder can tell it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.filters import NOBODY, People
from engine.model import Season, TimeOfDay, Vectors, Weather
from engine.ports import Encoder
from engine.tagging.description import Description
from engine.tagging.zero_shot.questions import BUCKETS, PEOPLE, QUESTIONS, Question, name_of
from engine.tagging.zero_shot.weighing import UNFITTED_SURE, Floats, Weights, fit, unfitted

FEWEST_KNOWN = 200
"""Photos with a known answer from which a question's weights may be fitted; of each value there must be FEWEST_EACH."""
FEWEST_EACH = 8

SOMEBODY = People(1, None)


@dataclass(frozen=True, kw_only=True)
class DescribeByEncoder:
    """Costs no look at the picture: the embedding is there, and the sentences are encoded once."""

    encoder: Encoder
    weights: Mapping[str, Weights]
    """By the question's name; a question without any is answered only when CLIP's own softmax is very sure."""
    _sentences: dict[str, NDArray[np.float64]] = field(default_factory=dict, init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    @property
    def source(self) -> str:
        return self.encoder.encoder_id

    async def __call__(self, vectors: Vectors) -> list[Description]:
        """One for each row, of shape (photos, dimension). Raises ModelUnavailable."""
        said = {question.name: await self._answers(question, vectors) for question in QUESTIONS if question != PEOPLE}
        people = await self._people(vectors)
        return [
            Description(
                source=self.source,
                people=people[k],
                season=None if (season := said["season"][k]) is None else Season(season),
                time_of_day=None if (time := said["time_of_day"][k]) is None else TimeOfDay(time),
                weather=None if (weather := said["weather"][k]) is None else Weather(weather),
                indoor=None if (place := said["place"][k]) is None else place == "indoor",
            )
            for k in range(len(vectors))
        ]

    async def cosines(self, question: Question, vectors: Vectors) -> Floats:
        """Of every photo with every value, shape (photos, values): the mean over the value's wordings."""
        async with self._turn:
            if question.name not in self._sentences:
                self._sentences[question.name] = await self._encoded(question)
        return np.asarray(vectors.astype(np.float64) @ self._sentences[question.name].T)

    async def fitted(self, question: Question, vectors: Vectors, truth: Sequence[str]) -> Weights | None:
        """Weights from photos whose answers are known; None where they are too few to learn from."""
        places = np.array([question.values.index(value) for value in truth], dtype=np.int64)
        counts = np.bincount(places, minlength=len(question.values)) if len(places) else np.zeros(1, np.int64)
        if len(places) < FEWEST_KNOWN or counts.min() < FEWEST_EACH:
            return None
        return fit(question.values, await self.cosines(question, vectors), places)

    async def _people(self, vectors: Vectors) -> list[People | None]:
        """The bucket; where it could be one of several, still whether there is anybody at all, if that is sure."""
        weights = self._weights(PEOPLE)
        cosines = await self.cosines(PEOPLE, vectors)
        nobody = weights.probabilities(cosines)[:, PEOPLE.values.index(name_of(NOBODY))]
        return [
            BUCKETS[bucket] if bucket is not None else SOMEBODY if alone <= 1 - UNFITTED_SURE else None
            for bucket, alone in zip(weights.answers(cosines), nobody, strict=True)
        ]

    def _weights(self, question: Question) -> Weights:
        return self.weights.get(question.name) or unfitted(question.values)

    async def _answers(self, question: Question, vectors: Vectors) -> list[str | None]:
        return self._weights(question).answers(await self.cosines(question, vectors))

    async def _encoded(self, question: Question) -> NDArray[np.float64]:
        """Shape (values, dimension), each row of norm 1: prompt ensembling, as in CLIP's paper (section 3.1.4)."""
        rows = []
        for wordings in question.wordings.values():
            mean = (await self.encoder.encode_texts(wordings)).astype(np.float64).mean(axis=0)
            rows.append(mean / np.linalg.norm(mean))
        return np.array(rows)
