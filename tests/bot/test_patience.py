"""While something takes long: signs of life, presses answered in time, everybody's turn."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendPhoto

from bot.callbacks import FavouriteTap
from bot.callbacks.refining import JudgeTap
from tests.bank import Bank
from tests.bot.chat import Chat
from tests.bot.fakes import Gate
from tests.bot.telegram import Said
from tests.bot.test_library import registers

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


async def test_what_a_toast_would_have_said_is_said_below_when_the_press_had_to_be_answered_before(
    at_home: Chat, hurried_at_home: Chat, bank: Bank
) -> None:
    await bank.take("red", "green")
    await at_home.types("red")
    hold_up(hurried_at_home, "judge_hit", until="AnswerCallbackQuery")
    said = await hurried_at_home.presses(JudgeTap(search_id=1, photo_id=1, fits=True).pack())
    assert but_for_courtesies(said) == [
        ("AnswerCallbackQuery", ""),
        ("SendMessage", "Спасибо, это поможет поиску."),
    ]


async def test_a_toast_beside_an_edit_is_not_lost_either(at_home: Chat, hurried_at_home: Chat, bank: Bank) -> None:
    hurried_at_home.most_calls = 3
    await bank.take("red", "green")
    await registers(at_home)
    await at_home.types("red")
    hold_up(hurried_at_home, "mark_favourite", until="AnswerCallbackQuery")
    said = await hurried_at_home.presses(FavouriteTap(photo_id=1, wanted=True, search_id=1).pack())
    answered, card, told = but_for_courtesies(said)
    assert answered == ("AnswerCallbackQuery", "")
    assert card[0] == "EditMessageMedia"
    assert told == ("SendMessage", "Добавлено в избранное: /favourites")


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


def but_for_courtesies(said: list[Said]) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in said if one.kind != "SendChatAction"]


def hold_up(chat: Chat, use_case: str, until: str) -> None:
    """Lets the use case end only after the bot has made that call."""
    quick = chat.dispatcher[use_case]

    async def slow(*args: Any, **kwargs: Any) -> Any:
        done = await quick(*args, **kwargs)
        await chat.telegram.heard[until].wait()
        return done

    chat.dispatcher[use_case] = slow
