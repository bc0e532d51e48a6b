"""Commands, descriptions and menu buttons: what the bot says about itself."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
    MenuButtonCommands,
    MenuButtonDefault,
)

from bot.sandbox.client import Sandbox
from bot.sandbox.person import SandboxPerson
from tests.sandbox.wire import Wire


@pytest.mark.parametrize(
    ("command", "description"),
    [
        pytest.param("Start", "x", marks=pytest.mark.row(70), id="a capital"),
        pytest.param("старт", "x", marks=pytest.mark.row(70), id="Cyrillic"),
        pytest.param("", "x", marks=pytest.mark.row(70), id="empty"),
        pytest.param("x" * 33, "x", marks=pytest.mark.row(70), id="long"),
        pytest.param("start", "", marks=pytest.mark.row(70), id="no description"),
        pytest.param("start", "я" * 257, marks=pytest.mark.row(70), id="long description"),
    ],
)
async def test_commands_that_are_refused(wire: Wire, command: str, description: str) -> None:
    answer = await wire("setMyCommands", commands=[{"command": command, "description": description}])
    assert answer.refusal == "Bad Request: BOT_COMMAND_INVALID"


@pytest.mark.row(70)
async def test_a_hundred_commands_and_no_more(wire: Wire) -> None:
    commands: list[Any] = [{"command": f"c{number}", "description": "x"} for number in range(101)]
    assert (await wire("setMyCommands", commands=commands[:100])).result is True
    assert (await wire("setMyCommands", commands=commands)).refusal == "Bad Request: BOT_COMMANDS_TOO_MUCH"


def named(name: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=name)]


async def test_the_menu_shows_the_narrowest_scope_in_the_persons_language(bot: Bot, anna: SandboxPerson) -> None:
    async def menu(language: str = "ru") -> list[str]:
        return [command["command"] for command in await anna.menu(language)]

    assert await menu() == []
    await bot.set_my_commands(named("everybody"))
    await bot.set_my_commands(named("groups"), BotCommandScopeAllGroupChats())
    assert await menu() == ["everybody"]
    await bot.set_my_commands(named("private"), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(named("lichno"), BotCommandScopeAllPrivateChats(), language_code="ru")
    assert (await menu(), await menu("en")) == (["lichno"], ["private"])
    await bot.set_my_commands(named("anna"), BotCommandScopeChat(chat_id=anna.id))
    assert await menu() == ["anna"]
    await bot.delete_my_commands(BotCommandScopeChat(chat_id=anna.id))
    assert await menu() == ["lichno"]


async def test_in_a_group_the_menu_depends_on_who_looks(telegram: Sandbox, bot: Bot) -> None:
    editors = await telegram.gathering("Редакция")
    marina, oleg, owner = [(await telegram.person(name)).in_chat(editors) for name in ("Marina", "Олег", "Owner")]

    async def menus() -> list[str]:
        return [(await person.menu())[0]["command"] for person in (marina, oleg, owner)]

    await bot.set_my_commands(named("groups"), BotCommandScopeAllGroupChats())
    assert await menus() == ["groups"] * 3
    await bot.set_my_commands(named("leaders"), BotCommandScopeAllChatAdministrators())
    assert await menus() == ["groups", "groups", "leaders"]
    await bot.set_my_commands(named("here"), BotCommandScopeChat(chat_id=editors.id))
    await bot.set_my_commands(named("leaders_here"), BotCommandScopeChatAdministrators(chat_id=editors.id))
    await bot.set_my_commands(named("oleg"), BotCommandScopeChatMember(chat_id=editors.id, user_id=oleg.id))
    assert await menus() == ["here", "oleg", "leaders_here"]


async def test_a_stranger_has_no_menu_of_their_own(telegram: Sandbox, bot: Bot) -> None:
    james = await telegram.person("James")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.set_my_commands(named("james"), BotCommandScopeChat(chat_id=james.id))


async def test_get_my_commands_answers_exactly_what_was_set(bot: Bot) -> None:
    await bot.set_my_commands(named("start"), language_code="ru")
    assert await bot.get_my_commands() == []
    assert [command.command for command in await bot.get_my_commands(language_code="ru")] == ["start"]


async def test_names_and_descriptions_fall_back_to_those_of_no_language(bot: Bot) -> None:
    await bot.set_my_name("Фотобанк")
    await bot.set_my_description("Все мосты города")
    await bot.set_my_description("Every bridge", language_code="en")
    await bot.set_my_short_description("Мосты")
    assert (await bot.get_my_name(language_code="en")).name == "Фотобанк"
    assert (await bot.get_me()).first_name == "Фотобанк"
    assert (await bot.get_my_description()).description == "Все мосты города"
    assert (await bot.get_my_description(language_code="en")).description == "Every bridge"
    assert (await bot.get_my_short_description(language_code="de")).short_description == "Мосты"
    await bot.set_my_description(language_code="en")
    assert (await bot.get_my_description(language_code="en")).description == "Все мосты города"


@pytest.mark.row(83)
@pytest.mark.parametrize(
    ("method", "name", "most"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_names_and_descriptions_have_their_limits(wire: Wire, method: str, name: str, most: int) -> None:
    assert (await wire(method, **{name: "я" * most})).result is True
    refusal = (await wire(method, **{name: "я" * (most + 1)})).refusal
    assert refusal == f"Bad Request: bot {name.replace('_', ' ')} is too long"


async def test_a_menu_button_of_its_own_beats_the_one_of_all(bot: Bot, anna: SandboxPerson) -> None:
    assert isinstance(await bot.get_chat_menu_button(anna.id), MenuButtonDefault)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(anna.id), MenuButtonCommands)


async def test_chats_and_members_are_told(bot: Bot, wire: Wire, anna: SandboxPerson) -> None:
    chat = await bot.get_chat(anna.id)
    assert (chat.type, chat.first_name) == ("private", "Анна")
    assert (await bot.get_chat_member(anna.id, anna.id)).status == "member"
    assert (await bot.get_chat_member(anna.id, bot.id)).user.is_bot
    assert (await wire("getChatMember", chat_id=anna.id, user_id=1002)).refusal == "Bad Request: member not found"
    assert (await wire("getChat", chat_id=1002)).refusal == "Bad Request: chat not found"
