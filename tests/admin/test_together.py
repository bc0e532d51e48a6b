"""An album is decided on by one word, but for what asks for a look of its own."""

from __future__ import annotations

import pytest

from admin.review.card import ReviewCard
from engine.duplicates.likeness import Change, Compared, Likeness, Numbers
from engine.errors import AlreadyReviewed, BeingReviewed
from engine.filters import People
from engine.ingest.ingest_photo import Received
from engine.model import PhotoId, PhotoState
from engine.tagging.description import Description
from tests.admin.test_reviewing import ANNA, BORIS, card, describe, photo_of
from tests.bank import Bank
from tests.conftest import NOON, jpeg
from tests.people.acting import reviewing_of


async def came(bank: Bank, intake: str, *colours: str) -> list[PhotoId]:
    ids = [
        (await bank.ingest(Received(content=jpeg(colour), publish=False, intake=intake))).photo_id for colour in colours
    ]
    while await bank.index_pending():
        pass
    return ids


async def states(bank: Bank, *photo_ids: PhotoId) -> list[PhotoState]:
    return [(await photo_of(bank, photo_id)).state for photo_id in photo_ids]


async def test_an_album_is_published_as_its_cards_have_it_and_another_album_stays(bank: Bank) -> None:
    album = await came(bank, "album:1", "red", "green", "blue")
    (other,) = await came(bank, "album:2", "yellow")
    acts = reviewing_of(bank)
    first = card(await acts.open_review(ANNA))
    assert first.together == 2
    done = await acts.approve_together(ANNA, album[0])
    assert (done.published, done.left) == (3, 0)
    assert isinstance(done.outcome, ReviewCard)
    assert (done.outcome.photo.photo_id, done.outcome.together) == (other, 0)
    assert await states(bank, *album, other) == [PhotoState.PUBLISHED] * 3 + [PhotoState.IN_REVIEW]
    undone = await acts.take_back(BORIS, 2)
    assert undone.deed.photo_id == album[1], "each of them is a deed of its own"
    with pytest.raises(AlreadyReviewed):
        await acts.approve_together(ANNA, album[0])


async def test_what_asks_for_a_look_stays_and_so_does_what_another_holds(bank: Bank) -> None:
    ids = await came(bank, "import:x", "red", "green", "blue", "yellow")
    await describe(
        bank, ids[1], Description(source="a", people=People(0, 0)), Description(source="b", people=People(5, 5))
    )
    like = Compared(
        likeness=Likeness.SAME_PICTURE, changes=(Change.CROPPED,), numbers=Numbers(bits=3, cosine=0.9, agreement=0.9)
    )
    async with bank.database.begin(writes=True) as work:
        await work.duplicates.add(ids[2], {PhotoId(ids[0]): like}, NOON)
        await work.commit()
    acts = reviewing_of(bank)
    first = card(await acts.open_review(ANNA))
    assert [pair.compared.likeness for pair in first.alike] == [Likeness.SAME_PICTURE]
    assert first.needs_a_look
    held = card(await acts.decide_reviewed.skip(BORIS, ids[0]))
    assert held.photo.photo_id == ids[1]
    with pytest.raises(BeingReviewed):
        await acts.approve_together(BORIS, ids[0])
    done = await acts.approve_together(ANNA, ids[0])
    assert (done.published, done.left) == (2, 1)
    assert await states(bank, *ids) == [
        PhotoState.PUBLISHED,
        PhotoState.IN_REVIEW,
        PhotoState.IN_REVIEW,
        PhotoState.PUBLISHED,
    ]
