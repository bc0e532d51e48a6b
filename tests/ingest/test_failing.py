"""A step of indexing that fails is tried again, later each time; then a moderator is told, and may ask for more."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.ingest.failing import ReadGivenUp, TryAgain
from engine.ingest.index_pending import STEP
from engine.ingest.ingest_photo import Received
from engine.ingest.retrying import DELAYS
from engine.model import PhotoId, PhotoState, Role
from tests.bank import Bank
from tests.conftest import NOON, actor, jpeg


async def state(bank: Bank, photo_id: PhotoId) -> PhotoState:
    async with bank.database.begin() as work:
        return (await work.photos.get([photo_id]))[photo_id].state


@pytest.fixture
async def broken(bank: Bank) -> PhotoId:
    """Its preview was damaged after it had been taken in."""
    outcome = await bank.ingest(Received(content=jpeg("red")))
    async with bank.database.begin() as work:
        photo = (await work.photos.get([outcome.photo_id]))[outcome.photo_id]
    bank.files.preview_path(photo.content_hash).write_bytes(b"nothing")
    return outcome.photo_id


async def test_a_photo_that_cannot_be_embedded_delays_no_other_and_is_given_up_in_the_end(
    bank: Bank, broken: PhotoId
) -> None:
    times = [NOON]
    index = replace(bank.index_pending, clock=lambda: times[-1])
    given_up = ReadGivenUp(begin=bank.database.begin, clock=lambda: times[-1])
    other = (await bank.ingest(Received(content=jpeg("green")))).photo_id
    assert await index() == 1
    assert await state(bank, other) is PhotoState.PUBLISHED
    for delay in DELAYS:
        assert await given_up() == []
        times.append(times[-1] + delay - dt.timedelta(seconds=1))
        assert await index() == 0
        async with bank.database.begin() as work:
            before = await work.descriptions.failure(broken, STEP)
        times.append(times[-1] + dt.timedelta(seconds=1))
        assert await index() == 0
        async with bank.database.begin() as work:
            after = await work.descriptions.failure(broken, STEP)
        assert before is not None
        assert after is not None
        assert after.attempts == before.attempts + 1, "not before its time"
    (failure,) = await given_up()
    assert (failure.photo_id, failure.next_at) == (broken, None)
    await given_up.told([failure])
    assert await given_up() == [], "told once"


async def test_what_was_given_up_is_tried_again_when_a_moderator_asks(bank: Bank, broken: PhotoId) -> None:
    times = [NOON]
    index = replace(bank.index_pending, clock=lambda: times[-1])
    for delay in (*DELAYS, dt.timedelta()):
        await index()
        times.append(times[-1] + delay)
    await bank.ingest(Received(content=jpeg("red")))  # puts nothing back: the files are there, one of them damaged
    async with bank.database.begin() as work:
        photo = (await work.photos.get([broken]))[broken]
    bank.files.preview_path(photo.content_hash).write_bytes(jpeg("red"))
    assert await index() == 0
    assert await TryAgain(begin=bank.database.begin, clock=lambda: times[-1])(actor(Role.MODERATOR)) == 1
    assert await index() == 1
    assert await state(bank, broken) is PhotoState.PUBLISHED
    async with bank.database.begin() as work:
        assert await work.descriptions.failure(broken, STEP) is None
