"""Taking photos in, step by step, and again after a crash at any step."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadImage, BrokenImage
from engine.ingest.ingest_photo import Accepted, AlreadyHere, Received, hash_of
from engine.model import PhotoId, PhotoState
from engine.search.parsing import parse_query
from tests.bank import Bank
from tests.conftest import actor, jpeg


async def states(bank: Bank) -> dict[int, PhotoState]:
    async with bank.database.begin() as work:
        ids = [PhotoId(number) for number in range(1, 30)]
        return {photo_id: photo.state for photo_id, photo in (await work.photos.get(ids)).items()}


async def test_a_photo_is_found_after_it_was_taken_in_and_indexed(bank: Bank) -> None:
    outcome = await bank.ingest(Received(content=jpeg("red"), original_name="Красный.jpg"))
    assert isinstance(outcome, Accepted)
    assert (await bank.search_photos(actor(), parse_query("red"))).hits == ()
    assert await bank.index_pending() == 1
    assert [hit.photo_id for hit in (await bank.search_photos(actor(), parse_query("red"))).hits] == [outcome.photo_id]


async def test_a_photo_that_is_published_by_being_taken_in_is_told_once(bank: Bank) -> None:
    index_pending = replace(bank.index_pending, events=bank.told)
    for colour, publish in (("red", True), ("green", False)):
        await bank.ingest(Received(content=jpeg(colour), publish=publish))
    assert await index_pending() == 2
    assert await index_pending() == 0
    assert [(event.kind, event.person_id, event.facts) for event in bank.told] == [
        ("published", None, {"photo_id": 1, "through": "import"})
    ]


async def test_the_same_bytes_are_taken_in_once(bank: Bank) -> None:
    first = await bank.ingest(Received(content=jpeg("red")))
    assert isinstance(first, Accepted)
    assert await bank.ingest(Received(content=jpeg("red"))) == AlreadyHere(photo_id=first.photo_id)


async def test_the_same_bytes_from_two_sides_at_once_are_taken_in_once(bank: Bank) -> None:
    outcomes = await asyncio.gather(*(bank.ingest(Received(content=jpeg("red"))) for _ in range(4)))
    assert len([outcome for outcome in outcomes if isinstance(outcome, Accepted)]) == 1
    assert len({outcome.photo_id for outcome in outcomes}) == 1


async def test_a_broken_file_leaves_nothing(bank: Bank) -> None:
    content = jpeg(size=(400, 300))[:900]
    with pytest.raises(BrokenImage):
        await bank.ingest(Received(content=content))
    assert await states(bank) == {}
    assert not bank.files.original_path(hash_of(content)).exists()


async def test_the_original_is_kept_untouched_and_the_copies_carry_no_metadata(bank: Bank) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825)[1] = "N"
    content = jpeg("red", size=(1600, 1200), exif=exif, comment=b"secret comment")
    await bank.ingest(Received(content=content, original_name="secret name.jpg"))
    content_hash = hash_of(content)
    assert bank.files.original_path(content_hash).read_bytes() == content
    for path in (bank.files.preview_path(content_hash), bank.files.thumbnail_path(content_hash)):
        copy = path.read_bytes()
        assert b"secret" not in copy
        assert b"Exif" not in copy
        assert not Image.open(BytesIO(copy)).getexif()


async def test_a_photo_for_review_is_indexed_and_not_found(bank: Bank) -> None:
    await bank.ingest(Received(content=jpeg("red"), publish=False))
    await bank.index_pending()
    assert set((await states(bank)).values()) == {PhotoState.IN_REVIEW}
    assert (await bank.search_photos(actor(), parse_query("red"))).hits == ()


async def test_indexing_goes_on_where_a_crash_left_it(bank: Bank) -> None:
    """The embedding was stored, the index was not: the step is done again without the model."""
    outcome = await bank.ingest(Received(content=jpeg("red")))
    async with bank.database.begin(writes=True) as work:
        await work.embeddings.put("colours", {outcome.photo_id: np.array([1, 0, 0], np.float32)})
        await work.commit()
    assert await bank.index_pending() == 1
    assert await bank.index.ids() == {outcome.photo_id}
    assert await bank.index_pending() == 0


async def test_a_photo_whose_files_are_lost_does_not_stop_the_others(bank: Bank) -> None:
    lost = jpeg("blue")
    await bank.ingest(Received(content=lost))
    bank.files.preview_path(hash_of(lost)).unlink()
    [red] = await bank.take("red")
    assert (await states(bank))[red] is PhotoState.PUBLISHED
    assert set((await states(bank)).values()) == {PhotoState.PUBLISHED, PhotoState.RECEIVED}


async def test_every_error_of_a_picture_is_a_bad_image(bank: Bank) -> None:
    whole = bytearray(jpeg("red", size=(64, 64)))
    for position in range(0, len(whole), 41):
        damaged = bytes(whole[:position]) + b"\x00\xff\x13" + bytes(whole[position + 3 :])
        try:
            await bank.ingest(Received(content=damaged))
        except BadImage:
            continue
