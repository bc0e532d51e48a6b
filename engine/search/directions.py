"""Words and samples into directions of the encoder's space, with the encoder's own bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.encoders.calibration import Calibration
from engine.errors import PhotoGone
from engine.model import ContentHash, PhotoId, PhotoSample, Reason, Sample, SentSample, Vector
from engine.ports import Begin, Encoder
from engine.search.conversation import Look
from engine.search.hearing import Hearing
from engine.search.ranking import Clause


@dataclass(frozen=True, kw_only=True)
class Directions:
    """`looks` holds what was seen in every sent sample. Raises PhotoGone for a sample photo that is not published,
    ModelUnavailable."""

    begin: Begin
    encoder: Encoder
    calibration: Calibration
    hearing: Hearing
    unheard_costs: float
    looks: Mapping[ContentHash, Look]

    async def of_texts(self, texts: Sequence[str]) -> tuple[Clause, ...]:
        if not texts:
            return ()
        vectors = await self.encoder.encode_texts(texts)
        exact_at, close_at = self.calibration.words_exact, self.calibration.words_close
        return tuple(
            Clause(
                vector=vector,
                exact_at=exact_at,
                close_at=close_at,
                reason=Reason.WORDS,
                heard=self.hearing.share(text),
                unheard_costs=self.unheard_costs,
            )
            for text, vector in zip(texts, vectors, strict=True)
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
            case SentSample(content_hash=content_hash):
                return self.looks[content_hash].vector

    async def _of_photo(self, photo_id: PhotoId) -> Vector:
        async with self.begin() as work:
            published = await work.photos.published_among([photo_id])
            vectors = await work.embeddings.get(self.encoder.encoder_id, [photo_id])
        if photo_id not in published or photo_id not in vectors:
            raise PhotoGone
        return vectors[photo_id]
