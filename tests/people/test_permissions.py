"""Who may do what: every act with every role, whatever a menu or a button shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from engine.errors import NotAllowed
from engine.model import Actor, Role
from engine.people.permissions import Act
from engine.rights.terms import VERSION
from tests.bank import Bank
from tests.conftest import actor
from tests.people.acting import acts_of

EVERYBODY = frozenset(Role)

TABLE: dict[Act, tuple[frozenset[Role], Callable[[Bank, Actor], Awaitable[Any]]]] = {
    Act.ACCEPT_TERMS: (EVERYBODY, lambda bank, who: acts_of(bank).accept_terms(who, VERSION, register=False)),
    Act.REGISTER: (EVERYBODY, lambda bank, who: acts_of(bank).accept_terms(who, VERSION, register=True)),
}


def test_every_act_is_in_the_table() -> None:
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
async def test_an_act_is_open_to_the_roles_of_the_table_and_to_no_other(bank: Bank, act: Act, role: Role) -> None:
    allowed, does = TABLE[act]
    if role in allowed:
        await does(bank, actor(role))
    else:
        with pytest.raises(NotAllowed):
            await does(bank, actor(role))
