"""A photo that is withdrawn leaves the posted issues: whatever withdrew it, the rows tell which posts show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin.digest.ports import BeginDigest, Channel, PostedAlbum, RecalledPosts
from engine.model import PhotoId
from engine.ports import Clock

AT_ONCE = 10


@dataclass(frozen=True, kw_only=True)
class RecallPosts:
    """Each post is edited once; doing it twice is harmless."""

    begin: BeginDigest
    clock: Clock
    channel: Channel

    async def of(self, photo_ids: Sequence[PhotoId]) -> RecalledPosts:
        """What became of the posts with these photos, whoever edited them."""
        async with self.begin() as work:
            return await work.issues.recalled(photo_ids)

    async def __call__(self) -> RecalledPosts:
        """Of all withdrawn photos. Raises what the chat's client raises where it could not be asked."""
        async with self.begin() as work:
            albums = await work.issues.showing_withdrawn(AT_ONCE)
        edited = refused = 0
        for album in albums:
            gone, reached = await self._call_back(album)
            edited += reached
            refused += gone - reached
        return RecalledPosts(edited=edited, refused=refused)

    async def _call_back(self, album: PostedAlbum) -> tuple[int, int]:
        """Posts that showed something withdrawn, and how many of them were edited."""
        async with self.begin() as work:
            photos = await work.photos.get([one.photo_id for one in album.posts if one.photo_id is not None])
        reached = await self.channel.call_back(album, photos)
        refused = [post for post in album.due if post not in reached]
        async with self.begin(writes=True) as work:
            await work.issues.called_back(reached, self.clock(), edited=True)
            await work.issues.called_back(refused, self.clock(), edited=False)
            await work.commit()
        return len(album.due), len(reached)
