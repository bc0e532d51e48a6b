"""Taking files away, over real SQLite and files."""

from __future__ import annotations

import asyncio
import io

import pytest
from PIL import Image

from admin.publication import WithdrawPhotos
from engine.errors import PhotoGone
from engine.images.giving import Change, Size
from engine.model import PhotoId, PhotoState, Role
from engine.rights.download import DownloadPhoto, Given, TermsNeeded
from tests.bank import Bank
from tests.conftest import NOON, actor, noon
from tests.people.acting import accepts, acts_of

MEMBER = actor(Role.MEMBER)


async def rows(bank: Bank) -> list[tuple[int, str, int]]:
    async with bank.database.begin() as work:
        return [(one.photo_id, one.size.value, one.terms_version) for one in await work.downloads.of(MEMBER.person_id)]


async def test_the_terms_stand_before_the_first_file_and_nothing_is_recorded(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    outcome = await acts_of(bank).download_photo(actor(), photo_id, Size.SCREEN)
    assert isinstance(outcome, TermsNeeded)
    assert not outcome.to_register
    assert await rows(bank) == []


async def test_an_original_asks_a_visitor_to_register_though_the_terms_are_accepted(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await accepts(bank, actor())
    outcome = await acts_of(bank).download_photo(actor(), photo_id, Size.ORIGINAL)
    assert isinstance(outcome, TermsNeeded)
    assert outcome.to_register
    assert await rows(bank) == []


async def test_a_download_is_recorded_in_sql_and_told_as_an_event(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await accepts(bank, MEMBER)
    outcome = await acts_of(bank).download_photo(MEMBER, photo_id, Size.ORIGINAL)
    assert isinstance(outcome, Given)
    assert Image.open(io.BytesIO(outcome.file.content)).size == (64, 48)
    assert await rows(bank) == [(photo_id, "original", 1)]
    event = bank.told[-1]
    assert (event.kind, event.happened_at, dict(event.facts)) == (
        "downloaded",
        NOON,
        {"photo_id": photo_id, "size": "original", "terms_version": 1},
    )


async def test_a_photo_that_is_not_published_is_given_to_nobody(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await accepts(bank, MEMBER)
    await WithdrawPhotos(begin=bank.database.begin, events=bank.told, clock=noon)(actor(Role.OWNER), [photo_id])
    for gone in (photo_id, PhotoId(999)):
        with pytest.raises(PhotoGone):
            await acts_of(bank).download_photo(MEMBER, gone, Size.SCREEN)
    assert await rows(bank) == []


async def test_a_photo_withdrawn_while_its_file_is_made_is_not_given(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await accepts(bank, MEMBER)
    real = acts_of(bank).download_photo
    release = asyncio.Event()

    class Slow:
        async def run(self, *args: object) -> object:
            await release.wait()
            return await real.images.run(*args)  # type: ignore[arg-type]

    slow = DownloadPhoto(**(vars(real) | {"images": Slow()}))
    taking = asyncio.ensure_future(slow(MEMBER, photo_id, Size.SCREEN))
    await asyncio.sleep(0.05)
    async with bank.database.begin(writes=True) as work:
        await work.photos.set_state(photo_id, PhotoState.WITHDRAWN, NOON)
        await work.commit()
    release.set()
    with pytest.raises(PhotoGone):
        await taking
    assert await rows(bank) == []


async def test_what_is_larger_than_the_way_allows_comes_smaller(bank: Bank) -> None:
    (photo_id,) = await bank.take("red")
    await accepts(bank, MEMBER)
    outcome = await acts_of(bank, largest=2500).download_photo(MEMBER, photo_id, Size.ORIGINAL)
    assert isinstance(outcome, Given)
    assert outcome.file.change in {None, Change.REDUCED}
    assert len(outcome.file.content) <= 2500
