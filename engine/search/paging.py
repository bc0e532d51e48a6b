"""Cutting a saved search into pages that stay the same while the bank changes."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import PageGone
from engine.model import Hit, HitPage, Photo, PhotoId, PhotoState, Ranked, Search, Tag
from engine.search.ranking import found_count

PAGE_SIZE = 9
"""A contact sheet of 3×3."""


def page_count(total: int, size: int = PAGE_SIZE) -> int:
    """At least 1: an empty search has one empty page."""
    return max(1, -(-total // size))


def slice_of(search: Search, page: int) -> tuple[Ranked, ...]:
    """The ranked photos of a page, from 1. Raises PageGone outside 1..page_count."""
    if not 1 <= page <= page_count(len(search.ranked), search.page_size):
        raise PageGone
    return search.ranked[(page - 1) * search.page_size : page * search.page_size]


def page_of(search: Search, page: int, photos: Mapping[PhotoId, Photo], tags: tuple[Tag, ...] = ()) -> HitPage:
    """A page with the photos as they are now; the slot of one that is no longer published stays, empty."""
    hits = []
    for number, ranked in enumerate(slice_of(search, page), start=1):
        photo = photos.get(ranked.photo_id)
        visible = photo if photo is not None and photo.state is PhotoState.PUBLISHED else None
        hits.append(
            Hit(
                number=number,
                photo_id=ranked.photo_id,
                photo=visible,
                score=ranked.score,
                band=ranked.band,
                reason=ranked.reason,
                similar_count=len(ranked.similar),
            )
        )
    return HitPage(
        search_id=search.search_id,
        query=search.query,
        tags=tags,
        hits=tuple(hits),
        page=page,
        page_count=page_count(len(search.ranked), search.page_size),
        found=found_count(search.ranked),
        total=len(search.ranked),
        facets=search.facets,
        relaxations=search.relaxations,
        shelf=search.shelf,
        previous_id=search.previous_id,
    )
