"""Photos as ZIP files: one where they fit, several where they do not, each with the credits of its photos."""

from __future__ import annotations

import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from engine.blocking import Worker
from engine.images.giving import GivenFile, Size, original_file
from engine.library.collections import MOST_PHOTOS, content_of, own
from engine.model import Actor, Band, Event, Language, Photo, PhotoState, SearchId
from engine.people.permissions import Act, is_registered, require
from engine.ports import Begin, Clock, Events, Files, Work
from engine.rights.credit import credit_line
from engine.rights.download import label_of, recorded
from engine.rights.terms import VERSION, Terms, terms_of
from engine.search.panel import own_search

CREDITS = "credits.txt"
_ENTRY = 1_000
"""Bytes that a ZIP and its credits need for each file beside the file itself, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Photos to pack together. `name` is what their files are called after, `title` what people call them."""

    name: str
    title: str
    photos: tuple[Photo, ...]
    facts: Mapping[str, int]
    """What is told of it with every download."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipPart:
    """One archive, recorded already as downloads of its photos. `number` counts from 1."""

    name: str
    title: str
    number: int
    content: bytes = field(repr=False)
    photo_count: int


@dataclass(frozen=True, kw_only=True)
class _Packing:
    """Yields each part as soon as it is full, so that no more than one is in memory; or the terms, if not accepted.

    What is withdrawn before its part is ready is left out of it. `largest` is the most bytes of a part.
    """

    begin: Begin
    files: Files
    images: Worker
    events: Events
    clock: Clock
    largest: int

    async def _packed(self, actor: Actor, batch: Batch, terms: Terms) -> AsyncIterator[ZipPart | Terms]:
        if terms.accepted_at is None:
            yield terms
            return
        number, waiting, weight = 1, list[tuple[Photo, GivenFile]](), 0
        for photo in batch.photos:
            path, label = self.files.original_path(photo.content_hash), label_of(photo, actor.language)
            file = await self.images.run(original_file, path, label, self.largest - 2 * _ENTRY)
            if waiting and weight + len(file.content) + _ENTRY > self.largest:
                if (part := await self._part(actor, batch, number, waiting)) is not None:
                    yield part
                number, waiting, weight = number + 1, [], 0
            waiting.append((photo, file))
            weight += len(file.content) + _ENTRY
        if waiting and (part := await self._part(actor, batch, number, waiting)) is not None:
            yield part

    async def _part(
        self, actor: Actor, batch: Batch, number: int, waiting: Sequence[tuple[Photo, GivenFile]]
    ) -> ZipPart | None:
        """None where everything was withdrawn meanwhile."""
        now = self.clock()
        async with self.begin(writes=True) as work:
            published = await work.photos.published_among([photo.photo_id for photo, _ in waiting])
            given = [(photo, file) for photo, file in waiting if photo.photo_id in published]
            if not given:
                return None
            await work.downloads.add(
                [recorded(actor, photo.photo_id, Size.ORIGINAL, file, now) for photo, file in given]
            )
            await work.commit()
        for photo, _ in given:
            facts = {"photo_id": photo.photo_id, "size": Size.ORIGINAL.value, "terms_version": VERSION, **batch.facts}
            self.events.tell(Event(kind="downloaded", person_id=actor.person_id, happened_at=now, facts=facts))
        content = await self.images.run(_zipped, given, actor.language)
        return ZipPart(name=batch.name, title=batch.title, number=number, content=content, photo_count=len(given))


@dataclass(frozen=True, kw_only=True)
class ZipCollection(_Packing):
    """A collection of one's own, in its order. Raises NotRegistered, CollectionGone."""

    async def __call__(self, actor: Actor, collection_id: int) -> AsyncIterator[ZipPart | Terms]:
        require(actor, Act.DOWNLOAD_COLLECTION)
        async with self.begin() as work:
            content = await content_of(work, await own(work, actor, collection_id))
            terms = await _terms(work, actor)
        batch = Batch(
            name=f"collection-{collection_id}",
            title=content.collection.title,
            photos=content.photos,
            facts={"collection_id": collection_id},
        )
        async for part in self._packed(actor, batch, terms):
            yield part


@dataclass(frozen=True, kw_only=True)
class ZipSearch(_Packing):
    """What a search of one's own found, the best first, at most MOST_PHOTOS; what only lies nearest is left out.

    Raises NotAllowed below a partner, SearchGone.
    """

    async def __call__(self, actor: Actor, search_id: SearchId) -> AsyncIterator[ZipPart | Terms]:
        require(actor, Act.DOWNLOAD_SEARCH)
        async with self.begin() as work:
            search = await own_search(work, actor, search_id)
            found = [one.photo_id for one in search.ranked if one.band is not Band.FAR][:MOST_PHOTOS]
            photos = await work.photos.get(found)
            terms = await _terms(work, actor)
        shown = [photos[one] for one in found if one in photos and photos[one].state is PhotoState.PUBLISHED]
        batch = Batch(
            name=f"search-{search_id}",
            title=search.query.words,
            photos=tuple(shown),
            facts={"search_id": search_id},
        )
        async for part in self._packed(actor, batch, terms):
            yield part


async def _terms(work: Work, actor: Actor) -> Terms:
    return terms_of(await work.people.acceptances(actor.person_id), registered=is_registered(actor.role))


def _zipped(given: Sequence[tuple[Photo, GivenFile]], language: Language) -> bytes:
    """Stored: pictures are compressed already. Entries carry no time, so that equal parts are equal bytes."""
    out, lines = BytesIO(), list[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for place, (photo, file) in enumerate(given, start=1):
            name = f"{place:03}-photobank-{photo.photo_id}{file.suffix}"
            archive.writestr(zipfile.ZipInfo(name), file.content)
            lines.append(f"{name}: {credit_line(photo.rights, language)}")
        archive.writestr(zipfile.ZipInfo(CREDITS), "\n".join([*lines, ""]))
    return out.getvalue()
