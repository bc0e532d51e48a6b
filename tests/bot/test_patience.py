"""While something takes long: signs of life, presses answered in time, everybody's turn."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendPhoto

from tests.bot.chat import Chat
from tests.bot.fakes import Gate
from tests.bot.telegram import Said

METHOD = SendPhoto(chat_id=1, photo="x")


async def test_a_sign_of_life_is_shown_when_it_takes_long(hurried_chat: Chat) -> None:
    kinds = await kinds_while_held_up(hurried_chat, hurried_chat.types("мост"), until="SendChatAction")
    assert kinds == ["SendChatAction", "SendPhoto"]


async def test_a_sign_of_life_that_fails_changes_nothing(hurried_chat: Chat) -> None:
    hurried_chat.telegram.faults["SendChatAction"] = [TelegramNetworkError(method=METHOD, message="gone")]
    kinds = await kinds_while_held_up(hurried_chat, hurried_chat.types("мост"), until="SendChatAction")
    assert kinds == ["SendChatAction", "SendPhoto"]


async def test_a_press_that_takes_long_is_answered_while_it_is_worked_on(hurried_chat: Chat) -> None:
    await hurried_chat.types("мост")
    kinds = await kinds_while_held_up(hurried_chat, hurried_chat.presses("p:1:2"), until="SendChatAction")
    assert kinds == ["AnswerCallbackQuery", "SendChatAction", "EditMessageMedia"]


async def test_an_error_after_a_press_was_answered_becomes_a_message(hurried_chat: Chat) -> None:
    kinds = await kinds_while_held_up(hurried_chat, hurried_chat.presses("p:777:1"), until="SendChatAction")
    assert kinds == ["AnswerCallbackQuery", "SendChatAction", "SendMessage"]
    assert hurried_chat.telegram.said[-1].text == "Этот поиск уже не хранится. Спросите, пожалуйста, заново."


async def test_what_one_person_does_is_answered_in_that_order(chat: Chat) -> None:
    gate = chat.bank.gate = Gate()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(chat.types("медленно"))
        await gate.reached.wait()
        tasks.create_task(chat.types("/help"))
        await asyncio.sleep(0.05)
        gate.opened.set()
    assert [said.text.splitlines()[0][:9] for said in chat.telegram.said] == ["медленно", "Слова. На"]


async def test_a_search_is_dropped_when_a_newer_one_comes_from_the_same_person(chat: Chat) -> None:
    gate = chat.bank.gate = Gate()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(chat.types("медленно"))
        await gate.reached.wait()
        tasks.create_task(chat.types("быстро"))
        await asyncio.sleep(0.05)
        gate.opened.set()
    assert [said.text.splitlines()[0] for said in chat.telegram.said] == ["быстро"]
    assert [query.words for query in chat.bank.queries] == ["медленно", "быстро"], (
        "understood, for what goes on from it"
    )


async def test_one_person_does_not_wait_for_another(chat: Chat) -> None:
    gate = chat.bank.gate = Gate()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(chat.types("медленно"))
        await gate.reached.wait()
        chat.person = chat.person | {"id": 1002}
        await chat.types("быстро")
        gate.opened.set()
    assert [said.text.splitlines()[0] for said in chat.telegram.said] == ["быстро", "медленно"]


async def kinds_while_held_up(chat: Chat, act: Coroutine[Any, Any, list[Said]], until: str) -> list[str]:
    """What the bot does when its use case is held up until it has made that call."""
    before = len(chat.telegram.said)
    chat.telegram.heard.clear()
    gate = chat.bank.gate = Gate()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(act)
        await chat.telegram.heard[until].wait()
        gate.opened.set()
    return [said.kind for said in chat.telegram.said[before:]]
