"""The use cases of searching, over a real bank of coloured pictures."""

from __future__ import annotations

import pytest

from engine.errors import EmptyQuery, ImageTooSmall, NotAnImage, PageGone, PhotoGone, SearchGone
from engine.model import Band, PhotoSample, PhotoState, Query, Reason, SearchId, Shelf, Tag
from engine.search.change_search import ChangeSearch
from engine.search.conversation import Place, Talk
from engine.search.look_ahead import LookAhead
from engine.search.parsing import parse_query, parse_sample
from tests.bank import Bank
from tests.conftest import NOON, actor, jpeg

WARM = Tag(slug="warm", ru="тёплый", en="warm")


async def withdraw(bank: Bank, photo_id: int) -> None:
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, NOON)
        await work.commit()


async def test_words_find_what_looks_like_them_with_an_honest_band(bank: Bank) -> None:
    red, _, mixed = await bank.take("red", "blue", (200, 90, 0))
    page = await bank.search_photos(actor(), parse_query("red"))
    assert [(hit.photo_id, hit.band) for hit in page.hits[:2]] == [(red, Band.EXACT), (mixed, Band.CLOSE)]
    assert page.hits[0].reason is Reason.LOOKS, "nobody wrote that it is red"
    assert page.found == 2


async def test_nothing_alike_still_shows_the_nearest_and_says_that_they_are_far(bank: Bank) -> None:
    await bank.take("blue", "green")
    page = await bank.search_photos(actor(), parse_query("red"))
    assert page.found == 0
    assert {hit.band for hit in page.hits} == {Band.FAR}


async def test_an_empty_bank_has_no_hits(bank: Bank) -> None:
    page = await bank.search_photos(actor(), parse_query("red"))
    assert (page.hits, page.found, page.page_count) == ((), 0, 1)


async def test_a_tag_alone_finds_every_photo_that_carries_it(bank: Bank) -> None:
    await bank.take("blue")
    warm = await bank.take("red", "yellow", tags=(WARM,))
    page = await bank.search_photos(actor(), parse_query("#Тёплый"))
    assert {hit.photo_id for hit in page.hits} == set(warm)
    assert (page.tags, {hit.reason for hit in page.hits}) == ((WARM,), {Reason.TAGS})


async def test_a_tag_is_a_hard_filter_on_words(bank: Bank) -> None:
    await bank.take((250, 0, 0))
    [tagged] = await bank.take((240, 20, 0), tags=(WARM,))
    page = await bank.search_photos(actor(), parse_query("red #warm"))
    assert [hit.photo_id for hit in page.hits] == [tagged]


async def test_an_unknown_tag_finds_nothing_and_is_named(bank: Bank) -> None:
    await bank.take("red")
    page = await bank.search_photos(actor(), parse_query("red #дракон"))
    assert (page.hits, page.query.unknown_tags) == ((), ("дракон",))


async def test_a_sent_picture_finds_similar_ones_and_its_bytes_are_not_kept(bank: Bank) -> None:
    red, _ = await bank.take("red", "blue")
    page = await bank.search_photos(actor(), parse_sample(jpeg((250, 5, 5)), ""))
    assert page.hits[0].photo_id == red
    reopened = await bank.open_search(actor(), page.search_id, 1)
    assert reopened.query.samples[0].content_hash == page.query.samples[0].content_hash
    assert reopened.query.samples[0].image is None


async def test_words_narrow_a_sent_picture(bank: Bank) -> None:
    red, orange = await bank.take("red", (200, 120, 0))
    page = await bank.search_photos(actor(), parse_sample(jpeg((250, 5, 5)), "yellow"))
    assert page.hits[0].photo_id == orange
    assert red in {hit.photo_id for hit in page.hits}


async def test_similar_photos_never_include_the_photo_itself(bank: Bank) -> None:
    red, other = await bank.take("red", (230, 10, 10))
    page = await bank.search_similar(actor(), red)
    assert [hit.photo_id for hit in page.hits] == [other]
    assert page.query.samples == (PhotoSample(photo_id=red),)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 hello", b"\xff\xd8\xff"])
