"""What people do in a bank of tests."""

from __future__ import annotations

from sqlalchemy import select

from bot.acts import Acts, make_acts
from engine.model import Role
from storage import tables
from tests.bank import Bank
from tests.conftest import noon


def acts_of(bank: Bank) -> Acts:
    return make_acts(begin=bank.database.begin, events=bank.told, clock=noon)


async def role_of(bank: Bank, person_id: int = 1) -> Role:
    query = select(tables.people.c.role).where(tables.people.c.person_id == person_id)
    async with bank.database.connections.connect() as connection:
        return Role((await connection.execute(query)).scalar_one())
