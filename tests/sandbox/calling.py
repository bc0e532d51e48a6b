"""Every method that the stand-in speaks, called by aiogram's own client: as it should be and as Telegram refuses it."""

from __future__ import annotations

import ast
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiogram.methods
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeChatMember,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReactionTypeEmoji,
)

import bot as bot_package
from tests.sandbox.drawn import picture

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="▶", callback_data="next")]])
UNSPOKEN = ("GetUpdates", "GetMe")
"""No line of the bot's own names them: its dispatcher polls, and it asks who it is."""


@dataclass(frozen=True)
class Scene:
    """Anna's chat with a text, a photo that carries a keyboard, a tap on it and an inline query, both unanswered."""

    bot: Bot
    chat_id: int
    group_id: int
    text_id: int
    photo_id: int
    file_id: str
    tap_id: str
    query_id: str
    webhook: str


Act = Callable[[Scene], Awaitable[Any]]


def _photo(colour: str = "coral") -> BufferedInputFile:
    return BufferedInputFile(picture(colour=colour), "p.png")


async def _pinned_and_unpinned(scene: Scene) -> bool:
    await scene.bot.pin_chat_message(scene.chat_id, scene.photo_id)
    return await scene.bot.unpin_chat_message(scene.chat_id)


GOOD: dict[str, Act] = {
    "AnswerCallbackQuery": lambda s: s.bot.answer_callback_query(s.tap_id, "Дальше"),
    "AnswerInlineQuery": lambda s: s.bot.answer_inline_query(s.query_id, []),
    "CopyMessage": lambda s: s.bot.copy_message(s.chat_id, s.chat_id, s.photo_id),
    "CopyMessages": lambda s: s.bot.copy_messages(s.chat_id, s.chat_id, [s.text_id, s.photo_id]),
    "DeleteMessage": lambda s: s.bot.delete_message(s.chat_id, s.text_id),
    "DeleteMessages": lambda s: s.bot.delete_messages(s.chat_id, [s.text_id]),
    "DeleteMyCommands": lambda s: s.bot.delete_my_commands(),
    "DeleteWebhook": lambda s: s.bot.delete_webhook(),
    "EditMessageCaption": lambda s: s.bot.edit_message_caption(
        chat_id=s.chat_id, message_id=s.photo_id, caption="Мост"
    ),
    "EditMessageMedia": lambda s: s.bot.edit_message_media(
        InputMediaPhoto(media=_photo("navy"), caption="<b>Мост</b>", parse_mode="HTML"),
        chat_id=s.chat_id,
        message_id=s.photo_id,
        reply_markup=KEYBOARD,
    ),
    "EditMessageReplyMarkup": lambda s: s.bot.edit_message_reply_markup(chat_id=s.chat_id, message_id=s.photo_id),
    "EditMessageText": lambda s: s.bot.edit_message_text("Река", chat_id=s.chat_id, message_id=s.text_id),
    "ForwardMessage": lambda s: s.bot.forward_message(s.chat_id, s.chat_id, s.photo_id),
    "ForwardMessages": lambda s: s.bot.forward_messages(s.chat_id, s.chat_id, [s.text_id, s.photo_id]),
    "GetChat": lambda s: s.bot.get_chat(s.chat_id),
    "GetChatAdministrators": lambda s: s.bot.get_chat_administrators(s.group_id),
    "GetChatMemberCount": lambda s: s.bot.get_chat_member_count(s.group_id),
    "GetChatMenuButton": lambda s: s.bot.get_chat_menu_button(s.chat_id),
    "GetChatMember": lambda s: s.bot.get_chat_member(s.chat_id, s.chat_id),
    "GetFile": lambda s: s.bot.get_file(s.file_id),
    "GetMe": lambda s: s.bot.get_me(),
    "GetMyCommands": lambda s: s.bot.get_my_commands(),
    "GetMyDescription": lambda s: s.bot.get_my_description(),
    "GetMyName": lambda s: s.bot.get_my_name(),
    "GetMyShortDescription": lambda s: s.bot.get_my_short_description(),
    "GetUpdates": lambda s: s.bot.get_updates(),
    "GetWebhookInfo": lambda s: s.bot.get_webhook_info(),
    "LeaveChat": lambda s: s.bot.leave_chat(s.group_id),
    "PinChatMessage": lambda s: s.bot.pin_chat_message(s.chat_id, s.photo_id),
    "SendChatAction": lambda s: s.bot.send_chat_action(s.chat_id, "upload_photo"),
    "SendDocument": lambda s: s.bot.send_document(s.chat_id, BufferedInputFile(b"%PDF", "мост.pdf"), caption="Мост"),
    "SendLocation": lambda s: s.bot.send_location(s.chat_id, 55.75, 37.62),
    "SendMediaGroup": lambda s: s.bot.send_media_group(
        s.chat_id, [InputMediaPhoto(media=s.file_id), InputMediaPhoto(media=_photo())]
    ),
    "SendMessage": lambda s: s.bot.send_message(s.chat_id, "<b>Мост</b>", parse_mode="HTML", reply_markup=KEYBOARD),
    "SendPhoto": lambda s: s.bot.send_photo(s.chat_id, _photo(), caption="Мост", reply_markup=KEYBOARD),
    "SendVenue": lambda s: s.bot.send_venue(s.chat_id, 55.75, 37.62, "Кремль", "Москва"),
    "SetChatMenuButton": lambda s: s.bot.set_chat_menu_button(s.chat_id),
    "SetMessageReaction": lambda s: s.bot.set_message_reaction(s.chat_id, s.text_id, [ReactionTypeEmoji(emoji="👍")]),
    "SetMyCommands": lambda s: s.bot.set_my_commands(
        [BotCommand(command="start", description="Начать")], BotCommandScopeChatMember(chat_id=s.group_id, user_id=1003)
    ),
    "SetMyDescription": lambda s: s.bot.set_my_description("Фотобанк"),
    "SetMyName": lambda s: s.bot.set_my_name("Фотобанк"),
    "SetMyShortDescription": lambda s: s.bot.set_my_short_description("Фотобанк"),
    "SetWebhook": lambda s: s.bot.set_webhook(s.webhook, secret_token="x"),
    "UnpinAllChatMessages": lambda s: s.bot.unpin_all_chat_messages(s.chat_id),
    "UnpinChatMessage": lambda s: _pinned_and_unpinned(s),
}

