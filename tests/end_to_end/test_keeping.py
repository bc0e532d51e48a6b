"""What a searcher keeps and takes, told as stories, in both languages."""

from __future__ import annotations

import pytest

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.end_to_end.test_asking import speaks


@pytest.fixture(params=["ru", "en"])
async def visitor(request: pytest.FixtureRequest, telegram: Sandbox) -> SandboxPerson:
    return await telegram.person("Гость" if request.param == "ru" else "Guest", language=request.param)


async def registers(person: SandboxPerson) -> None:
    await person.says("/register")
    await person.sees(lambda seen: len(seen.buttons) == 2)
    await person.taps(1)
    await person.sees(lambda seen: seen.edited)


async def test_a_visitor_registers_with_one_tap_and_is_not_asked_again(visitor: SandboxPerson) -> None:
    await visitor.says("/terms")
    terms = await visitor.sees()
    assert speaks(visitor, terms)
    assert len(terms.buttons) == 2
    await visitor.taps(1)
    welcome = await visitor.sees(lambda seen: seen.edited)
    assert (welcome.id, welcome.buttons, speaks(visitor, welcome)) == (terms.id, [], True)
    await visitor.says("/register")
    assert (await visitor.sees()).buttons == []
