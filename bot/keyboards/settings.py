"""Under the settings: the languages; under the question whether to forget: yes and no."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import LANGUAGES, ForgetTap, LanguageTap
from bot.locales import catalogue
from bot.locales import gettext as _


def languages_keyboard() -> InlineKeyboardMarkup:
    """Each language in its own words, for whoever is lost in another one."""
    buttons = [
        InlineKeyboardButton(text=catalogue(language).gettext("English"), callback_data=LanguageTap(number=n).pack())
        for n, language in enumerate(LANGUAGES)
    ]
    return InlineKeyboardMarkup(inline_keyboard=[buttons])


def forget_keyboard() -> InlineKeyboardMarkup:
    yes = InlineKeyboardButton(text=_("Forget me"), callback_data=ForgetTap(sure=True).pack(), style="danger")
    no = InlineKeyboardButton(text=_("Keep everything"), callback_data=ForgetTap(sure=False).pack())
    return InlineKeyboardMarkup(inline_keyboard=[[yes], [no]])
