"""Reading and accepting the terms, over real SQLite."""

from __future__ import annotations

import pytest

from engine.errors import TermsChanged
from engine.model import Role
from engine.rights.terms import VERSION
from tests.bank import Bank
from tests.conftest import NOON, actor
from tests.people.acting import acts_of, role_of


async def test_registering_accepts_the_terms_and_makes_a_member(bank: Bank) -> None:
    acts = acts_of(bank)
    assert (await acts.read_terms(actor())).accepted_at is None
    terms = await acts.accept_terms(actor(), VERSION, register=True)
    assert (terms.registered, terms.accepted_at) == (True, NOON)
    assert await role_of(bank) is Role.MEMBER
    assert (await acts.read_terms(actor(Role.MEMBER))).accepted_at == NOON
    assert [event.kind for event in bank.told] == ["accepted_terms", "registered"]


async def test_accepting_alone_leaves_a_visitor_a_visitor(bank: Bank) -> None:
    terms = await acts_of(bank).accept_terms(actor(), VERSION, register=False)
    assert not terms.registered
    assert await role_of(bank) is Role.VISITOR


async def test_a_version_is_accepted_once_however_often_the_button_is_pressed(bank: Bank) -> None:
    for _ in range(2):
        await acts_of(bank).accept_terms(actor(), VERSION, register=False)
    async with bank.database.begin() as work:
        assert [one.version for one in await work.people.acceptances(actor().person_id)] == [VERSION]
    assert [event.kind for event in bank.told] == ["accepted_terms"]


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MODERATOR, Role.OWNER])
async def test_registering_takes_no_higher_role_away(bank: Bank, role: Role) -> None:
    async with bank.database.begin(writes=True) as work:
        await work.people.set_role(actor().person_id, role)
        await work.commit()
    await acts_of(bank).accept_terms(actor(role), VERSION, register=True)
    assert await role_of(bank) is role


async def test_nobody_accepts_terms_that_they_were_not_shown(bank: Bank) -> None:
    with pytest.raises(TermsChanged):
        await acts_of(bank).accept_terms(actor(), VERSION + 1, register=True)
    assert await role_of(bank) is Role.VISITOR
