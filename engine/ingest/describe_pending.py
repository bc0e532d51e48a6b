"""Describing: whatever was indexed gets descriptions, from the encoder at once and from the captioner in its own time.

Each source is a step of its own: one that fails, or whose model is missing, delays no other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import PhotobankError
from engine.ingest.failing import note_failures
from engine.model import Photo
from engine.ports import Begin, Clock, Files
from engine.tagging.description import Description
from engine.tagging.ports import Captioner
from engine.tagging.zero_shot.describing import DescribeByEncoder

BATCH = 500
"""Photos a step whose embeddings are there: a few milliseconds of arithmetic."""
SIGHT = "sight"
"""The parent of the vocabulary's sights."""


@dataclass(frozen=True, kw_only=True)
class DescribeEmbedded:
    """One batch of photos that the encoder has not described yet; how many were, 0 when nothing is pending."""

    begin: Begin
    describe: DescribeByEncoder
    clock: Clock

    async def __call__(self) -> int:
        source = self.describe.source
        async with self.begin() as work:
            lacking = await work.descriptions.lacking(source, self.clock(), BATCH)
            vectors = await work.embeddings.get(source, lacking)
        if not vectors:
            return 0
        said = await self.describe(np.stack(list(vectors.values())))
        async with self.begin(writes=True) as work:
            await work.descriptions.put(dict(zip(vectors, said, strict=True)), self.clock())
            await work.commit()
        return len(said)


@dataclass(frozen=True, kw_only=True)
class DescribeByCaptioner:
    """One photo that the captioner has not described yet; False when nothing is pending.

    A failure is written down with the time of the next attempt, so that it survives a restart.
    """

    begin: Begin
    files: Files
    captioner: Captioner
    clock: Clock

    async def __call__(self) -> bool:
        source = self.captioner.source
        async with self.begin() as work:
            lacking = await work.descriptions.lacking(source, self.clock(), 1)
            photos = await work.photos.get(lacking)
            vocabulary = await work.tags.all()
        if not photos:
            return False
        (photo,) = photos.values()
        sights = [tag.slug for tag in vocabulary if tag.parent == SIGHT]
        try:
            said = await self._look(photo, [tag.slug for tag in vocabulary], sights)
        except (PhotobankError, OSError) as error:
            async with self.begin(writes=True) as work:
                await note_failures(work, source, {photo.photo_id: str(error)}, self.clock())
                await work.commit()
            return True
        async with self.begin(writes=True) as work:
            await work.descriptions.put({photo.photo_id: said}, self.clock())
            await work.commit()
        return True

    async def _look(self, photo: Photo, tags: Sequence[str], sights: Sequence[str]) -> Description:
        preview = await asyncio.to_thread(self.files.preview_path(photo.content_hash).read_bytes)
        return await self.captioner.describe(preview, tags, sights)
