"""The bot's commands, by scope and language."""

from __future__ import annotations

import re
from typing import Any

from aiogram.methods import DeleteMyCommands, GetMyCommands, SetMyCommands

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.methods.registry import Call, Handlers
from bot.sandbox.profile import DEFAULT_SCOPE, ScopeKey

NAME = re.compile(r"[a-z0-9_]{1,32}")
MOST_DESCRIPTION = 256
MOST_COMMANDS = 100


async def set_my_commands(call: Call, method: SetMyCommands) -> bool:
    if len(method.commands) > MOST_COMMANDS:
        # The limit is documented, this word of the closed server is assumed.
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in method.commands:
        if not NAME.fullmatch(command.command.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description.strip()) <= MOST_DESCRIPTION:
            raise bad_request("BOT_COMMAND_INVALID")
    commands = [
        {"command": command.command.removeprefix("/"), "description": command.description.strip()}
        for command in method.commands
    ]
    call.world.profile.commands[_key(call, method)] = commands
    return True


async def get_my_commands(call: Call, method: GetMyCommands) -> list[Json]:
    """Exactly what was set for this scope and language: the search for the right ones is the client's."""
    return call.world.profile.commands.get(_key(call, method), [])


async def delete_my_commands(call: Call, method: DeleteMyCommands) -> bool:
    call.world.profile.commands.pop(_key(call, method), None)
    return True


def _key(call: Call, method: Any) -> tuple[ScopeKey, str]:
    scope = method.scope
    if scope is None:
        return DEFAULT_SCOPE, method.language_code or ""
    chat_id = getattr(scope, "chat_id", None)
    chat = _known(call, chat_id) if chat_id is not None else 0
    return (scope.type, chat, getattr(scope, "user_id", 0)), method.language_code or ""


def _known(call: Call, chat_id: int | str) -> int:
    """A chat with a person who never wrote does not exist for the bot. Raises Refused."""
    chat = call.world.find_chat(chat_id)
    chat.check_may_read()
    return chat.id


HANDLERS: Handlers = {
    SetMyCommands: set_my_commands,
    GetMyCommands: get_my_commands,
    DeleteMyCommands: delete_my_commands,
}
