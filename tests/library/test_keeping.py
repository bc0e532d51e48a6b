"""Favourites, shelves, the card and the history, over a real bank."""

from __future__ import annotations

import pytest

from engine.errors import NotRegistered, PhotoGone, SearchGone
from engine.library.card import Numbers
from engine.library.history import RepeatSearch
from engine.model import ContentHash, PhotoId, PhotoState, Query, Role, SearchId, SentSample, Shelf
from tests.bank import Bank
from tests.conftest import NOON, actor, jpeg
from tests.people.acting import acts_of

MEMBER = actor(Role.MEMBER)
OTHER = actor(Role.MEMBER, person_id=2)


async def withdraw(bank: Bank, photo_id: PhotoId) -> None:
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, NOON)
        await work.commit()


async def shelf(bank: Bank, which: Shelf) -> list[PhotoId]:
    return [hit.photo_id for hit in (await acts_of(bank).open_shelf(MEMBER, which)).hits]


async def test_a_mark_is_there_once_and_gone_when_taken_off(bank: Bank) -> None:
    red, green = await bank.take("red", "green")
    mark = acts_of(bank).mark_favourite
    for _ in range(2):
        card = await mark(MEMBER, red, wanted=True)
    assert (card.is_favourite, card.numbers.favourites) == (True, 1)
    await mark(OTHER, red, wanted=True)
    assert (await mark(MEMBER, green, wanted=True)).numbers.favourites == 1
    assert set(await shelf(bank, Shelf.FAVOURITES)) == {red, green}
    card = await mark(MEMBER, red, wanted=False)
    assert (card.is_favourite, card.numbers.favourites) == (False, 1)
    assert await shelf(bank, Shelf.FAVOURITES) == [green]
    kinds = [event.kind for event in bank.told if event.kind.endswith("favourited")]
    assert kinds == ["favourited", "favourited", "favourited", "unfavourited"]


async def test_a_withdrawn_photo_leaves_every_shelf_and_cannot_be_marked(bank: Bank) -> None:
    red, green = await bank.take("red", "green")
    await acts_of(bank).mark_favourite(MEMBER, red, wanted=True)
    await withdraw(bank, red)
    assert await shelf(bank, Shelf.FAVOURITES) == []
    assert await shelf(bank, Shelf.FRESH) == [green]
    assert await shelf(bank, Shelf.RANDOM) == [green]
    with pytest.raises(PhotoGone):
        await acts_of(bank).mark_favourite(MEMBER, red, wanted=True)


async def test_a_shelf_is_turned_by_pages_as_a_search_is_and_stays_its_owners(bank: Bank) -> None:
    await bank.take(*[(number * 20, 30, 60) for number in range(11)])
    first = await acts_of(bank).open_shelf(actor(), Shelf.FRESH)
    second = await bank.open_search(actor(), first.search_id, 2)
    assert (first.page_count, len(first.hits), len(second.hits), second.shelf) == (2, 9, 2, Shelf.FRESH)
    with pytest.raises(SearchGone):
        await bank.open_search(OTHER, first.search_id, 1)


async def test_a_card_counts_what_was_opened_taken_and_marked(bank: Bank) -> None:
    (red,) = await bank.take("red")
    card = await bank.open_photo(actor(), red)
    assert (card.is_favourite, card.numbers) == (False, Numbers())
    await acts_of(bank).mark_favourite(MEMBER, red, wanted=True)
    assert (await bank.open_photo(MEMBER, red)).is_favourite
    assert not (await bank.open_photo(OTHER, red)).is_favourite


async def test_the_history_names_each_query_once_newest_first_and_no_shelves(bank: Bank) -> None:
    await bank.take("red", "green")
    for words in ("red", "green", "red"):
        await bank.search_photos(MEMBER, Query(words=words))
    await acts_of(bank).open_shelf(MEMBER, Shelf.FRESH)
    await bank.search_photos(OTHER, Query(words="blue"))
    assert [search.query.words for search in await acts_of(bank).read_history(MEMBER)] == ["red", "green"]


async def test_a_deleted_query_is_gone_with_all_its_askings_and_others_stay(bank: Bank) -> None:
    await bank.take("red")
    ids = [(await bank.search_photos(MEMBER, Query(words=words))).search_id for words in ("red", "green", "red")]
    theirs = (await bank.search_photos(OTHER, Query(words="blue"))).search_id
    delete = acts_of(bank).delete_history
    assert [one.query.words for one in await delete(MEMBER, theirs)] == ["red", "green"]
    assert [one.query.words for one in await delete(MEMBER, ids[2])] == ["green"]
    assert await delete(MEMBER, None) == []
    assert [one.query.words for one in await acts_of(bank).read_history(OTHER)] == ["blue"]


async def test_a_search_is_asked_again_of_the_bank_as_it_is_now(bank: Bank) -> None:
    (red,) = await bank.take("red")
    before = await bank.search_photos(MEMBER, Query(words="red"))
    (redder,) = await bank.take((254, 0, 1))
    repeat = RepeatSearch(begin=bank.database.begin, search_photos=bank.search_photos)
    page = await repeat(MEMBER, before.search_id)
    assert {hit.photo_id for hit in page.hits} == {red, redder}
    for actor_id, search_id in ((OTHER, before.search_id), (MEMBER, SearchId(999))):
        with pytest.raises(SearchGone):
            await repeat(actor_id, search_id)
    with pytest.raises(NotRegistered):
        await repeat(actor(), before.search_id)


async def test_a_search_by_a_sent_picture_which_is_not_kept_is_shown_as_it_was_found(bank: Bank) -> None:
    await bank.take("red")
    sample = SentSample(content_hash=ContentHash("0" * 64), image=jpeg("red"))
    before = await bank.search_photos(MEMBER, Query(samples=(sample,)))
    repeat = RepeatSearch(begin=bank.database.begin, search_photos=bank.search_photos)
    page = await repeat(MEMBER, before.search_id)
    assert page.search_id == before.search_id
    assert [hit.photo_id for hit in page.hits] == [hit.photo_id for hit in before.hits]
