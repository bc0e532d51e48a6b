"""The whole use case over a real bank: what is written, what is denied, what is alike, what would be found instead."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.errors import EmptyQuery
from engine.ingest.ingest_photo import Accepted, Received
from engine.model import (
    Band,
    Caption,
    Kind,
    Language,
    Metadata,
    PhotoId,
    PhotoSample,
    PhotoState,
    PhotoTag,
    Query,
    Reason,
    Season,
    Tag,
)
from engine.search.conversation import Talk
from engine.search.parsing import parse_query
from tests.bank import Bank
from tests.conftest import NOON, actor, jpeg

BRIDGE = Tag(slug="bridge", ru="мост", en="bridge")
TRAM = Tag(slug="tram", ru="трамвай", en="tram")


async def take(
    bank: Bank,
    colour: str | tuple[int, int, int],
    text: str = "",
    tags: tuple[Tag, ...] = (),
    metadata: Metadata | None = None,
) -> PhotoId:
    outcome = await bank.ingest(
        Received(
            content=jpeg(colour),
            captions=(Caption(language=Language.RU, text=text),) if text else (),
            tags=tuple(PhotoTag(tag=tag) for tag in tags),
            metadata=metadata,
        )
    )
    assert isinstance(outcome, Accepted)
    while await bank.index_pending():
        pass
    return outcome.photo_id


async def ids(bank: Bank, text: str, *, found: bool = True) -> list[PhotoId]:
    page = await bank.search_photos(actor(), parse_query(text))
    return [hit.photo_id for hit in page.hits if hit.band is not Band.FAR or not found]


async def test_what_somebody_wrote_comes_before_what_only_looks_right(bank: Bank) -> None:
    looks = await take(bank, "red")
    written = await take(bank, "blue", "Red, по-русски: закатное небо")
    page = await bank.search_photos(actor(), parse_query("red"))
    assert [(hit.photo_id, hit.band, hit.reason) for hit in page.hits] == [
        (written, Band.EXACT, Reason.WORDS),
        (looks, Band.EXACT, Reason.LOOKS),
    ]


async def test_a_tag_is_found_by_its_name_in_either_language_and_any_inflection(bank: Bank) -> None:
    tagged = await take(bank, "blue", tags=(BRIDGE,))
    await take(bank, "green")
    for text in ("bridges", "мостами", "вид на мост"):
        page = await bank.search_photos(actor(), parse_query(text))
        assert (page.hits[0].photo_id, page.hits[0].reason) == (tagged, Reason.TAGS), text


async def test_what_is_denied_is_never_among_the_hits(bank: Bank) -> None:
    plain = await take(bank, (250, 0, 0))
    await take(bank, (240, 0, 10), tags=(TRAM,))
    await take(bank, (235, 10, 0), "красная стена и чашка")
    assert await ids(bank, "red -трамвай -чашка", found=False) == [plain]


async def test_what_looks_like_the_denied_is_pushed_out(bank: Bank) -> None:
    red, mixed, _ = await take(bank, "red"), await take(bank, (220, 110, 0)), await take(bank, "green")
    assert await ids(bank, "-green", found=False) == [mixed, red]
    page = await bank.search_photos(
        actor(), Query(words="red", not_samples=(PhotoSample(photo_id=mixed),), understood=())
    )
    assert [hit.photo_id for hit in page.hits if hit.band is Band.EXACT] == []
    assert mixed not in {hit.photo_id for hit in page.hits}


async def test_facts_on_record_are_conditions_and_nothing_found_offers_what_would_be(bank: Bank) -> None:
    winter = Metadata(season=Season.WINTER, people_count=0)
    summer = replace(winter, season=Season.SUMMER)
    await take(bank, "red", metadata=winter)
    green = await take(bank, "green", metadata=summer)
    assert await ids(bank, "green летом") == [green]
    page = await bank.search_photos(actor(), parse_query("green зимой"))
    assert page.found == 0
    assert [(one.dropped.kind, one.found) for one in page.relaxations] == [(Kind.SEASON, 1), (Kind.WORDS, 1)]
    assert (await bank.open_search(actor(), page.search_id, 1)).relaxations == page.relaxations
    again = await bank.search_photos(actor(), page.relaxations[0].query)
    assert again.found == page.relaxations[0].found


async def test_the_same_but_different_changes_the_last_query(bank: Bank) -> None:
    winter = await take(bank, "green", metadata=Metadata(season=Season.WINTER))
    summer = await take(bank, (20, 250, 0), metadata=Metadata(season=Season.SUMMER))
    first = await bank.search_photos(actor(), parse_query("green летом"), Talk())
    assert [hit.photo_id for hit in first.hits if hit.band is not Band.FAR] == [summer]
    page = await bank.search_photos(actor(), parse_query("то же, но зимой"), Talk())
    assert ([hit.photo_id for hit in page.hits], page.query.words) == ([winter], "green зимой")


async def test_facets_count_what_was_found(bank: Bank) -> None:
    await take(bank, "red", tags=(BRIDGE,), metadata=Metadata(season=Season.WINTER, people_count=2))
    await take(bank, (250, 10, 10), tags=(BRIDGE, TRAM), metadata=Metadata(season=Season.WINTER))
    await take(bank, "blue", metadata=Metadata(season=Season.SUMMER))
    page = await bank.search_photos(actor(), parse_query("red"))
    facets = {(facet.kind, facet.value): facet.count for facet in page.facets}
    assert page.found == 2
    assert facets[Kind.SEASON, "winter"] == 2
    assert facets[Kind.PEOPLE, "2"] == 1
    assert (facets[Kind.TAG, "bridge"], facets[Kind.TAG, "tram"]) == (2, 1)
    assert (Kind.SEASON, "summer") not in facets
    again = await bank.open_search(actor(), page.search_id, 1)
    assert again.facets == page.facets, "a page that is opened again says the same"


async def test_newest_first_within_what_is_sure(bank: Bank) -> None:
    first, second = await take(bank, (250, 5, 5)), await take(bank, (220, 60, 0))
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(second, PhotoState.PUBLISHED, NOON + dt.timedelta(days=1))
        await work.commit()
    assert await ids(bank, "red") == [first, second]
    assert await ids(bank, "red сначала новые") == [second, first]


async def test_a_withdrawn_photo_is_no_longer_written_about(bank: Bank) -> None:
    gone = await take(bank, "blue", "старинная шарманка")
    assert await ids(bank, "шарманка") == [gone]
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(gone, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    assert await ids(bank, "шарманка", found=False) == []


@pytest.mark.parametrize("text", ["то же", "the same"])
async def test_the_same_as_nothing_is_nothing(bank: Bank, text: str) -> None:
    with pytest.raises(EmptyQuery):
        await bank.search_photos(actor(person_id=2), parse_query(text))


async def test_a_withdrawn_photo_is_on_no_page_of_any_new_search(bank: Bank) -> None:
    taken = [
        await take(bank, (120 + number * 9, number * 4, 0), f"стена номер {number}", (BRIDGE,)) for number in range(14)
    ]
    gone = set(taken[::3])
    async with bank.database.begin(writes=True) as work:
        for photo_id in gone:
            await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    for text in ("red", "стена", "#мост", "red стена -трамвай", "мост сначала новые", "зелёный слон"):
        page = await bank.search_photos(actor(), parse_query(text))
        seen = [hit.photo_id for hit in page.hits]
        for number in range(2, page.page_count + 1):
            seen += [hit.photo_id for hit in (await bank.open_search(actor(), page.search_id, number)).hits]
        async with bank.database.begin() as work:
            search = await work.searches.get(page.search_id)
        assert search is not None
        behind = [photo_id for hit in search.ranked for photo_id in hit.similar]
        assert not gone & {*seen, *behind}, text
        assert len(seen + behind) == len(set(seen + behind)), text
