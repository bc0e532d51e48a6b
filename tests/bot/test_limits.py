"""Whoever asks too much hears so once; others, and those who moderate, notice nothing."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.methods import AnswerInlineQuery
from aiogram.types import Chat as TelegramChat
from aiogram.types import Update

from bot.middlewares.limits import Limits
from engine.errors import TooMuch
from engine.model import Role
from tests.bot.chat import Chat
from tests.conftest import actor

GROUP = TelegramChat(id=-1007, type="supergroup")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Limits:
    return Limits(10, clock)


async def asks(limits: Limits, role: Role = Role.VISITOR, person: int = 1, **data: Any) -> str:
    async def handler(_event: object, _data: dict[str, Any]) -> str:
        return "answered"

    given = {"actor": actor(role, person_id=person), "tap": None} | data
    try:
        return await limits(handler, Update(update_id=1), given) or "dropped"
    except TooMuch as error:
        return f"wait {error.facts['seconds']}"


async def test_what_is_beyond_the_limit_is_told_once_and_dropped_then(limits: Limits) -> None:
    assert [await asks(limits) for _ in range(13)] == ["answered"] * 10 + ["wait 10", "dropped", "dropped"]


async def test_after_the_wait_it_goes_on(limits: Limits, clock: Clock) -> None:
    for _ in range(12):
        await asks(limits)
    clock.now = 9.0
    assert await asks(limits) == "dropped"
    clock.now = 10.5
    assert await asks(limits) == "answered"
    assert await asks(limits) == "wait 10"
    clock.now = 200.0
    assert [await asks(limits) for _ in range(11)] == ["answered"] * 10 + ["wait 10"]


async def test_a_press_is_always_answered(limits: Limits) -> None:
    for _ in range(12):
        await asks(limits)
    assert (await asks(limits, tap=object())).startswith("wait")


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.OWNER])
async def test_who_moderates_has_no_limit(limits: Limits, role: Role) -> None:
    assert {await asks(limits, role) for _ in range(50)} == {"answered"}


async def test_one_person_takes_nothing_from_another_but_a_group_has_a_limit_of_its_own(limits: Limits) -> None:
    for _ in range(11):
        await asks(limits)
    assert await asks(limits, person=2) == "answered"
    said = [await asks(limits, person=10 + number, event_chat=GROUP) for number in range(32)]
    assert said == ["answered"] * 30 + ["wait 10", "dropped"]


async def test_who_asks_too_much_in_other_chats_reads_it_over_the_offers_once(at_home: Chat) -> None:
    answers = [said.method for _ in range(120) for said in await at_home.asks_inline("мост")]
    refused = [
        answer
        for answer in answers
        if isinstance(answer, AnswerInlineQuery)
        and answer.button is not None
        and answer.button.text.startswith("Слишком много сразу")
    ]
    (told,) = refused
    assert told is answers[-1], "what follows is dropped"
    assert len(answers) < 120
    assert told.results == []
    assert told.cache_time == 0
