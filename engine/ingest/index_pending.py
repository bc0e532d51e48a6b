"""Indexing: whatever was taken in and not yet embedded gets its embedding, in SQL first, then in the index."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image

from engine.blocking import Worker
from engine.errors import BadImage
from engine.images.decoding import decode
from engine.model import Photo, PhotoId, Vector
from engine.ports import Begin, Clock, Encoder, Files, VectorIndex

log = logging.getLogger(__name__)

BATCH = 16
ENCODED_PIXELS = 512
"""Decoding stops at this many pixels on the longer side: every encoder here sees at most 384."""


@dataclass(frozen=True, kw_only=True)
class IndexPending:
    """Takes one batch of pending photos through embedding, index and `indexed_at`; every step may be repeated.

    A photo whose files cannot be read is named in the log once and left pending until the next start, so that it
    never stands in the way of the others.
    """

    begin: Begin
    files: Files
    encoder: Encoder
    index: VectorIndex
    images: Worker
    clock: Clock
    _unreadable: set[PhotoId] = field(default_factory=set)

    async def __call__(self) -> int:
        """How many photos became indexed; 0 means that nothing is pending."""
        encoder_id = self.encoder.encoder_id
        async with self.begin() as work:
            pending = await work.photos.pending(encoder_id, BATCH + len(self._unreadable))
            pending = [photo_id for photo_id in pending if photo_id not in self._unreadable][:BATCH]
            vectors = await work.embeddings.get(encoder_id, pending)
            photos = await work.photos.get([photo_id for photo_id in pending if photo_id not in vectors])
        made = await self._embed(photos)
        if made:
            async with self.begin(writes=True) as work:
                await work.embeddings.put(encoder_id, made)
                await work.commit()
        indexed = {**vectors, **made}
        if not indexed:
            return 0
        await self.index.put(indexed)
        async with self.begin(writes=True) as work:
            await work.photos.mark_indexed(list(indexed), encoder_id, self.clock())
            await work.commit()
        return len(indexed)

    async def _embed(self, photos: Mapping[PhotoId, Photo]) -> dict[PhotoId, Vector]:
        images: dict[PhotoId, Image.Image] = {}
        for photo_id, photo in photos.items():
            try:
                images[photo_id] = await self.images.run(self._open, photo)
            except (OSError, BadImage) as error:
                self._unreadable.add(photo_id)
                log.warning("photo %s cannot be indexed: %s", photo_id, error)
        if not images:
            return {}
        vectors = await self.encoder.encode_images(list(images.values()))
        return dict(zip(images, vectors, strict=True))

    def _open(self, photo: Photo) -> Image.Image:
        return decode(self.files.preview_path(photo.content_hash).read_bytes(), longest=ENCODED_PIXELS)
