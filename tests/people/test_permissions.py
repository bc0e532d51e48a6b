"""Who may do what: every act with every role, whatever a menu or a button shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from engine.errors import NotAllowed
from engine.images.giving import Size
from engine.model import Actor, Role
from engine.people.permissions import Act
from engine.rights.download import TermsNeeded
from engine.rights.terms import VERSION
from tests.bank import Bank
from tests.conftest import actor
from tests.people.acting import accepts, acts_of

EVERYBODY = frozenset(Role)
REGISTERED = EVERYBODY - {Role.VISITOR}

TABLE: dict[Act, tuple[frozenset[Role], Callable[[Bank, Actor], Awaitable[Any]]]] = {
    Act.ACCEPT_TERMS: (EVERYBODY, lambda bank, who: acts_of(bank).accept_terms(who, VERSION, register=False)),
    Act.REGISTER: (EVERYBODY, lambda bank, who: acts_of(bank).accept_terms(who, VERSION, register=True)),
    Act.DOWNLOAD_SCREEN: (EVERYBODY, lambda bank, who: downloads(bank, who, Size.SCREEN)),
    Act.DOWNLOAD_ORIGINAL: (REGISTERED, lambda bank, who: downloads(bank, who, Size.ORIGINAL)),
}


async def downloads(bank: Bank, who: Actor, size: Size) -> None:
    (photo_id,) = await bank.take("red")
    await accepts(bank, who)
    outcome = await acts_of(bank).download_photo(who, photo_id, size)
    if isinstance(outcome, TermsNeeded):
        raise NotAllowed


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
