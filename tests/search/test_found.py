"""What counts as found: exact and close photos, at most 500, and whatever is said of them is said of these alone."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from sqlalchemy import insert

from engine.model import Band, Kind, PhotoState
from engine.search.parsing import parse_query
from engine.search.ranking import FOUND_LIMIT
from storage import tables
from tests.bank import Bank
from tests.cli.test_importing import picture
from tests.conftest import NOON, actor, jpeg
from tests.search.test_asking_words import take
from tests.storage.test_sql import BRIDGE, photo

UNIT = np.array([1, 0, 0], np.float32)


async def test_of_more_than_five_hundred_photos_five_hundred_are_found_and_facets_count_only_those(bank: Bank) -> None:
    async with bank.database.begin(writes=True) as work:
        ids = [await work.photos.add(photo(number, tags=(BRIDGE,)), NOON) for number in range(FOUND_LIMIT + 40)]
        await work.embeddings.put("colours", dict.fromkeys(ids, UNIT))
        for photo_id in ids:
            await work.photos.set_state(photo_id, PhotoState.PUBLISHED, NOON)
        await work.commit()
    for text in ("#мост", "red"):
        page = await bank.search_photos(actor(), parse_query(text))
        assert page.found == FOUND_LIMIT
        async with bank.database.begin() as work:
            search = await work.searches.get(page.search_id)
        assert search is not None
        found = [photo_id for hit in search.ranked for photo_id in (hit.photo_id, *hit.similar)]
        assert len(set(found)) == len(found) == FOUND_LIMIT
        assert (Kind.TAG, "bridge", FOUND_LIMIT) in {(one.kind, one.value, one.count) for one in page.facets}
        last = await bank.open_search(actor(), page.search_id, page.page_count)
        assert (last.found, last.total, last.facets) == (page.found, page.total, page.facets)


async def test_far_photos_are_neither_found_nor_counted_in_facets(bank: Bank) -> None:
    await take(bank, "red", tags=(BRIDGE,))
    await take(bank, "blue", tags=(BRIDGE,))
    page = await bank.search_photos(actor(), parse_query("red"))
    assert [hit.band for hit in page.hits] == [Band.EXACT, Band.FAR]
    assert page.found == 1
    assert (Kind.TAG, "bridge", 1) in {(one.kind, one.value, one.count) for one in page.facets}


async def test_each_relaxation_says_how_many_photos_it_would_find_and_finds_them(bank: Bank) -> None:
    for shade in range(3):
        await take(bank, (250 - shade, shade, 0))
    await take(bank, "blue", tags=(BRIDGE,))
    page = await bank.search_photos(actor(), parse_query("red #мост"))
    assert page.found == 0
    assert {one.dropped.kind: one.found for one in page.relaxations} == {Kind.TAG: 3, Kind.WORDS: 1}
    assert [one.found for one in page.relaxations] == [3, 1], "the most fruitful first"
    for one in page.relaxations:
        assert (await bank.search_photos(actor(), one.query)).found == one.found


async def test_the_most_opened_come_first_within_what_is_sure_and_never_before_it(bank: Bank) -> None:
    exact, opened = await take(bank, (250, 5, 5)), await take(bank, (245, 0, 12))
    close = await take(bank, (220, 120, 0))
    async with bank.database.connections.begin() as connection:
        views = [{"photo_id": opened, "view_count": 3}, {"photo_id": close, "view_count": 90}]
        await connection.execute(insert(tables.photo_views), views)
    page = await bank.search_photos(actor(), parse_query("red most popular"))
    assert [(hit.photo_id, hit.band) for hit in page.hits] == [
        (opened, Band.EXACT),
        (exact, Band.EXACT),
        (close, Band.CLOSE),
    ]


async def test_frames_of_one_scene_stand_behind_the_best_one_and_are_counted_there(bank: Bank) -> None:
    frames = []
    for quality in (95, 90, 85):
        out = BytesIO()
        picture(3).save(out, "JPEG", quality=quality)
        frames.append(out.getvalue())
    *_, other = await bank.take_files(*frames, jpeg("black"))
    page = await bank.search_photos(actor(), parse_query("горизонтально"))
    assert page.found == 4
    assert sorted(hit.similar_count for hit in page.hits) == [0, 2]
    assert other in {hit.photo_id for hit in page.hits if not hit.similar_count}
