"""What the bank has that looks like a photo which still waits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from admin.review.ports import BeginReview
from engine.errors import PhotoGone
from engine.model import Actor, HitPage, PhotoId, Query, SentSample
from engine.people.permissions import Act, require
from engine.ports import Files
from engine.search.conversation import Talk
from engine.search.search_photos import SearchPhotos


@dataclass(frozen=True, kw_only=True)
class SearchLikeReviewed:
    """A search by the photo's preview, as if it had been sent: only published photos are samples by themselves."""

    begin: BeginReview
    files: Files
    search_photos: SearchPhotos

    async def __call__(self, actor: Actor, photo_id: PhotoId, talk: Talk) -> HitPage:
        """Raises PhotoGone."""
        require(actor, Act.REVIEW)
        async with self.begin() as work:
            photo = (await work.photos.get([photo_id])).get(photo_id)
        if photo is None:
            raise PhotoGone
        image = await asyncio.to_thread(self.files.preview_path(photo.content_hash).read_bytes)
        return await self.search_photos(
            actor, Query(samples=(SentSample(content_hash=photo.content_hash, image=image),)), talk
        )
