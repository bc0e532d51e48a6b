"""The page after the one that somebody looks at, before they ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model import HitPage, SearchId
from engine.ports import Begin
from engine.search.paging import page_count, page_of, slice_of


@dataclass(frozen=True, kw_only=True)
class LookAhead:
    """None after the last page, and where the search is gone. Nobody has turned the page yet: no event tells of it."""

    begin: Begin

    async def __call__(self, search_id: SearchId, page: int) -> HitPage | None:
        async with self.begin() as work:
            search = await work.searches.get(search_id)
            if search is None or page >= page_count(len(search.ranked), search.page_size):
                return None
            photos = await work.photos.get([ranked.photo_id for ranked in slice_of(search, page + 1)])
        return page_of(search, page + 1, photos)
