"""What was to become of a wish is taken back like every other deed: it stands as it stood, unless it has moved on."""

from __future__ import annotations

import datetime as dt

import pytest

from admin.audit.reading import Deeds
from admin.wishes.ports import Wish, WishId, WishState
from admin.wishes.settling import SettleWish
from engine.errors import NotAllowed, Superseded
from engine.model import Actor, Language, PhotoId, Role, Tag
from tests.admin.test_reviewing import ANNA, BORIS
from tests.admin.wishing import ASKED, LATER, LEAST, answering, asks, gathering, people, wishing_of
from tests.bank import Bank
from tests.conftest import actor
from tests.people.acting import reviewing_of

WISH = WishId(1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
async def three(bank: Bank) -> list[Actor]:
    """Three people who look for the bridge at night."""
    found = await people(bank, Language.RU, Language.EN, Language.RU)
    for one in found:
        await asks(bank, one, "#мост #ночь")
    await gathering(bank)()
    return found


async def published(bank: Bank) -> PhotoId:
    tags = tuple(Tag(slug=slug, ru=slug, en=slug) for slug in ("bridge", "night"))
    (photo_id,) = await bank.take("blue", tags=tags)
    return photo_id


async def settles(bank: Bank, state: WishState, at: dt.datetime = LATER) -> int:
    """The number of the deed."""
    settle = SettleWish(begin=bank.database.begin, least_people=LEAST, events=bank.told, clock=lambda: at)
    await settle(ANNA, WISH, state)
    page = await reviewing_of(bank, lambda: at).read_audit(ANNA, Deeds(person_id=ANNA.person_id))
    return page.lines[0].deed.deed_id


async def take_back(bank: Bank, deed_id: int, at: dt.datetime = LATER + HOUR, by: Actor = BORIS) -> None:
    await reviewing_of(bank, lambda: at).take_back(by, deed_id)


async def wish_now(bank: Bank) -> Wish:
    return (await wishing_of(bank).open_wish(ANNA, WISH)).wish


async def test_a_wish_stands_as_it_stood_and_the_log_says_so(bank: Bank, three: list[Actor]) -> None:
    before = await wish_now(bank)
    deed_id = await settles(bank, WishState.PLANNED)
    page = await reviewing_of(bank, lambda: LATER).read_audit(BORIS, Deeds(person_id=ANNA.person_id))
    assert [(line.deed.kind, line.undoable) for line in page.lines] == [("wish", True)]
    await take_back(bank, deed_id)
    assert await wish_now(bank) == before
    page = await reviewing_of(bank, lambda: LATER).read_audit(BORIS, Deeds(person_id=BORIS.person_id))
    assert [(line.deed.kind, line.deed.undoes) for line in page.lines] == [("undone", deed_id)]
    with pytest.raises(Superseded):
        await take_back(bank, deed_id)


async def test_a_wish_that_was_called_done_too_early_is_answered_by_what_was_published_meanwhile(
    bank: Bank, three: list[Actor]
) -> None:
    deed_id = await settles(bank, WishState.DONE)
    photo_id = await published(bank)
    assert not await answering(bank, LATER + HOUR)(), "nothing is looked for while it is done"
    await take_back(bank, deed_id)
    await answering(bank, LATER + HOUR)()
    wish = await wish_now(bank)
    assert (wish.state, wish.photo_id) == (WishState.DONE, photo_id)


async def test_the_photo_that_answered_it_is_there_again_unless_it_is_gone(bank: Bank, three: list[Actor]) -> None:
    photo_id = await published(bank)
    await answering(bank, LATER)()
    answered = await wish_now(bank)
    assert answered.photo_id == photo_id
    deed_id = await settles(bank, WishState.OPEN, LATER + HOUR)
    await take_back(bank, deed_id)
    assert await wish_now(bank) == answered


async def test_what_became_of_it_since_is_not_taken_back(bank: Bank, three: list[Actor]) -> None:
    planned = await settles(bank, WishState.PLANNED)
    done = await settles(bank, WishState.DONE, LATER + HOUR)
    with pytest.raises(Superseded):
        await take_back(bank, planned)
    await take_back(bank, done)
    assert (await wish_now(bank)).state is WishState.PLANNED
    await take_back(bank, planned)
    assert (await wish_now(bank)).state is WishState.OPEN


async def test_a_wish_that_a_photo_has_answered_meanwhile_stays_done(bank: Bank, three: list[Actor]) -> None:
    planned = await settles(bank, WishState.PLANNED, ASKED)
    photo_id = await published(bank)
    await answering(bank, LATER + HOUR)()
    assert (await wish_now(bank)).photo_id == photo_id
    with pytest.raises(Superseded):
        await take_back(bank, planned)


async def test_a_wish_that_is_no_longer_kept_cannot_be_taken_back(bank: Bank, three: list[Actor]) -> None:
    planned = await settles(bank, WishState.PLANNED)
    async with bank.database.begin(writes=True) as work:
        assert await work.wishes.forget_lonely(len(three) + 1, LATER) == 1
        await work.commit()
    with pytest.raises(Superseded):
        await take_back(bank, planned)


async def test_a_member_takes_nothing_back(bank: Bank, three: list[Actor]) -> None:
    planned = await settles(bank, WishState.PLANNED)
    with pytest.raises(NotAllowed):
        await take_back(bank, planned, by=actor(Role.MEMBER))
    assert (await wish_now(bank)).state is WishState.PLANNED
