"""What is said in a group where the answer is for one person alone."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.locales import gettext as _
from bot.presenters.markup import fill
from bot.presenters.messages import TextMessage


def only_in_private(username: str | None) -> TextMessage:
    """`username` is the bot's own, for the way to it."""
    keyboard = None
    if username:
        button = InlineKeyboardButton(text=_("To the private chat"), url=f"https://t.me/{username}?start=group")
        keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    return TextMessage(text=fill(_("That is between us: please ask me in our private chat.")), keyboard=keyboard)
