"""Pages cover a search exactly once, and stay as they were when the bank changes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import PageGone
from engine.model import (
    Band,
    ContentHash,
    PersonId,
    Photo,
    PhotoId,
    PhotoState,
    Query,
    Ranked,
    Reason,
    Search,
    SearchId,
)
from engine.search.paging import PAGE_SIZE, page_count, page_of, slice_of

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def search_of(total: int) -> Search:
    ranked = tuple(
        Ranked(photo_id=PhotoId(number), score=1, band=Band.EXACT, reason=Reason.WORDS)
        for number in range(1, total + 1)
    )
    return Search(search_id=SearchId(1), person_id=PersonId(1), query=Query(words="мост"), ranked=ranked, asked_at=NOON)


def photo(number: int, state: PhotoState = PhotoState.PUBLISHED) -> Photo:
    return Photo(
        photo_id=PhotoId(number),
        content_hash=ContentHash(f"{number:064x}"),
        state=state,
        width=4,
        height=3,
        received_at=NOON,
    )


@given(st.integers(0, 600))
def test_every_photo_is_on_exactly_one_page(total: int) -> None:
    search = search_of(total)
    pages = [slice_of(search, page) for page in range(1, page_count(total) + 1)]
    assert [hit.photo_id for page in pages for hit in page] == list(range(1, total + 1))
    assert all(len(page) == PAGE_SIZE for page in pages[:-1])


@pytest.mark.parametrize("page", [-1, 0, 3, 10**9])
def test_a_page_outside_the_search_is_gone(page: int) -> None:
    with pytest.raises(PageGone):
        slice_of(search_of(18), page)


def test_an_empty_search_has_one_empty_page() -> None:
    page = page_of(search_of(0), 1, {})
    assert (page.hits, page.page_count, page.found) == ((), 1, 0)


@pytest.mark.parametrize("state", [PhotoState.WITHDRAWN, PhotoState.REJECTED, PhotoState.IN_REVIEW])
def test_the_slot_of_a_photo_withdrawn_since_stays_and_is_empty(state: PhotoState) -> None:
    photos = {PhotoId(1): photo(1), PhotoId(2): photo(2, state), PhotoId(3): photo(3)}
    page = page_of(search_of(3), 1, photos)
    assert [hit.number for hit in page.hits] == [1, 2, 3]
    assert [hit.photo is None for hit in page.hits] == [False, True, False]


def test_numbers_begin_anew_on_each_page() -> None:
    page = page_of(search_of(12), 2, {PhotoId(n): photo(n) for n in range(1, 13)})
    assert [(hit.number, hit.photo_id) for hit in page.hits] == [(1, 10), (2, 11), (3, 12)]
