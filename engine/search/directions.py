"""Words and samples into directions of the encoder's space, with the encoder's own bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.blocking import Worker
from engine.encoders.calibration import Calibration
from engine.errors import EmptyQuery, PhotoGone
from engine.images.decoding import decode
from engine.model import PhotoId, PhotoSample, Reason, Sample, SentSample, Vector
from engine.ports import Begin, Encoder
from engine.search.ranking import Clause

SAMPLE_PIXELS = 512
"""A sample is decoded to this many pixels on its longer side: every encoder here sees at most 384."""

SMALLEST_SAMPLE = 16
"""Pixels on the shorter side below which a picture shows nothing to search by."""


@dataclass(frozen=True, kw_only=True)
class Directions:
    """Raises BadImage's subclasses for a sample that cannot be decoded, PhotoGone for one that is not published,
    EmptyQuery for one whose picture is no longer at hand, ModelUnavailable."""

    begin: Begin
    encoder: Encoder
    calibration: Calibration
    images: Worker

    async def of_texts(self, texts: Sequence[str]) -> tuple[Clause, ...]:
        if not texts:
            return ()
        vectors = await self.encoder.encode_texts(texts)
        exact_at, close_at = self.calibration.words_exact, self.calibration.words_close
        return tuple(
            Clause(vector=vector, exact_at=exact_at, close_at=close_at, reason=Reason.WORDS) for vector in vectors
        )

    async def of_samples(self, samples: Sequence[Sample]) -> tuple[Clause, ...]:
        exact_at, close_at = self.calibration.looks_exact, self.calibration.looks_close
        return tuple(
            [
                Clause(vector=await self._look(sample), exact_at=exact_at, close_at=close_at, reason=Reason.LOOKS)
                for sample in samples
            ]
        )

    async def _look(self, sample: Sample) -> Vector:
        match sample:
            case PhotoSample(photo_id=photo_id):
                return await self._of_photo(photo_id)
            case SentSample(image=bytes() as content):
                image = await self.images.run(decode, content, longest=SAMPLE_PIXELS, smallest=SMALLEST_SAMPLE)
                return np.asarray((await self.encoder.encode_images([image]))[0], dtype=np.float32)
            case _:
                raise EmptyQuery

    async def _of_photo(self, photo_id: PhotoId) -> Vector:
        async with self.begin() as work:
            published = await work.photos.published_among([photo_id])
            vectors = await work.embeddings.get(self.encoder.encoder_id, [photo_id])
        if photo_id not in published or photo_id not in vectors:
            raise PhotoGone
        return vectors[photo_id]
