"""Under the history: each search again, each deleted, all deleted."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import DeleteHistoryTap, RepeatTap
from bot.locales import gettext as _
from engine.model import Search

ROW = 3
"""Pairs of buttons beside each other: a phone shows six short ones."""


def history_keyboard(searches: Sequence[Search]) -> InlineKeyboardMarkup:
    pairs = [
        (
            InlineKeyboardButton(text=str(number), callback_data=RepeatTap(search_id=search.search_id).pack()),
            InlineKeyboardButton(text=f"✕ {number}", callback_data=DeleteHistoryTap(search_id=search.search_id).pack()),
        )
        for number, search in enumerate(searches, start=1)
    ]
    rows = [[button for pair in pairs[at : at + ROW] for button in pair] for at in range(0, len(pairs), ROW)]
    everything = InlineKeyboardButton(text=_("Delete everything"), callback_data=DeleteHistoryTap().pack())
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [everything]])
