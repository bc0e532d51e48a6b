"""What somebody took from the bank, for their own books: each file with its time, size, licence and terms."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.collections import own
from engine.model import Actor, Photo
from engine.people.permissions import Act, require
from engine.ports import Begin, Work
from engine.rights.downloads import Download


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """`photo` is what the bank says of it today, withdrawn or not."""

    download: Download
    photo: Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Oldest first. `collection_id` is where only a collection's photos were asked for, and `title` its title."""

    used: tuple[Used, ...]
    collection_id: int | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReadUsage:
    """Everything that the actor ever took, or what of it stands in one of their collections.

    A collection's own is for whoever may keep one; everything together for partners. Raises NotRegistered,
    NotAllowed, CollectionGone.
    """

    begin: Begin

    async def __call__(self, actor: Actor, collection_id: int | None = None) -> Usage:
        require(actor, Act.READ_USAGE if collection_id is None else Act.KEEP_COLLECTIONS)
        async with self.begin() as work:
            if collection_id is None:
                return Usage(used=await _used(work, await work.downloads.of(actor.person_id)))
            collection = await own(work, actor, collection_id)
            inside = set(await work.collections.published_in(collection_id))
            taken = [one for one in await work.downloads.of(actor.person_id) if one.photo_id in inside]
            return Usage(used=await _used(work, taken), collection_id=collection_id, title=collection.title)


async def _used(work: Work, taken: list[Download]) -> tuple[Used, ...]:
    photos = await work.photos.get(list(dict.fromkeys(one.photo_id for one in taken)))
    return tuple(Used(download=one, photo=photos[one.photo_id]) for one in taken)
