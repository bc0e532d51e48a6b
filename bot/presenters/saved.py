"""Saved searches as a list, and what an alert says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.saved import alert_row, how_name, saved_keyboard
from bot.locales import gettext as _
from bot.presenters.history import asked
from bot.presenters.markup import fill, join
from bot.presenters.messages import PhotoMessage, TextMessage
from bot.presenters.sheet import sheet_of
from engine.library.alerts import Alert
from engine.library.ports import SavedSearch
from engine.ports import Files


def saved_of(kept: Sequence[SavedSearch]) -> TextMessage:
    if not kept:
        sentence = _("You keep no searches yet. Under what was found, press Refine, then Save.")
        return TextMessage(text=fill(sentence))
    lines = [
        fill("{number}. {asked} · {how}", number=number, asked=asked(saved.query), how=how_name(saved.how))
        for number, saved in enumerate(kept, start=1)
    ]
    head = fill(_("<b>Your saved searches</b>\n▶ asks again, the middle button changes the alerts, ✕ deletes."))
    return TextMessage(text=join("\n", [head, *lines]), keyboard=saved_keyboard(kept))


def is_saved() -> str:
    """For a toast."""
    return _("Saved: I will tell you of new photos. All of them: /alerts")


def switched(saved_id: int, kept: Sequence[SavedSearch]) -> str:
    """For a toast."""
    now = next((one for one in kept if one.saved_id == saved_id), None)
    return _("Deleted.") if now is None else _("Alerts: {how}.").format(how=how_name(now.how))


def alert_of(alert: Alert, files: Files) -> PhotoMessage:
    sheet = sheet_of(alert.page, files)
    rows = sheet.keyboard.inline_keyboard if sheet.keyboard else []
    return replace(sheet, keyboard=InlineKeyboardMarkup(inline_keyboard=[*rows, alert_row(alert.saved)]))