BAD: dict[str, tuple[Act, str]] = {
    "AnswerCallbackQuery": (lambda s: s.bot.answer_callback_query("1"), "query is too old"),
    "AnswerInlineQuery": (lambda s: s.bot.answer_inline_query("1", []), "query is too old"),
    "CopyMessage": (lambda s: s.bot.copy_message(s.chat_id, s.chat_id, 1), "message to copy not found"),
    "CopyMessages": (
        lambda s: s.bot.copy_messages(s.chat_id, s.chat_id, [2, 1]),
        "message identifiers must be in a strictly increasing order",
    ),
    "DeleteMessage": (lambda s: s.bot.delete_message(s.chat_id, 1), "message to delete not found"),
    "DeleteMessages": (lambda s: s.bot.delete_messages(s.chat_id, []), "message identifiers are not specified"),
    "EditMessageCaption": (
        lambda s: s.bot.edit_message_caption(chat_id=s.chat_id, message_id=s.text_id, caption="x"),
        "there is no caption in the message to edit",
    ),
    "EditMessageMedia": (
        lambda s: s.bot.edit_message_media(InputMediaPhoto(media="AAAA"), chat_id=s.chat_id, message_id=s.photo_id),
        "wrong remote file identifier specified",
    ),
    "EditMessageReplyMarkup": (
        lambda s: s.bot.edit_message_reply_markup(chat_id=s.chat_id, message_id=s.text_id),
        "message is not modified",
    ),
    "EditMessageText": (
        lambda s: s.bot.edit_message_text("x", chat_id=s.chat_id, message_id=s.photo_id),
        "there is no text in the message to edit",
    ),
    "ForwardMessage": (lambda s: s.bot.forward_message(s.chat_id, s.chat_id, 1), "message to forward not found"),
    "ForwardMessages": (
        lambda s: s.bot.forward_messages(s.chat_id, s.chat_id, [1]),
        "there are no messages to forward",
    ),
    "GetChat": (lambda s: s.bot.get_chat(7), "chat not found"),
    "GetChatAdministrators": (
        lambda s: s.bot.get_chat_administrators(s.chat_id),
        "there are no administrators in the private chat",
    ),
    "GetChatMember": (lambda s: s.bot.get_chat_member(s.chat_id, 7), "member not found"),
    "GetChatMemberCount": (lambda s: s.bot.get_chat_member_count(7), "chat not found"),
    "GetChatMenuButton": (lambda s: s.bot.get_chat_menu_button(7), "chat not found"),
    "LeaveChat": (lambda s: s.bot.leave_chat(s.chat_id), "can't be changed in private chats"),
    "PinChatMessage": (lambda s: s.bot.pin_chat_message(s.chat_id, 1), "message to pin not found"),
    "SendLocation": (lambda s: s.bot.send_location(s.chat_id, 91, 0), "wrong location specified"),
    "SendVenue": (lambda s: s.bot.send_venue(s.chat_id, 0, 181, "x", "x"), "wrong venue location specified"),
    "SetChatMenuButton": (lambda s: s.bot.set_chat_menu_button(7), "chat not found"),
    "SetMessageReaction": (
        lambda s: s.bot.set_message_reaction(s.chat_id, s.text_id, [ReactionTypeEmoji(emoji="x")]),
        "REACTION_INVALID",
    ),
    "SetMyDescription": (lambda s: s.bot.set_my_description("x" * 513), "bot description is too long"),
    "SetMyName": (lambda s: s.bot.set_my_name("x" * 65), "bot name is too long"),
    "SetMyShortDescription": (lambda s: s.bot.set_my_short_description("x" * 121), "bot short description is too long"),
    "UnpinChatMessage": (lambda s: s.bot.unpin_chat_message(s.chat_id, message_id=1), "message to unpin not found"),
    "GetFile": (lambda s: s.bot.get_file("AAAA"), "invalid file_id"),
    "SendChatAction": (lambda s: s.bot.send_chat_action(s.chat_id, "dancing"), "wrong parameter action in request"),
    "SendDocument": (lambda s: s.bot.send_document(s.chat_id, s.file_id), "can't use file of type Photo as Document"),
    "SendMediaGroup": (lambda s: s.bot.send_media_group(s.chat_id, []), "there are no messages to send"),
    "SendMessage": (lambda s: s.bot.send_message(s.chat_id, "<b>x", parse_mode="HTML"), "can't parse entities"),
    "SendPhoto": (
        lambda s: s.bot.send_photo(s.chat_id, BufferedInputFile(b"not a picture", "p.png")),
        "IMAGE_PROCESS_FAILED",
    ),
    "SetMyCommands": (
        lambda s: s.bot.set_my_commands([BotCommand(command="Start!", description="x")]),
        "BOT_COMMAND_INVALID",
    ),
    "SetWebhook": (lambda s: s.bot.set_webhook("http://example.org"), "An HTTPS URL must be provided for webhook"),
}


def methods_used() -> set[str]:
    """The names of the methods that the bot's code builds or calls, wherever it does, its local Telegram excepted."""
    every = {
        name
        for name, kind in vars(aiogram.methods).items()
        if isinstance(kind, type) and issubclass(kind, TelegramMethod) and kind is not TelegramMethod
    }
    called = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): name for name in every}
    used = set(UNSPOKEN)
    folder = Path(str(bot_package.__file__)).parent
    for file in folder.rglob("*.py"):
        if "sandbox" in file.relative_to(folder).parts:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "aiogram.methods":
                used |= every.intersection(alias.name for alias in node.names)
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in called
                # What a class asks of itself is no call of Telegram's, whatever its name.
                and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "self")
            ):
                used.add(called[node.func.attr])
    return used