async def test_what_is_no_picture_is_refused(bank: Bank, content: bytes) -> None:
    with pytest.raises(NotAnImage):
        await bank.search_photos(actor(), parse_sample(content, ""))


async def test_a_picture_of_one_pixel_is_too_small(bank: Bank) -> None:
    with pytest.raises(ImageTooSmall):
        await bank.search_photos(actor(), parse_sample(jpeg(size=(1, 1)), ""))


async def test_an_empty_query_is_refused(bank: Bank) -> None:
    with pytest.raises(EmptyQuery):
        await bank.search_photos(actor(), Query())


async def test_pages_stay_as_they_were_while_the_bank_grows(bank: Bank) -> None:
    await bank.take(*((140 + 9 * n, 3 * n, 0) for n in range(12)))
    page = await bank.search_photos(actor(), parse_query("red"))
    second = await bank.open_search(actor(), page.search_id, 2)
    await bank.take(*((255, 9 * n, 9 * n) for n in range(5)))
    again = await bank.open_search(actor(), page.search_id, 2)
    assert [hit.photo_id for hit in again.hits] == [hit.photo_id for hit in second.hits]
    assert len({hit.photo_id for hit in (*page.hits, *second.hits)}) == 12


async def test_a_photo_withdrawn_since_is_gone_everywhere(bank: Bank) -> None:
    red, other = await bank.take("red", (230, 10, 10))
    page = await bank.search_photos(actor(), parse_query("red"))
    await withdraw(bank, red)
    reopened = await bank.open_search(actor(), page.search_id, 1)
    assert [hit.photo is None for hit in reopened.hits] == [True, False]
    assert [hit.photo_id for hit in (await bank.search_photos(actor(), parse_query("red"))).hits] == [other]
    for asking in (bank.open_photo(actor(), red), bank.search_similar(actor(), red)):
        with pytest.raises(PhotoGone):
            await asking


async def test_the_page_after_one_is_looked_at_without_telling_that_anybody_turned_to_it(bank: Bank) -> None:
    await bank.take(*((140 + 9 * n, 3 * n, 0) for n in range(12)), tags=(WARM,))
    page = await bank.search_photos(actor(), parse_query("#warm"))
    look_ahead, told = LookAhead(begin=bank.database.begin), len(bank.told)
    following = await look_ahead(page.search_id, 1)
    assert following is not None
    assert len(bank.told) == told
    assert following.hits == (await bank.open_search(actor(), page.search_id, 2)).hits
    await withdraw(bank, following.hits[0].photo_id)
    withdrawn = await look_ahead(page.search_id, 1)
    assert withdrawn is not None
    assert [hit.photo is None for hit in withdrawn.hits] == [True, False, False]


async def test_nothing_comes_after_the_last_page_nor_where_there_is_no_search(bank: Bank) -> None:
    await bank.take("red")
    page = await bank.search_photos(actor(), parse_query("red"))
    look_ahead = LookAhead(begin=bank.database.begin)
    assert await look_ahead(page.search_id, 1) is None
    assert await look_ahead(SearchId(10**15), 1) is None


async def test_another_persons_search_is_answered_like_an_unknown_one(bank: Bank) -> None:
    await bank.take("red")
    page = await bank.search_photos(actor(person_id=1), parse_query("red"))
    with pytest.raises(SearchGone):
        await bank.open_search(actor(person_id=2), page.search_id, 1)
    with pytest.raises(SearchGone):
        await bank.open_search(actor(), SearchId(10**15), 1)


async def test_a_page_beyond_the_end_is_gone(bank: Bank) -> None:
    await bank.take("red")
    page = await bank.search_photos(actor(), parse_query("red"))
    with pytest.raises(PageGone):
        await bank.open_search(actor(), page.search_id, 2)


