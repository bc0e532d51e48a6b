"""What lies behind *Refine*: the query as chips, and the facets that would narrow what it found, with counts."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import SearchGone
from engine.model import Actor, Facet, HitPage, Search, SearchId, Tag
from engine.people.permissions import Act, may
from engine.ports import Begin, Work
from engine.search.chips import Chip, chips_of
from engine.search.narrowing import narrowing
from engine.search.paging import page_of, slice_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A page of a search with what it can be changed by. `tags` are the vocabulary's, by slug."""

    page: HitPage
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    tags: dict[str, Tag]
    may_download: bool = False
    """Whether whoever opened it may take all that was found at once."""


@dataclass(frozen=True, kw_only=True)
class OpenPanel:
    """Raises SearchGone for a search that is not the actor's, PageGone."""

    begin: Begin

    async def __call__(self, actor: Actor, search_id: SearchId, page: int) -> Panel:
        async with self.begin() as work:
            search = await own_search(work, actor, search_id)
            photos = await work.photos.get([ranked.photo_id for ranked in slice_of(search, page)])
            tags = {tag.slug: tag for tag in await work.tags.all()}
        asked = tuple(tags[slug] for slug in search.query.named_tags if slug in tags)
        shown = page_of(search, page, photos, asked)
        facets = narrowing(shown.facets, shown.found, search.query)
        return Panel(
            page=shown,
            chips=chips_of(search.query),
            facets=facets,
            tags=tags,
            may_download=may(actor.role, Act.DOWNLOAD_SEARCH),
        )


async def own_search(work: Work, actor: Actor, search_id: SearchId) -> Search:
    """Ids travel in buttons and can be forged: another person's search is answered like an unknown one."""
    search = await work.searches.get(search_id)
    if search is None or search.person_id != actor.person_id:
        raise SearchGone
    return search
