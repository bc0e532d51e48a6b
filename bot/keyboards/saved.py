"""Under the list of saved searches, and where a search can be saved."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks.saved import HowTap, SavedTap, SaveTap
from bot.locales import gettext as _
from engine.library.ports import How, SavedSearch
from engine.model import SearchId


def how_name(how: How) -> str:
    match how:
        case How.OFF:
            return _("no alerts")
        case How.AT_ONCE:
            return _("at once")
        case How.DAILY:
            return _("once a day")


def save_button(search_id: SearchId, *, found: bool) -> InlineKeyboardButton:
    text = _("Save, with alerts") if found else _("Tell me when there are such photos")
    return InlineKeyboardButton(text=text, callback_data=SaveTap(search_id=search_id).pack())


def saved_keyboard(kept: Sequence[SavedSearch]) -> InlineKeyboardMarkup:
    """A row for each: asked again, how it tells (a press changes to the next way), deleted."""
    return InlineKeyboardMarkup(inline_keyboard=[_row(number, saved) for number, saved in enumerate(kept, start=1)])


def alert_row(saved: SavedSearch) -> list[InlineKeyboardButton]:
    """Under an alert: less often, or never."""
    daily, off = (HowTap(saved_id=saved.saved_id, how=int(how)) for how in (How.DAILY, How.OFF))
    row = [InlineKeyboardButton(text=_("No more of these"), callback_data=off.pack())]
    if saved.how is How.AT_ONCE:
        row.insert(0, InlineKeyboardButton(text=_("Once a day"), callback_data=daily.pack()))
    return row


def _row(number: int, saved: SavedSearch) -> list[InlineKeyboardButton]:
    ways = tuple(How)
    following = ways[(ways.index(saved.how) + 1) % len(ways)]
    change = HowTap(saved_id=saved.saved_id, how=int(following))
    return [
        InlineKeyboardButton(text=f"▶ {number}", callback_data=SavedTap(saved_id=saved.saved_id).pack()),
        InlineKeyboardButton(text=f"{number}: {how_name(saved.how)}", callback_data=change.pack()),
        InlineKeyboardButton(text=f"✕ {number}", callback_data=HowTap(saved_id=saved.saved_id).pack()),
    ]
