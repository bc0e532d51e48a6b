"""Under the terms: accepting them, and registering with the same tap."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import AcceptTap
from bot.locales import gettext as _
from engine.rights.terms import Terms


def terms_keyboard(terms: Terms) -> InlineKeyboardMarkup | None:
    """Nothing to press where everything is accepted already."""
    rows = []
    if not terms.registered:
        rows.append([_accept(_("I accept, register me"), terms, register=True)])
    if terms.accepted_at is None:
        rows.append([_accept(_("I accept"), terms, register=False)])
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _accept(text: str, terms: Terms, *, register: bool) -> InlineKeyboardButton:
    tap = AcceptTap(version=terms.version, registers=register)
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
