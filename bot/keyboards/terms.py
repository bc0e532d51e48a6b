"""Under the terms: accepting them, and registering with the same tap."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import SIZES, AcceptTap
from bot.keyboards.photo import download_button
from bot.locales import gettext as _
from engine.images.giving import Size
from engine.model import PhotoId
from engine.rights.download import TermsNeeded
from engine.rights.terms import Terms


def terms_keyboard(terms: Terms) -> InlineKeyboardMarkup | None:
    """Nothing to press where everything is accepted already."""
    registering = AcceptTap(version=terms.version, registers=True)
    accepting = AcceptTap(version=terms.version, registers=False)
    return _keyboard(None if terms.registered else registering, accepting if terms.accepted_at is None else None)


def terms_before_keyboard(needed: TermsNeeded) -> InlineKeyboardMarkup | None:
    """Accepting alone only where that is enough; either way the wanted file is not forgotten."""
    terms = needed.terms
    wanted = {"version": terms.version, "photo_id": needed.photo_id, "size": SIZES.index(needed.size)}
    registering, accepting = AcceptTap(registers=True, **wanted), AcceptTap(registers=False, **wanted)
    return _keyboard(None if terms.registered else registering, None if needed.to_register else accepting)


def take_keyboard(photo_id: PhotoId, size: Size) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[download_button(photo_id, size)]])


def _keyboard(registering: AcceptTap | None, accepting: AcceptTap | None) -> InlineKeyboardMarkup | None:
    rows = []
    if registering is not None:
        rows.append([InlineKeyboardButton(text=_("I accept, register me"), callback_data=registering.pack())])
    if accepting is not None:
        rows.append([InlineKeyboardButton(text=_("I accept"), callback_data=accepting.pack())])
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
