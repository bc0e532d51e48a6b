"""Taking one file in: original, copies and rows; its embedding comes later, by indexing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.blocking import Worker
from engine.errors import AlreadyStored
from engine.images.colour import dominant_colour
from engine.images.copies import Copies, make_copies
from engine.images.decoding import ImageFacts, decode, measure
from engine.images.embedded.reading import Embedded, read_embedded
from engine.images.fingerprint import fingerprint
from engine.images.sharpness import sharpness
from engine.ingest.known import captions_of, metadata_with, rights_with, tags_of
from engine.model import Caption, Colour, ContentHash, Metadata, NewPhoto, PhotoId, PhotoTag, Rights
from engine.ports import Begin, Clock, Files

PREVIEW_PIXELS = 1280


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file as it came, with whatever is known about it; what is not is looked for in the file itself."""

    content: bytes = field(repr=False)
    original_name: str | None = None
    captions: Sequence[Caption] = ()
    tags: Sequence[PhotoTag] = ()
    metadata: Metadata | None = None
    rights: Rights | None = None
    publish: bool = True
    intake: str | None = None
    """What came in together has the same one: an album, an archive, an import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Stored; it can be found once it is indexed and published."""

    photo_id: PhotoId


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyHere:
    """The very same bytes are in the bank."""

    photo_id: PhotoId


Outcome = Accepted | AlreadyHere


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    facts: ImageFacts
    copies: Copies
    fingerprint: int
    colour: Colour
    sharpness: float
    embedded: Embedded


def hash_of(content: bytes) -> ContentHash:
    return ContentHash(hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, kw_only=True)
class IngestPhoto:
    """Files first, then the SQL commit: a crash in between leaves files without a row, which the next try reuses.

    Bytes that are here already put back whatever file of theirs was lost.

    Raises BadImage's subclasses; then nothing was stored.
    """

    begin: Begin
    files: Files
    images: Worker
    clock: Clock

    async def __call__(self, received: Received) -> Outcome:
        content_hash = await self.images.run(hash_of, received.content)
        async with self.begin() as work:
            known = await work.photos.by_hash(content_hash)
        if known is not None:
            if not await self.files.has_all(content_hash):
                await self._put_files(content_hash, received.content)
            return AlreadyHere(photo_id=known.photo_id)
        read = await self._put_files(content_hash, received.content)
        captions = tuple(received.captions) or captions_of(read.embedded.captions)
        tags = tuple(received.tags) or await self._tags(read.embedded)
        photo = NewPhoto(
            content_hash=content_hash,
            media_type=read.facts.media_type,
            byte_count=len(received.content),
            width=read.facts.width,
            height=read.facts.height,
            fingerprint=read.fingerprint,
            colour=read.colour,
            sharpness=read.sharpness,
            intake=received.intake,
            original_name=received.original_name,
            captions=captions,
            tags=tags,
            metadata=metadata_with(received.metadata, read.embedded),
            rights=rights_with(received.rights, read.embedded),
            publish=received.publish,
        )
        async with self.begin(writes=True) as work:
            try:
                photo_id = await work.photos.add(photo, self.clock())
            except AlreadyStored:
                # Two imports met at the same file; the other one was first.
                return await self._already_here(content_hash)
            await work.commit()
        return Accepted(photo_id=photo_id)

    async def _tags(self, embedded: Embedded) -> tuple[PhotoTag, ...]:
        if not embedded.keywords:
            return ()
        async with self.begin() as work:
            return tags_of(embedded.keywords, await work.tags.all())

    async def _put_files(self, content_hash: ContentHash, content: bytes) -> _Read:
        read = await self.images.run(_read, content)
        await self.files.put_original(content_hash, content)
        await self.files.put_copies(content_hash, preview=read.copies.preview, thumbnail=read.copies.thumbnail)
        return read

    async def _already_here(self, content_hash: ContentHash) -> AlreadyHere:
        async with self.begin() as work:
            known = await work.photos.by_hash(content_hash)
        assert known is not None, "photos are never deleted while somebody stores the same bytes"
        return AlreadyHere(photo_id=known.photo_id)


def _read(content: bytes) -> _Read:
    facts = measure(content)
    image = decode(content, longest=PREVIEW_PIXELS)
    return _Read(
        facts=facts,
        copies=make_copies(image),
        fingerprint=fingerprint(image),
        colour=dominant_colour(image),
        sharpness=sharpness(image),
        embedded=read_embedded(content),
    )


def copies_of(content: bytes) -> Copies:
    """Preview and thumbnail as ingest makes them. Raises BadImage's subclasses."""
    return make_copies(decode(content, longest=PREVIEW_PIXELS))


def fingerprint_of(content: bytes) -> int:
    """As ingest computes it, of an original or of one of its copies. Raises BadImage's subclasses."""
    return fingerprint(decode(content, longest=PREVIEW_PIXELS))
