"""What is seen in the pictures that people send: embedded once, kept for the conversation, and recognised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.blocking import Worker
from engine.errors import SampleGone
from engine.images.decoding import decode
from engine.images.fingerprint import distance, fingerprint
from engine.model import Conditions, ContentHash, PersonId, PhotoId, PhotoState, Query, Sample, SentSample
from engine.ports import Begin, Columns, Encoder
from engine.search.conversation import LASTS, Look
from engine.search.variety import says_something

SAMPLE_PIXELS = 512
"""A sample is decoded to this many pixels on its longer side: every encoder here sees at most 384."""
SMALLEST_SAMPLE = 16
"""Pixels on the shorter side below which a picture shows nothing to search by."""

SAME_BITS = 4
SAME_COSINE = 0.98
"""A frame that came back, saved anew and smaller, differs by less; the next frame of a burst by more."""
NEAREST = 5

Looks = dict[ContentHash, Look]


@dataclass(frozen=True, kw_only=True)
class SeeSamples:
    """Looks at every sent sample of a query; raises BadImage's subclasses, SampleGone, ModelUnavailable."""

    begin: Begin
    encoder: Encoder
    columns: Columns
    images: Worker

    async def __call__(
        self, person_id: PersonId, query: Query, now: dt.datetime, seen: Looks | None = None
    ) -> tuple[Query, Looks]:
        """The query without the pictures' bytes and with the bank's photos that are the same frames; every look of it.

        What was `seen` already is not looked at again.
        """
        sent = [one for one in (*query.samples, *query.not_samples) if isinstance(one, SentSample)]
        if not sent:
            return query, {}
        looks = dict(seen or {})
        known: dict[Sample, SentSample] = {}
        for sample in sent:
            if sample.image is not None and sample.content_hash not in looks:
                look = looks[sample.content_hash] = await self._see(sample.image)
                known[sample] = replace(sample, image=None, same_as=await self._same_frame(sample.content_hash, look))
        missing = [sample.content_hash for sample in sent if sample.content_hash not in looks]
        async with self.begin() as work:
            looks |= await work.conversations.looks(person_id, self.encoder.encoder_id, missing, now - LASTS)
        if any(sample.content_hash not in looks for sample in sent):
            raise SampleGone
        return replace(query, samples=_known(query.samples, known), not_samples=_known(query.not_samples, known)), looks

    async def _see(self, image: bytes) -> Look:
        decoded = await self.images.run(decode, image, longest=SAMPLE_PIXELS, smallest=SMALLEST_SAMPLE)
        vector = np.asarray((await self.encoder.encode_images([decoded]))[0], dtype=np.float32)
        return Look(vector=vector, fingerprint=await self.images.run(fingerprint, decoded))

    async def _same_frame(self, content_hash: ContentHash, look: Look) -> PhotoId | None:
        """The published photo that this picture is a copy of: by its bytes, else by both of its signatures."""
        async with self.begin() as work:
            photo = await work.photos.by_hash(content_hash)
            if photo is not None and photo.state is PhotoState.PUBLISHED:
                return photo.photo_id
            allowed = await self.columns.allowed(work, Conditions())
            nearest = await allowed.best(look.vector[None], lambda cosines: cosines[:, 0], NEAREST)
            candidates, prints = allowed.candidates(nearest), allowed.fingerprints(nearest)
        alike = zip(candidates.photo_ids, candidates.cosines(look.vector[None])[:, 0].tolist(), strict=True)
        return next((one for one, cosine in alike if _is_same(look, cosine, prints.get(one, 0))), None)


def _is_same(look: Look, cosine: float, print_: int) -> bool:
    if cosine < SAME_COSINE or not says_something(print_):
        return False
    return distance(print_, look.fingerprint) <= SAME_BITS


def _known(samples: Sequence[Sample], known: dict[Sample, SentSample]) -> tuple[Sample, ...]:
    return tuple(known.get(sample, sample) for sample in samples)
