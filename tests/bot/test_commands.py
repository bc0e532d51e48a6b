"""The menu of commands, and the task that has an owner."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiogram.methods import SetMyCommands

from bot.commands import NAMES, commands_of, set_commands
from bot.tasks import alongside
from engine.model import Language, Role
from tests.bot.chat import Chat
from tests.conftest import actor


async def test_the_menu_is_set_for_every_scope_in_both_languages(chat: Chat) -> None:
    await set_commands(chat.bot)
    calls = [said.method for said in chat.telegram.said]
    menus = {
        (call.scope.type, call.language_code): [command.description for command in call.commands]
        for call in calls
        if isinstance(call, SetMyCommands) and call.scope is not None
    }
    assert set(menus) == {(scope, code) for scope in ("default", "all_private_chats") for code in (None, "ru")}
    assert menus["default", "ru"][:2] == ["Познакомиться и попробовать пример", "Что я умею"]
    assert menus["default", None][:2] == ["Say hello and try an example", "What I can do"]
    assert {len(menu) for menu in menus.values()} == {len(NAMES)}


@pytest.mark.parametrize("name", NAMES)
async def test_every_command_of_the_menu_is_answered(chat: Chat, name: str) -> None:
    (answer,) = await chat.types(f"/{name}")
    assert "Такой команды я не знаю" not in answer.text


async def test_what_runs_alongside_ends_with_its_owner() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def forever() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def owner() -> None:
        async with alongside(forever()):
            await begun.wait()
            raise KeyError

    with pytest.raises(KeyError):
        await owner()
    assert ended.is_set()


async def test_a_courtesy_that_fails_does_not_disturb_the_work() -> None:
    async def fails() -> None:
        raise RuntimeError

    async with alongside(fails()):
        await asyncio.sleep(0)
        worked = True
    assert worked


@pytest.mark.parametrize(
    ("role", "told", "untold"),
    [
        (Role.VISITOR, "/register", ("/usage", "/review", "/roles")),
        (Role.PARTNER, "/usage", ("/review", "/roles")),
        (Role.MODERATOR, "/review", ("/roles",)),
        (Role.OWNER, "/roles", ()),
    ],
)
async def test_help_tells_each_role_what_it_may(chat: Chat, role: Role, told: str, untold: tuple[str, ...]) -> None:
    chat.bank.role = role
    (answer,) = await chat.types("/help")
    assert told in answer.text
    assert not any(command in answer.text for command in untold)


def test_a_roles_menu_has_its_commands_before_everybodys() -> None:
    def names(role: Role, *, may_upload: bool = False) -> list[str]:
        return [one.command for one in commands_of(replace(actor(role), may_upload=may_upload), Language.RU)]

    assert names(Role.VISITOR) == list(NAMES)
    assert names(Role.PARTNER) == ["usage", "partner_stats", *NAMES]
    assert names(Role.PARTNER, may_upload=True)[:2] == ["upload", "usage"]
    assert names(Role.MODERATOR)[:3] == ["upload", "review", "queue"]
    assert {"roles", "offers", "digest"} <= set(names(Role.OWNER)) - set(names(Role.MODERATOR))


@pytest.mark.parametrize("language", Language)
def test_every_menu_keeps_telegrams_limits(language: Language) -> None:
    menu = commands_of(actor(Role.OWNER), language)
    assert len({one.command for one in menu}) == len(menu) <= 100
    assert all(0 < len(one.description) <= 256 for one in menu)


@pytest.mark.parametrize("name", [one.command for one in commands_of(actor(Role.OWNER), Language.EN)])
async def test_every_command_of_the_owners_menu_is_answered(chat: Chat, name: str) -> None:
    chat.bank.role = Role.OWNER
    answers = await chat.types(f"/{name}")
    assert answers
    assert not any("Такой команды я не знаю" in answer.text for answer in answers)
