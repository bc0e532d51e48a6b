"""What an owner did about people is taken back by owners alone, and somebody who gives roles is always left."""

from __future__ import annotations

import pytest

from admin.audit.reading import Deeds
from admin.roles import LetUpload
from engine.errors import LastOwner, NotAllowed, OwnerBySettings, Superseded
from engine.model import Person, PersonId, Role
from tests.admin.test_roles import acting, changing, meet
from tests.bank import Bank
from tests.conftest import noon
from tests.people.acting import reviewing_of


async def newest(bank: Bank, owner: Person) -> int:
    return (await reviewing_of(bank).read_audit(acting(owner), Deeds(person_id=owner.person_id))).lines[0].deed.deed_id


async def person_of(bank: Bank, person_id: PersonId) -> Person:
    async with bank.database.begin() as work:
        (person,) = await work.people.by_ids([person_id])
    return person


def letting(bank: Bank) -> LetUpload:
    return LetUpload(begin=bank.database.begin, events=bank.told, clock=noon)


async def test_a_role_goes_back_to_what_it_was_with_what_went_with_it_and_by_owners_only(bank: Bank) -> None:
    owner, other = await meet(bank, 5, Role.OWNER), await meet(bank, 6, Role.PARTNER)
    await letting(bank)(acting(owner), other.person_id, may_upload=True)
    await changing(bank)(acting(owner), other.person_id, Role.MODERATOR)
    deed_id = await newest(bank, owner)
    with pytest.raises(NotAllowed):
        await reviewing_of(bank).take_back(acting(other, Role.MODERATOR), deed_id)
    assert (await person_of(bank, other.person_id)).role is Role.MODERATOR
    undone = await reviewing_of(bank).take_back(acting(owner), deed_id)
    assert undone.concerns == other.person_id
    back = await person_of(bank, other.person_id)
    assert (back.role, back.may_upload) == (Role.PARTNER, True)
    with pytest.raises(Superseded):
        await reviewing_of(bank).take_back(acting(owner), deed_id)


async def test_a_grant_is_taken_back_and_stands_on_the_role_it_was_given_with(bank: Bank) -> None:
    owner, other = await meet(bank, 5, Role.OWNER), await meet(bank, 6, Role.MEMBER)
    await changing(bank)(acting(owner), other.person_id, Role.PARTNER)
    role = await newest(bank, owner)
    await letting(bank)(acting(owner), other.person_id, may_upload=True)
    grant = await newest(bank, owner)
    with pytest.raises(Superseded):
        await reviewing_of(bank).take_back(acting(owner), role)
    with pytest.raises(NotAllowed):
        await reviewing_of(bank).take_back(acting(owner, Role.MODERATOR), grant)
    await reviewing_of(bank).take_back(acting(owner), grant)
    assert not (await person_of(bank, other.person_id)).may_upload
    await reviewing_of(bank).take_back(acting(owner), role)
    assert (await person_of(bank, other.person_id)).role is Role.MEMBER


async def test_a_role_that_came_back_by_another_way_is_not_taken_back(bank: Bank) -> None:
    owner, other = await meet(bank, 5, Role.OWNER), await meet(bank, 6, Role.MEMBER)
    await changing(bank)(acting(owner), other.person_id, Role.MODERATOR)
    first = await newest(bank, owner)
    for role in (Role.MEMBER, Role.MODERATOR):
        await changing(bank)(acting(owner), other.person_id, role)
    with pytest.raises(Superseded):
        await reviewing_of(bank).take_back(acting(owner), first)
    assert (await person_of(bank, other.person_id)).role is Role.MODERATOR


async def test_the_last_owner_is_not_undone_nor_one_of_the_settings(bank: Bank) -> None:
    old, new = await meet(bank, 5, Role.OWNER), await meet(bank, 6, Role.MEMBER)
    await changing(bank)(acting(old), new.person_id, Role.OWNER)
    made = await newest(bank, old)
    await changing(bank)(acting(new), old.person_id, Role.MEMBER)
    with pytest.raises(LastOwner):
        await reviewing_of(bank).take_back(acting(new), made)
    with pytest.raises(OwnerBySettings):
        await reviewing_of(bank, owner_ids=frozenset({6})).take_back(acting(new), made)
    assert (await person_of(bank, new.person_id)).role is Role.OWNER
