"""Roles are given and taken by owners, and somebody who can give them is always left."""

from __future__ import annotations

import asyncio

import pytest

from admin.audit.reading import Deeds
from admin.roles import ChangeRole, FindPerson, ListRoles
from engine.errors import BadPerson, LastOwner, OwnerBySettings
from engine.model import Actor, Language, Person, PersonId, Role
from tests.bank import Bank
from tests.conftest import NOON, noon
from tests.people.acting import reviewing_of


async def meet(bank: Bank, telegram_id: int, role: Role) -> Person:
    async with bank.database.begin(writes=True) as work:
        person = await work.people.add(telegram_id, role, None, NOON)
        await work.commit()
    return person


def acting(person: Person, role: Role = Role.OWNER) -> Actor:
    return Actor(person_id=person.person_id, role=role, language=Language.RU)


def changing(bank: Bank, *owner_ids: int) -> ChangeRole:
    return ChangeRole(begin=bank.database.begin, owner_ids=frozenset(owner_ids), events=bank.told, clock=noon)


async def test_a_role_is_given_and_written_down(bank: Bank) -> None:
    owner, other = await meet(bank, 5, Role.OWNER), await meet(bank, 6, Role.VISITOR)
    holder = await changing(bank)(acting(owner), other.person_id, Role.MODERATOR)
    assert holder.role is Role.MODERATOR
    listed = await ListRoles(begin=bank.database.begin, owner_ids=frozenset())(acting(owner))
    assert [(one.person.telegram_id, one.role) for one in listed] == [(5, Role.OWNER), (6, Role.MODERATOR)]
    (line,) = (await reviewing_of(bank).read_audit(acting(owner), Deeds(person_id=other.person_id))).lines
    assert (line.deed.before, line.deed.after) == ({"role": "visitor"}, {"role": "moderator"})
    assert line.undoable
    (read,) = (await reviewing_of(bank).read_audit(acting(other, Role.MODERATOR), Deeds(day=NOON.date()))).lines
    assert not read.undoable, "what owners alone do, a moderator does not take back"


async def test_the_last_owner_stays_even_if_two_take_each_others_role_at_once(bank: Bank) -> None:
    one, two = await meet(bank, 5, Role.OWNER), await meet(bank, 6, Role.OWNER)
    outcomes = await asyncio.gather(
        changing(bank)(acting(one), two.person_id, Role.MEMBER),
        changing(bank)(acting(two), one.person_id, Role.MEMBER),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LastOwner", "RoleHolder"]
    async with bank.database.begin() as work:
        assert len(await work.people.having(Role.OWNER)) == 1


async def test_an_owner_who_is_not_the_last_may_go_and_one_of_the_settings_is_enough(bank: Bank) -> None:
    one = await meet(bank, 5, Role.OWNER)
    with pytest.raises(LastOwner):
        await changing(bank)(acting(one), one.person_id, Role.MEMBER)
    assert (await changing(bank, 99)(acting(one), one.person_id, Role.MEMBER)).role is Role.MEMBER


async def test_an_owner_of_the_settings_is_said_to_be_one_and_is_removed_only_there(bank: Bank) -> None:
    named, other = await meet(bank, 5, Role.VISITOR), await meet(bank, 6, Role.OWNER)
    listed = await ListRoles(begin=bank.database.begin, owner_ids=frozenset({5, 7}))(acting(other))
    assert [(one.person.telegram_id, one.role, one.by_settings) for one in listed] == [
        (5, Role.OWNER, True),
        (6, Role.OWNER, False),
    ]
    with pytest.raises(OwnerBySettings):
        await changing(bank, 5)(acting(other), named.person_id, Role.MEMBER)


async def test_nobody_is_found_who_has_never_written(bank: Bank) -> None:
    owner = await meet(bank, 5, Role.OWNER)
    find = FindPerson(begin=bank.database.begin, owner_ids=frozenset())
    for asked in ({"telegram_id": 77}, {"person_id": PersonId(77)}, {}):
        with pytest.raises(BadPerson):
            await find(acting(owner), **asked)
    with pytest.raises(BadPerson):
        await changing(bank)(acting(owner), PersonId(77), Role.MEMBER)
