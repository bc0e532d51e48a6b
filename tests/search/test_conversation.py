"""A conversation over a real bank: how long it lasts, whose it is, where it is, and what of a picture is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.errors import SampleGone, SearchGone
from engine.model import HitPage, PhotoSample, Query, SentSample
from engine.search.anew import BeginAnew
from engine.search.change_search import ChangeSearch
from engine.search.conversation import LASTS, PRIVATE, Place, Talk
from engine.search.parsing import parse_query, parse_sample
from tests.bank import Bank
from tests.conftest import NOON, actor, jpeg

GROUP = Place(-77)


async def says(bank: Bank, text: str, talk: Talk | None = None, *, later: dt.timedelta = dt.timedelta()) -> HitPage:
    search = replace(bank.search_photos, clock=lambda: NOON + later)
    return await search(actor(), parse_query(text), talk or Talk())


async def test_a_conversation_ends_by_itself(bank: Bank) -> None:
    await bank.take("red")
    first = await says(bank, "мост")
    soon = await says(bank, "и зимой", later=LASTS)
    assert (soon.query.words, soon.previous_id) == ("мост зимой", first.search_id)
    late = await says(bank, "и ночью", later=LASTS * 2 + dt.timedelta(seconds=1))
    assert late.previous_id is None
    assert "мост" not in late.query.words


async def test_what_is_said_in_a_group_is_no_part_of_what_is_said_in_private(bank: Bank) -> None:
    await bank.take("red")
    await says(bank, "мост")
    await says(bank, "собор", Talk(place=GROUP))
    assert (await says(bank, "зимой")).query.words == "мост зимой"
    assert (await says(bank, "летом", Talk(place=GROUP))).query.words == "собор летом"


async def test_a_new_search_ends_the_conversation_of_its_place_only(bank: Bank) -> None:
    await bank.take("red")
    await says(bank, "мост")
    await says(bank, "собор", Talk(place=GROUP))
    await BeginAnew(begin=bank.database.begin)(actor(), GROUP)
    assert (await says(bank, "летом", Talk(place=GROUP))).previous_id is None
    assert (await says(bank, "зимой")).query.words == "мост зимой"


async def test_of_a_sent_picture_only_its_look_is_kept_and_not_for_long(bank: Bank) -> None:
    red, _ = await bank.take("red", "blue")
    page = await bank.search_photos(actor(), parse_sample(jpeg((250, 5, 5)), ""), Talk())
    (sample,) = page.query.samples
    assert isinstance(sample, SentSample)
    assert sample.image is None
    again = await says(bank, "без трамвая")
    assert again.query.samples == (sample,)
    assert again.hits[0].photo_id == red
    with pytest.raises(SampleGone):
        await says(bank, "зимой", Talk(changed=again.search_id), later=LASTS * 2)
    async with bank.database.begin(writes=True) as work:
        await work.people.forget(actor().person_id)
        await work.commit()
    async with bank.database.begin() as work:
        assert await work.conversations.current(actor().person_id, PRIVATE, NOON - LASTS) is None
        kept = await work.conversations.looks(
            actor().person_id, bank.search_photos.encoder.encoder_id, [sample.content_hash], NOON - LASTS
        )
    assert kept == {}


async def test_the_banks_own_frame_is_recognised_and_stays_out_of_its_hits(bank: Bank) -> None:
    red, other = await bank.take("red", (230, 10, 10))
    page = await bank.search_photos(actor(), parse_sample(jpeg("red"), ""))
    (sample,) = page.query.samples
    assert isinstance(sample, SentSample)
    assert sample.same_as == red
    assert [hit.photo_id for hit in page.hits] == [other]


async def test_nobody_goes_on_with_or_goes_back_to_somebody_elses_search(bank: Bank) -> None:
    (red,) = await bank.take("red")
    first = await says(bank, "мост")
    second = await says(bank, "зимой")
    stranger = actor(person_id=2)
    change = ChangeSearch(begin=bank.database.begin, search_photos=bank.search_photos)
    with pytest.raises(SearchGone):
        await bank.search_photos(stranger, Query(words="ночью"), Talk(changed=first.search_id))
    for forged in (
        change.undo(stranger, PRIVATE, second.search_id),
        change.remove(stranger, PRIVATE, second.search_id, 0),
        change.flip(stranger, PRIVATE, second.search_id, 0),
        change.relax(stranger, PRIVATE, second.search_id, 0),
        change.narrow(stranger, PRIVATE, second.search_id, 1),
        change.like(stranger, PRIVATE, second.search_id, red, wanted=True),
    ):
        with pytest.raises(SearchGone):
            await forged


async def test_more_and_less_like_a_photo_are_each_others_opposites(bank: Bank) -> None:
    red, *_ = await bank.take("red", (230, 10, 10), "blue")
    first = await says(bank, "red")
    change = ChangeSearch(begin=bank.database.begin, search_photos=bank.search_photos)
    more = await change.like(actor(), PRIVATE, first.search_id, red, wanted=True)
    assert more.query.samples == (PhotoSample(photo_id=red),)
    less = await change.like(actor(), PRIVATE, more.search_id, red, wanted=False)
    assert (less.query.samples, less.query.not_samples) == ((), (PhotoSample(photo_id=red),))
    back = await change.undo(actor(), PRIVATE, less.search_id)
    assert back.query == more.query
