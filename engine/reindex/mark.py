"""After a switch: what was embedded beforehand counts as indexed, so that nobody embeds or indexes it once more."""

from __future__ import annotations

from engine.model import PhotoId
from engine.ports import Begin, Clock

_PAGE = 2000


async def mark_embedded(begin: Begin, encoder_id: str, clock: Clock) -> None:
    """In short transactions. One that a crash leaves out stays pending, and indexing finds its embedding in SQL."""
    after = PhotoId(0)
    while True:
        async with begin(writes=True) as work:
            photo_ids = [photo_id for photo_id, _ in await work.embeddings.page(encoder_id, after, _PAGE)]
            if not photo_ids:
                return
            await work.photos.mark_indexed(photo_ids, encoder_id, clock())
            await work.commit()
        after = photo_ids[-1]
