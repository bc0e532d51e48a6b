"""A step of indexing: whatever was embedded is compared with what the bank has, once, and pairs are written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image

from engine.blocking import Worker
from engine.duplicates.candidates import BY_FINGERPRINT, NEAREST, candidates, fingerprints_of
from engine.duplicates.comparing import Subject, compare
from engine.duplicates.likeness import Compared, Likeness
from engine.duplicates.ports import BeginDuplicates, Fingerprints
from engine.duplicates.thresholds import Thresholds, thresholds_of
from engine.errors import PhotobankError
from engine.images.copies import THUMBNAIL_PIXELS
from engine.images.decoding import decode
from engine.images.fingerprint import distance
from engine.ingest.failing import note_failures
from engine.model import Photo, PhotoId, PhotoState
from engine.ports import Clock, Files
from engine.search.ports import VectorIndex

STEP = "duplicates"
"""The name under which failures are written down."""
ALIVE = frozenset({PhotoState.RECEIVED, PhotoState.INDEXED, PhotoState.IN_REVIEW, PhotoState.PUBLISHED})
SCENES = 2
"""Pairs of one scene that are kept for one photo: a hundred photos of one square are no news."""


@dataclass(frozen=True, kw_only=True)
class CompareNew:
    """One photo that was not compared yet; False when there is none.

    A failure is written down with the time of the next attempt, as for every step of indexing.
    """

    begin: BeginDuplicates
    files: Files
    images: Worker
    index: VectorIndex
    fingerprints: Fingerprints
    encoder_id: str
    clock: Clock

    async def __call__(self) -> bool:
        async with self.begin() as work:
            waiting = await work.duplicates.uncompared(self.clock(), 1)
            photos = await work.photos.get(waiting)
        if not photos:
            return False
        (photo,) = photos.values()
        try:
            found = await self.alike(photo)
        except (PhotobankError, OSError) as error:
            async with self.begin(writes=True) as work:
                await note_failures(work, STEP, {photo.photo_id: str(error)}, self.clock())
                await work.commit()
            return True
        async with self.begin(writes=True) as work:
            await work.duplicates.add(photo.photo_id, found, self.clock())
            await work.duplicates.compared(photo.photo_id, self.encoder_id, self.clock())
            await work.commit()
        return True

    async def alike(self, photo: Photo) -> dict[PhotoId, Compared]:
        """What the bank has that is like the photo. Raises BadImage's subclasses and OSError for its own files."""
        thresholds = await thresholds_of(self.begin, self.encoder_id)
        mine = await self.images.run(_subject, photo, self._thumbnail(photo))
        prints = await self.images.run(fingerprints_of, mine.image)
        async with self.begin() as work:
            vector = (await work.embeddings.get(self.encoder_id, [photo.photo_id])).get(photo.photo_id)
            bits = await self.fingerprints.near(work, prints, thresholds.bits, BY_FINGERPRINT + 1)
        near = [] if vector is None else await self.index.nearest(vector, NEAREST)
        chosen = candidates(photo.photo_id, bits, near, thresholds)
        async with self.begin() as work:
            others = {
                other_id: other for other_id, other in (await work.photos.get(chosen)).items() if other.state in ALIVE
            }
            theirs = await work.photos.fingerprints(list(others))
        cosines = dict(near)
        found: dict[PhotoId, Compared] = {}
        for other_id, other in others.items():
            bits_apart = min(distance(theirs[other_id], one) for one in prints)
            compared = await self.images.run(
                self._compare, mine, other, bits_apart, cosines.get(other_id, 0.0), thresholds
            )
            if compared is not None:
                found[other_id] = compared
        return _worth_keeping(found)

    async def at_once(self, photo_id: PhotoId) -> PhotoId | None:
        """The first photo that shows the same picture, by fingerprints alone where there is no embedding yet."""
        async with self.begin() as work:
            photos = await work.photos.get([photo_id])
        try:
            found = await self.alike(photos[photo_id])
        except (PhotobankError, OSError):
            return None  # comparing is a step of indexing as well, which tries again
        same = [other_id for other_id, one in found.items() if one.likeness is not Likeness.SAME_SCENE]
        return min(same, default=None)

    def _thumbnail(self, photo: Photo) -> Callable[[], bytes]:
        return self.files.thumbnail_path(photo.content_hash).read_bytes

    def _compare(
        self, mine: Subject, other: Photo, bits: int, cosine: float, thresholds: Thresholds
    ) -> Compared | None:
        try:
            theirs = _subject(other, self._thumbnail(other))
        except (PhotobankError, OSError):
            return None  # whatever is wrong with the other one's files is found when it is its turn
        return compare(mine, theirs, bits=bits, cosine=cosine, scene_from=thresholds.scene)


def _subject(photo: Photo, read: Callable[[], bytes]) -> Subject:
    image: Image.Image = decode(read(), longest=THUMBNAIL_PIXELS)
    return Subject(content_hash=photo.content_hash, size=(photo.width, photo.height), image=image)


def _worth_keeping(found: Mapping[PhotoId, Compared]) -> dict[PhotoId, Compared]:
    """Every same picture, and the SCENES surest scenes."""
    scenes: Sequence[PhotoId] = sorted(
        (photo_id for photo_id, one in found.items() if one.likeness is Likeness.SAME_SCENE),
        key=lambda photo_id: (-found[photo_id].numbers.agreement, -found[photo_id].numbers.cosine),
    )
    left_out = set(scenes[SCENES:])
    return {photo_id: one for photo_id, one in found.items() if photo_id not in left_out}
