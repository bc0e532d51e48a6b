"""Collections: photos that a member puts together, in an order, under a title."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import BadTitle, CollectionFull, CollectionGone
from engine.library.card import card_of
from engine.library.ports import Collection
from engine.model import Actor, Event, Photo, PhotoId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events, Work

LONGEST_TITLE = 80
MOST_PHOTOS = 200
"""In one collection: what a ZIP of a few parts still carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionContent:
    """A collection with those of its photos that are published now, in its order."""

    collection: Collection
    photos: tuple[Photo, ...]


@dataclass(frozen=True, kw_only=True)
class ListCollections:
    """The actor's own, newest first."""

    begin: Begin

    async def __call__(self, actor: Actor) -> list[Collection]:
        require(actor, Act.KEEP_COLLECTIONS)
        async with self.begin() as work:
            return await work.collections.of(actor.person_id)


@dataclass(frozen=True, kw_only=True)
class MakeCollection:
    """An empty one, or one that begins with a photo. Raises NotRegistered, BadTitle, PhotoGone."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, title: str, photo_id: PhotoId | None = None) -> CollectionContent:
        require(actor, Act.KEEP_COLLECTIONS)
        now = self.clock()
        async with self.begin(writes=True) as work:
            collection_id = await work.collections.add(actor.person_id, title_from(title), now)
            if photo_id is not None:
                await card_of(work, actor, photo_id)
                await work.collections.put(collection_id, photo_id)
            content = await content_of(work, await own(work, actor, collection_id))
            await work.commit()
        facts = {"collection_id": collection_id}
        self.events.tell(Event(kind="made_collection", person_id=actor.person_id, happened_at=now, facts=facts))
        if photo_id is not None:
            put = facts | {"photo_id": photo_id}
            self.events.tell(Event(kind="collected", person_id=actor.person_id, happened_at=now, facts=put))
        return content


@dataclass(frozen=True, kw_only=True)
class OpenCollection:
    """Raises NotRegistered, CollectionGone for one that is somebody else's."""

    begin: Begin

    async def __call__(self, actor: Actor, collection_id: int) -> CollectionContent:
        require(actor, Act.KEEP_COLLECTIONS)
        async with self.begin() as work:
            return await content_of(work, await own(work, actor, collection_id))


@dataclass(frozen=True, kw_only=True)
class ChangeCollection:
    """Renames, fills, empties, orders or deletes a collection of one's own; each act is one method of it.

    Raises NotRegistered, CollectionGone, and what each method names.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def rename(self, actor: Actor, collection_id: int, title: str) -> CollectionContent:
        """Raises BadTitle."""
        async with self.begin(writes=True) as work:
            collection = await self._own(work, actor, collection_id)
            await work.collections.rename(collection.collection_id, title_from(title))
            return await self._done(work, actor, collection_id)

    async def put(self, actor: Actor, collection_id: int, photo_id: PhotoId, *, wanted: bool) -> CollectionContent:
        """At the end; does nothing where it is as wanted. Raises PhotoGone, CollectionFull beyond MOST_PHOTOS."""
        async with self.begin(writes=True) as work:
            collection = await self._own(work, actor, collection_id)
            if not wanted:
                await work.collections.remove(collection.collection_id, photo_id)
            else:
                await card_of(work, actor, photo_id)
                if collection.photo_count >= MOST_PHOTOS and not await work.collections.has(collection_id, photo_id):
                    raise CollectionFull(limit=MOST_PHOTOS)
                await work.collections.put(collection.collection_id, photo_id)
            content = await self._done(work, actor, collection_id)
        if content.collection.photo_count != collection.photo_count:
            self._tell(actor, "collected" if wanted else "uncollected", collection_id, photo_id=photo_id)
        return content

    async def move_first(self, actor: Actor, collection_id: int, photo_id: PhotoId) -> CollectionContent:
        """Any order can be made of it: the photo wanted last is moved first."""
        async with self.begin(writes=True) as work:
            collection = await self._own(work, actor, collection_id)
            await work.collections.move_first(collection.collection_id, photo_id)
            return await self._done(work, actor, collection_id)

    async def delete(self, actor: Actor, collection_id: int) -> list[Collection]:
        """With its links; answers with what is left."""
        async with self.begin(writes=True) as work:
            collection = await self._own(work, actor, collection_id)
            await work.collections.delete(collection.collection_id)
            left = await work.collections.of(actor.person_id)
            await work.commit()
        self._tell(actor, "deleted_collection", collection_id)
        return left

    def _tell(self, actor: Actor, kind: str, collection_id: int, **others: int) -> None:
        facts = {"collection_id": collection_id, **others}
        self.events.tell(Event(kind=kind, person_id=actor.person_id, happened_at=self.clock(), facts=facts))

    async def _own(self, work: Work, actor: Actor, collection_id: int) -> Collection:
        require(actor, Act.KEEP_COLLECTIONS)
        return await own(work, actor, collection_id)

    async def _done(self, work: Work, actor: Actor, collection_id: int) -> CollectionContent:
        content = await content_of(work, await own(work, actor, collection_id))
        await work.commit()
        return content


def title_from(text: str) -> str:
    """One line. Raises BadTitle for nothing at all or too much."""
    title = " ".join(text.split())
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise BadTitle(limit=LONGEST_TITLE)
    return title


async def own(work: Work, actor: Actor, collection_id: int) -> Collection:
    """Ids travel in buttons and can be forged: somebody else's collection is answered like an unknown one."""
    collection = await work.collections.get(collection_id)
    if collection is None or collection.person_id != actor.person_id:
        raise CollectionGone
    return collection


async def content_of(work: Work, collection: Collection) -> CollectionContent:
    ids = await work.collections.published_in(collection.collection_id)
    photos = await work.photos.get(ids)
    return CollectionContent(collection=collection, photos=tuple(photos[photo_id] for photo_id in ids))
