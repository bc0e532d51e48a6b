"""Embedding a whole bank with another encoder, into SQL only: whoever owns the index goes on with the old one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.ingest.embedding import EmbedPhotos
from engine.model import PhotoId
from engine.ports import Begin

BATCH = 48
"""Photos between two commits: what a kill costs at most."""
_EVERYTHING = 10_000_000


@dataclass(frozen=True, kw_only=True)
class EmbedAnew:
    """Gives every photo that indexing would take an embedding of `embed.encoder`. What is there is not made again.

    So it resumes where a kill left it, and photos that are taken in meanwhile are found by the last look around.
    """

    begin: Begin
    embed: EmbedPhotos

    async def __call__(self, progress: Callable[[int, int], None]) -> int:
        """How many photos have one in the end; `progress` is told that number, and how many are to have one."""
        encoder_id = self.embed.encoder.encoder_id
        embedded: set[PhotoId] = set()
        while True:
            async with self.begin() as work:
                wanted = await work.photos.pending(encoder_id, _EVERYTHING)
            left = [photo_id for photo_id in wanted if photo_id not in embedded | self.embed.unreadable.keys()]
            if not left:
                return len(embedded)
            total = len(embedded) + len(left)
            for first in range(0, len(left), BATCH):
                embedded |= await self._embed_some(encoder_id, left[first : first + BATCH])
                progress(len(embedded), total)

    async def _embed_some(self, encoder_id: str, photo_ids: list[PhotoId]) -> set[PhotoId]:
        async with self.begin() as work:
            there = await work.embeddings.get(encoder_id, photo_ids)
            photos = await work.photos.get([photo_id for photo_id in photo_ids if photo_id not in there])
        made = await self.embed(photos)
        if made:
            async with self.begin(writes=True) as work:
                await work.embeddings.put(encoder_id, made)
                await work.commit()
        # A photo that vanished meanwhile has neither; it is not asked for again, for it is no longer pending.
        return set(there) | set(made)
