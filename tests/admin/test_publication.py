"""Only moderators decide what searchers see."""

from __future__ import annotations

import pytest

from admin.publication import PublishPhotos, WithdrawPhotos
from engine.errors import NotAllowed, PhotoGone
from engine.ingest.ingest_photo import Received
from engine.model import PhotoId, Role
from engine.search.parsing import parse_query
from tests.bank import Bank
from tests.conftest import actor, jpeg, noon


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
