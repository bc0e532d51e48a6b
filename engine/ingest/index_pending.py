"""Indexing: whatever was taken in and not yet embedded gets its embedding, in SQL first, then in the index."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.blocking import Worker
from engine.ingest.embedding import EmbedPhotos
from engine.ingest.failing import note_failures
from engine.model import Event, PhotoState
from engine.ports import Begin, Clock, Encoder, Events, Files, VectorIndex

BATCH = 48
"""Photos a step: many enough that decoding and encoding overlap, few enough that a crash costs little."""


STEP = "embedding"
"""The name under which failures are written down."""


@dataclass(frozen=True, kw_only=True)
class IndexPending:
    """Takes one batch of pending photos through embedding, index and `indexed_at`; every step may be repeated.

    A photo whose files cannot be read never stands in the way of the others: it is tried again later, and given up in
    the end, as with every step.
    """

    begin: Begin
    files: Files
    encoder: Encoder
    index: VectorIndex
    images: Worker
    events: Events
    clock: Clock
    _embed: EmbedPhotos = field(init=False)

    def __post_init__(self) -> None:
        embed = EmbedPhotos(files=self.files, encoder=self.encoder, images=self.images)
        object.__setattr__(self, "_embed", embed)

    async def __call__(self) -> int:
        """How many photos became indexed; 0 means that nothing is pending."""
        encoder_id = self.encoder.encoder_id
        async with self.begin() as work:
            pending = await work.photos.pending(encoder_id, BATCH, self.clock())
            vectors = await work.embeddings.get(encoder_id, pending)
            photos = await work.photos.get([photo_id for photo_id in pending if photo_id not in vectors])
        made = await self._embed(photos)
        failed = {photo_id: self._embed.unreadable.pop(photo_id) for photo_id in set(photos) - set(made)}
        if made or failed:
            async with self.begin(writes=True) as work:
                await work.embeddings.put(encoder_id, made)
                await work.descriptions.worked(list(made), STEP)
                await note_failures(work, STEP, failed, self.clock())
                await work.commit()
        indexed = {**vectors, **made}
        if not indexed:
            # The others of a batch in which nothing could be read are behind it.
            return await self() if failed else 0
        await self.index.put(indexed)
        now, ids = self.clock(), list(indexed)
        async with self.begin(writes=True) as work:
            before = await work.photos.published_among(ids)
            await work.photos.mark_indexed(ids, encoder_id, now)
            became = await work.photos.published_among(ids) - before
            await work.commit()
        for photo_id in sorted(became):
            facts = {"photo_id": photo_id, "through": "import"}
            self.events.tell(Event(kind=PhotoState.PUBLISHED.value, person_id=None, happened_at=now, facts=facts))
        return len(indexed)
