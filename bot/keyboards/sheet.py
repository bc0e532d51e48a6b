"""Under a contact sheet: its numbers, laid out as on the picture, and the way to the neighbouring pages."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import OpenPageTap, OpenPhotoTap
from bot.locales import gettext as _
from engine.images.contact_sheet import grid_for
from engine.model import Hit, HitPage


def sheet_keyboard(page: HitPage) -> InlineKeyboardMarkup:
    """A number for every slot, withdrawn ones included, so that the places stay where the eye expects them."""
    columns, _rows = grid_for(len(page.hits))
    numbers = [_number(page, hit) for hit in page.hits]
    rows = [numbers[start : start + columns] for start in range(0, len(numbers), columns)]
    turning = []
    if page.page > 1:
        turning.append(_turn(_("◀ Page {page}"), page, page.page - 1))
    if page.page < page.page_count:
        turning.append(_turn(_("Page {page} ▶"), page, page.page + 1))
    return InlineKeyboardMarkup(inline_keyboard=[*rows, turning] if turning else rows)


def _number(page: HitPage, hit: Hit) -> InlineKeyboardButton:
    tap = OpenPhotoTap(photo_id=hit.photo_id, search_id=page.search_id, page=page.page)
    return InlineKeyboardButton(text=str(hit.number), callback_data=tap.pack())


def _turn(label: str, page: HitPage, to: int) -> InlineKeyboardButton:
    tap = OpenPageTap(search_id=page.search_id, page=to)
    return InlineKeyboardButton(text=label.format(page=to), callback_data=tap.pack())