async def test_a_search_tells_what_was_asked_and_found(bank: Bank) -> None:
    await bank.take("red")
    await bank.search_photos(actor(), parse_query("red"))
    [event] = bank.told
    assert (event.kind, event.facts["words"], event.facts["found"]) == ("searched", "red", 1)


async def test_a_search_tells_how_it_was_understood_and_where_it_was_asked(bank: Bank) -> None:
    tag = Tag(slug="warm", ru="тёплый", en="warm")
    (red,) = await bank.take("red", tags=(tag,))
    await bank.search_photos(actor(), parse_query("red #warm -blue #nothing"), Talk(place=Place(-7)))
    await bank.search_photos(actor(), parse_query("red"), shelf=Shelf.INLINE)
    await bank.search_similar(actor(), red)
    asked, inline, similar = (event.facts for event in bank.told)
    assert (asked["chat"], inline["chat"], similar["chat"]) == ("group", "inline", "private")
    assert asked["text"] == "red #warm #nothing"
    assert (asked["tags"], asked["asked_tags"], asked["unknown_tags"]) == (["warm"], ["warm"], ["nothing"])
    assert {"kind": "tag", "value": "warm", "hard": True} in asked["understood"]
    assert {"kind": "words", "value": "blue", "negated": True} in asked["understood"]
    assert (asked["similar_to"], similar["similar_to"], similar["sample_count"]) == (None, red, 1)
    assert (inline["found"], inline["shown"], inline["best_band"]) == (1, 1, "exact")


async def test_an_opened_photo_tells_its_search_and_its_place_on_the_page(bank: Bank) -> None:
    await bank.take(*((255, 0, blue) for blue in range(0, 110, 10)))
    page = await bank.search_photos(actor(), parse_query("red"))
    second = await bank.open_search(actor(), page.search_id, 2)
    await bank.open_photo(actor(), second.hits[1].photo_id, search_id=page.search_id)
    await bank.open_photo(actor(person_id=2), second.hits[1].photo_id, search_id=page.search_id)
    _searched, paged, opened, by_another = (event.facts for event in bank.told)
    assert paged == {"search_id": page.search_id, "shelf": None, "page": 2, "shown": 2}
    assert (opened["search_id"], opened["page"], opened["place"]) == (page.search_id, 2, 2)
    assert (by_another["search_id"], by_another["place"]) == (None, None), "a forged button counts for nobody's search"


async def test_two_samples_together_find_what_is_like_both_of_them(bank: Bank) -> None:
    red, green = await bank.take("red", "green")
    both, almost_red = await bank.take((128, 127, 0), (240, 10, 0))
    query = Query(samples=(PhotoSample(photo_id=red), PhotoSample(photo_id=green)), understood=())
    page = await bank.search_photos(actor(), query)
    assert page.hits[0].photo_id == both, "a near-copy of one of them is like that one only"
    assert {red, green}.isdisjoint(hit.photo_id for hit in page.hits)
    places = {hit.photo_id: (hit.band, hit.score) for hit in page.hits}
    assert places[both][0] is not Band.FAR
    assert places[almost_red][0] is Band.FAR


async def test_more_like_one_and_less_like_another_add_up(bank: Bank) -> None:
    red, mixed, green, _ = await bank.take("red", (160, 95, 0), "green", "blue")
    first = await bank.search_photos(actor(), parse_query("red"))
    place = Place(0)
    change = ChangeSearch(begin=bank.database.begin, search_photos=bank.search_photos)
    more = await change.like(actor(), place, first.search_id, green, wanted=True)
    assert (more.query.words, more.query.samples) == ("red", (PhotoSample(photo_id=green),))
    assert more.hits[0].photo_id == mixed, "red, and like the green one"
    less = await change.like(actor(), place, more.search_id, green, wanted=False)
    assert (less.query.samples, less.query.not_samples) == ((), (PhotoSample(photo_id=green),))
    assert less.hits[0].photo_id == red
    assert green not in {hit.photo_id for hit in less.hits}
