"""Handing a collection on by a link that ends by itself, and can be ended at any time."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from engine.errors import LinkGone
from engine.library.collections import own
from engine.library.ports import Collection, Link
from engine.library.shelves import in_order
from engine.model import Actor, Event, HitPage, Query, Search, Shelf
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events, Work
from engine.search.paging import PAGE_SIZE, page_of

LASTS = dt.timedelta(days=30)
TOKEN_BYTES = 16
"""Nobody guesses 128 bits; as text they are 22 characters of a deep link's 64."""


@dataclass(frozen=True, kw_only=True)
class ShareCollection:
    """A new link to a collection of one's own. Raises NotRegistered, CollectionGone."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, collection_id: int) -> Link:
        require(actor, Act.SHARE_COLLECTION)
        now = self.clock()
        async with self.begin(writes=True) as work:
            await own(work, actor, collection_id)
            link = Link(token=secrets.token_urlsafe(TOKEN_BYTES), collection_id=collection_id, expires_at=now + LASTS)
            await work.collections.add_link(link)
            await work.commit()
        facts = {"collection_id": collection_id}
        self.events.tell(Event(kind="shared_collection", person_id=actor.person_id, happened_at=now, facts=facts))
        return link


@dataclass(frozen=True, kw_only=True)
class RevokeLinks:
    """Ends every link to a collection of one's own. Raises NotRegistered, CollectionGone."""

    begin: Begin

    async def __call__(self, actor: Actor, collection_id: int) -> None:
        require(actor, Act.SHARE_COLLECTION)
        async with self.begin(writes=True) as work:
            await own(work, actor, collection_id)
            await work.collections.revoke_links(collection_id)
            await work.commit()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCollection:
    title: str
    page: HitPage


@dataclass(frozen=True, kw_only=True)
class FollowLink:
    """Opens a shared collection as a shelf, for whoever has the link. Raises LinkGone, whyever it opens nothing."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, token: str) -> SharedCollection:
        require(actor, Act.FOLLOW_LINK)
        now = self.clock()
        async with self.begin(writes=True) as work:
            link = await work.collections.link(token)
            collection = await work.collections.get(link.collection_id) if link else None
            if link is None or collection is None or link.expires_at <= now:
                raise LinkGone
            shared = await _laid_out(work, actor, collection, now)
            await work.commit()
        facts = {"collection_id": collection.collection_id}
        self.events.tell(Event(kind="followed_link", person_id=actor.person_id, happened_at=now, facts=facts))
        return shared


@dataclass(frozen=True, kw_only=True)
class LookThrough:
    """Opens a collection of one's own as whoever has a link sees it. Raises NotRegistered, CollectionGone."""

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor, collection_id: int) -> SharedCollection:
        require(actor, Act.KEEP_COLLECTIONS)
        async with self.begin(writes=True) as work:
            collection = await own(work, actor, collection_id)
            shown = await _laid_out(work, actor, collection, self.clock())
            await work.commit()
        return shown


async def _laid_out(work: Work, actor: Actor, collection: Collection, now: dt.datetime) -> SharedCollection:
    """As a shelf of whoever looks, with its first page."""
    ranked, shelf = in_order(await work.collections.published_in(collection.collection_id)), Shelf.COLLECTION
    search_id = await work.searches.add(actor.person_id, Query(), ranked, now, shelf)
    photos = await work.photos.get([place.photo_id for place in ranked[:PAGE_SIZE]])
    search = Search(
        search_id=search_id, person_id=actor.person_id, query=Query(), ranked=ranked, asked_at=now, shelf=shelf
    )
    return SharedCollection(title=collection.title, page=page_of(search, 1, photos))
