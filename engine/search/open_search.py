"""Reopening a saved search at a page: no second search, whatever happened to the bank since."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.model import Actor, Event, HitPage, SearchId
from engine.ports import Begin, Clock, Events
from engine.search.facts import page_facts
from engine.search.paging import page_of, slice_of
from engine.search.panel import own_search


@dataclass(frozen=True, kw_only=True)
class OpenSearch:
    """Raises SearchGone when the search is unknown or somebody else's, PageGone when there is no such page."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, search_id: SearchId, page: int) -> HitPage:
        async with self.begin() as work:
            search = await own_search(work, actor, search_id)
            photos = await work.photos.get([ranked.photo_id for ranked in slice_of(search, page)])
            wanted = set(search.query.named_tags)
            tags = tuple(tag for tag in await work.tags.all() if tag.slug in wanted) if wanted else ()
        shown = replace(page_of(search, page, photos, tags), invites=actor.shown.invites and search.shelf is None)
        self.events.tell(
            Event(
                kind="paged",
                person_id=actor.person_id,
                happened_at=self.clock(),
                facts=page_facts(shown),
            )
        )
        return shown
