"""Under the welcome: example queries that answer at once."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import ExampleTap
from bot.locales import gettext as _

ROW = 2


def examples() -> tuple[str, ...]:
    """What the buttons ask, in the reader's language. Words only: a tag might be unknown to another bank."""
    return (_("bridge at night"), _("cathedral in winter"), _("autumn park"), _("fireworks over the river"))


def examples_keyboard() -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(text=text, callback_data=ExampleTap(number=number).pack())
        for number, text in enumerate(examples())
    ]
    return InlineKeyboardMarkup(inline_keyboard=[buttons[start : start + ROW] for start in range(0, len(buttons), ROW)])
