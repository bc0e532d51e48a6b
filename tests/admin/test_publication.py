"""Only moderators decide what searchers see."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from admin.publication import PublishPhotos, WithdrawPhotos
from admin.review.card import NothingToReview
from admin.review.times import When
from engine.errors import AlreadyReviewed, BadTime, NotAllowed, PhotoGone
from engine.ingest.ingest_photo import Received
from engine.model import PhotoId, Role
from engine.search.parsing import parse_query
from tests.bank import Bank
from tests.conftest import actor, jpeg, noon
from tests.people.acting import reviewing_of, waiting


@pytest.fixture
def publish(bank: Bank) -> PublishPhotos:
    return PublishPhotos(begin=bank.database.begin, events=bank.told, clock=noon)


@pytest.fixture
def withdraw(bank: Bank) -> WithdrawPhotos:
    return WithdrawPhotos(begin=bank.database.begin, events=bank.told, clock=noon)


async def test_a_reviewed_photo_is_found_once_it_is_published(bank: Bank, publish: PublishPhotos) -> None:
    outcome = await bank.ingest(Received(content=jpeg("red"), publish=False))
    await bank.index_pending()
    assert await publish(actor(Role.MODERATOR), [outcome.photo_id]) == [outcome.photo_id]
    assert len((await bank.search_photos(actor(), parse_query("red"))).hits) == 1


async def test_a_withdrawn_photo_is_not_found_and_may_come_back(
    bank: Bank, publish: PublishPhotos, withdraw: WithdrawPhotos
) -> None:
    [red] = await bank.take("red")
    assert await withdraw(actor(Role.OWNER), [red]) == [red]
    assert (await bank.search_photos(actor(), parse_query("red"))).hits == ()
    assert await publish(actor(Role.MODERATOR), [red]) == [red]
    assert [event.kind for event in bank.told if event.kind != "searched"] == ["withdrawn", "published"]


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.PARTNER])
async def test_nobody_below_a_moderator_decides(bank: Bank, withdraw: WithdrawPhotos, role: Role) -> None:
    [red] = await bank.take("red")
    with pytest.raises(NotAllowed):
        await withdraw(actor(role), [red])
    assert len((await bank.search_photos(actor(), parse_query("red"))).hits) == 1


async def test_one_unknown_id_changes_nothing(bank: Bank, withdraw: WithdrawPhotos) -> None:
    [red] = await bank.take("red")
    with pytest.raises(PhotoGone):
        await withdraw(actor(Role.OWNER), [red, PhotoId(99)])
    assert len((await bank.search_photos(actor(), parse_query("red"))).hits) == 1


async def test_a_photo_not_yet_indexed_cannot_be_published(bank: Bank, publish: PublishPhotos) -> None:
    outcome = await bank.ingest(Received(content=jpeg("red"), publish=False))
    assert await publish(actor(Role.MODERATOR), [outcome.photo_id]) == []


async def test_a_planned_photo_is_published_when_it_is_due_once_and_not_before(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    moderator, times = actor(Role.MODERATOR), [noon()]
    acts = reviewing_of(bank, clock=lambda: times[-1])
    await acts.open_review(moderator)
    assert isinstance(await acts.decide_reviewed.plan(moderator, red, When.IN_AN_HOUR), NothingToReview)
    queue = await acts.read_queue(moderator)
    assert (queue.waiting, queue.planned, queue.next_due_at) == (0, 1, noon() + dt.timedelta(hours=1))
    assert not await acts.publish_due()
    times.append(noon() + dt.timedelta(hours=1))
    # As after a restart: everything that is known of the plan is in the database.
    again = reviewing_of(bank, clock=lambda: times[-1])
    assert sorted(await asyncio.gather(acts.publish_due(), again.publish_due())) == [False, True]
    assert [event.kind for event in bank.told] == ["planned", "published"]
    assert len((await bank.search_photos(actor(), parse_query("red"))).hits) == 1


async def test_a_planned_photo_waits_for_nobody_else(bank: Bank) -> None:
    (red,) = await waiting(bank, "red")
    acts = reviewing_of(bank)
    await acts.decide_reviewed.plan(actor(Role.MODERATOR), red, When.TOMORROW)
    assert isinstance(await acts.open_review(actor(Role.OWNER, person_id=2)), NothingToReview)
    with pytest.raises(AlreadyReviewed):
        await acts.decide_reviewed.reject(actor(Role.OWNER, person_id=2), red, "blurred")
    with pytest.raises(BadTime):
        await acts.decide_reviewed.plan(actor(Role.OWNER, person_id=2), red, noon())
