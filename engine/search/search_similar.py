"""Photos that look like one of the bank's."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import Actor, HitPage, PhotoId, PhotoSample, Query
from engine.search.conversation import Talk
from engine.search.search_photos import SearchPhotos


@dataclass(frozen=True, kw_only=True)
class SearchSimilar:
    """A search whose only sample is a published photo, which is never its own hit. Raises PhotoGone."""

    search_photos: SearchPhotos

    async def __call__(self, actor: Actor, photo_id: PhotoId, talk: Talk | None = None) -> HitPage:
        return await self.search_photos(actor, Query(samples=(PhotoSample(photo_id=photo_id),)), talk)
