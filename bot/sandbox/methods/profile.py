"""The bot's name and descriptions by language, and the menu button of a chat."""

from __future__ import annotations

from aiogram.methods import (
    GetChatMenuButton,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.methods.registry import Call, Handlers

MOST_NAME = 64
MOST_DESCRIPTION = 512
MOST_SHORT = 120


async def set_my_name(call: Call, method: SetMyName) -> bool:
    return _set(call.world.profile.names, method.language_code, method.name, MOST_NAME, "name")


async def get_my_name(call: Call, method: GetMyName) -> Json:
    profile = call.world.profile
    return {"name": _get(profile.names, method.language_code) or profile.name}


async def set_my_description(call: Call, method: SetMyDescription) -> bool:
    texts = call.world.profile.descriptions
    return _set(texts, method.language_code, method.description, MOST_DESCRIPTION, "description")


async def get_my_description(call: Call, method: GetMyDescription) -> Json:
    return {"description": _get(call.world.profile.descriptions, method.language_code)}


async def set_my_short_description(call: Call, method: SetMyShortDescription) -> bool:
    texts = call.world.profile.short_descriptions
    return _set(texts, method.language_code, method.short_description, MOST_SHORT, "short description")


async def get_my_short_description(call: Call, method: GetMyShortDescription) -> Json:
    return {"short_description": _get(call.world.profile.short_descriptions, method.language_code)}


async def set_chat_menu_button(call: Call, method: SetChatMenuButton) -> bool:
    chat_id = call.world.find_chat(method.chat_id).id if method.chat_id else 0
    button = method.menu_button
    call.world.profile.menu_buttons[chat_id] = button.model_dump(exclude_none=True) if button else {"type": "default"}
    return True


async def get_chat_menu_button(call: Call, method: GetChatMenuButton) -> Json:
    buttons = call.world.profile.menu_buttons
    chat_id = call.world.find_chat(method.chat_id).id if method.chat_id else 0
    own = buttons.get(chat_id, {"type": "default"})
    return own if own["type"] != "default" else buttons.get(0, own)


def _set(texts: dict[str, str], language: str | None, text: str | None, most: int, what: str) -> bool:
    """An empty text gives the language back to the default."""
    if len(text or "") > most:
        # The limit is documented, this sentence is the stand-in's.
        raise bad_request(f"bot {what} is too long")
    if text:
        texts[language or ""] = text
    else:
        texts.pop(language or "", None)
    return True


def _get(texts: dict[str, str], language: str | None) -> str:
    return texts.get(language or "", "") or texts.get("", "")


HANDLERS: Handlers = {
    SetMyName: set_my_name,
    GetMyName: get_my_name,
    SetMyDescription: set_my_description,
    GetMyDescription: get_my_description,
    SetMyShortDescription: set_my_short_description,
    GetMyShortDescription: get_my_short_description,
    SetChatMenuButton: set_chat_menu_button,
    GetChatMenuButton: get_chat_menu_button,
}
