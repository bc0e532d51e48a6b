"""What partners get: a photo's last days, what a search found as ZIPs, and a report of what they took."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from engine.errors import CollectionGone, NotAllowed, SearchGone
from engine.images.giving import Size
from engine.library.days import DAYS
from engine.library.zipping import ZipPart
from engine.model import Event, Query, Role
from engine.rights.terms import Terms
from storage.events import BufferedEvents
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.people.acting import accepts, acts_of, partners_of

PARTNER = actor(Role.PARTNER)
OTHER = actor(Role.PARTNER, person_id=2)


async def test_a_photos_days_end_today_and_count_each_view_download_and_mark_once(bank: Bank) -> None:
    red, green = await bank.take("red", "green")
    await accepts(bank, PARTNER)
    yesterday, long_ago = NOON - dt.timedelta(days=1), NOON - dt.timedelta(days=DAYS)
    async with BufferedEvents(bank.database) as events:
        for photo_id, at in ((red, NOON), (red, yesterday), (red, yesterday), (red, long_ago), (green, NOON)):
            facts = {"photo_id": photo_id, "search_id": None, "shelf": None, "page": None, "place": None}
            events.tell(Event(kind="opened", person_id=None, happened_at=at, facts=facts))
    await acts_of(bank).download_photo(PARTNER, red, Size.SCREEN)
    await acts_of(bank).mark_favourite(PARTNER, red, wanted=True)
    read = await partners_of(bank).read_days(PARTNER, red)
    assert len(read.days) == DAYS
    assert (read.days[0].day, read.days[-1].day) == (NOON.date() - dt.timedelta(days=DAYS - 1), NOON.date())
    assert [(day.views, day.downloads, day.favourites) for day in read.days[-2:]] == [(2, 0, 0), (1, 1, 1)]
    assert sum(day.views for day in read.days) == 3, "the day before the first is not among them"
    assert read.card.numbers.views == 4, "the card counts from the beginning"


async def test_what_a_search_found_is_taken_in_parts_that_fit_each_with_its_credits(bank: Bank) -> None:
    await bank.take(*[(200 + number * 3, 10, 10) for number in range(7)], "blue")
    page = await bank.search_photos(PARTNER, Query(words="red"))
    zip_search = partners_of(bank, largest=12_000).zip_search
    assert [type(part) async for part in zip_search(PARTNER, page.search_id)] == [Terms]
    await accepts(bank, PARTNER)
    parts = [part async for part in zip_search(PARTNER, page.search_id)]
    assert len(parts) > 1
    taken = []
    for part in parts:
        assert isinstance(part, ZipPart)
        assert len(part.content) <= 12_000
        names = zipfile.ZipFile(io.BytesIO(part.content)).namelist()
        assert names[-1] == "credits.txt"
        taken += names[:-1]
    close = [hit for hit in page.hits if hit.band.value != "far"]
    assert len(taken) == len(close)
    usage = await partners_of(bank).read_usage(PARTNER)
    assert [one.photo.photo_id for one in usage.used] == [hit.photo_id for hit in close]


async def test_a_search_of_somebody_else_is_answered_like_none(bank: Bank) -> None:
    await bank.take("red")
    page = await bank.search_photos(PARTNER, Query(words="red"))
    with pytest.raises(SearchGone):
        await anext(partners_of(bank).zip_search(OTHER, page.search_id))
    with pytest.raises(NotAllowed):
        await anext(partners_of(bank).zip_search(actor(Role.MEMBER), page.search_id))


async def test_usage_tells_everything_taken_and_a_collections_only_what_stands_in_it(bank: Bank) -> None:
    red, green = await bank.take("red", "green")
    await accepts(bank, PARTNER)
    for photo_id, size in ((red, Size.SCREEN), (green, Size.ORIGINAL), (red, Size.ORIGINAL)):
        await acts_of(bank).download_photo(PARTNER, photo_id, size)
    usage = await partners_of(bank).read_usage(PARTNER)
    assert [(one.photo.photo_id, one.download.size) for one in usage.used] == [
        (red, Size.SCREEN),
        (green, Size.ORIGINAL),
        (red, Size.ORIGINAL),
    ]
    made = await acts_of(bank).make_collection(PARTNER, "Мосты", red)
    number = made.collection.collection_id
    inside = await partners_of(bank).read_usage(PARTNER, number)
    assert [one.photo.photo_id for one in inside.used] == [red, red]
    assert (await partners_of(bank).read_usage(OTHER)).used == ()
    with pytest.raises(CollectionGone):
        await partners_of(bank).read_usage(OTHER, number)
