"""Under a contact sheet: numbers, laid out as on the picture, the neighbouring pages, and what changes the search."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import OpenPageTap, OpenPhotoTap
from bot.keyboards.refining import refining_row, relaxation_rows
from bot.locales import gettext as _
from engine.images.contact_sheet import grid_for
from engine.model import Hit, HitPage, PhotoId, SentSample

RELAXATIONS = 2
"""Under photos that are only the nearest: two ways out, for the numbers take three rows."""


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
    rows += [row for row in (turning, _same_frame(page)) if row]
    if page.shelf is None:
        rows += [*relaxation_rows(page, RELAXATIONS), refining_row(page)]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _number(page: HitPage, hit: Hit) -> InlineKeyboardButton:
    return _opening(str(hit.number), page, hit.photo_id)


def _same_frame(page: HitPage) -> list[InlineKeyboardButton]:
    """The bank's photo that somebody sent: no hit, but what they may have been after."""
    known = [one.same_as for one in page.query.samples if isinstance(one, SentSample) and one.same_as]
    return [_opening(_("Open this very photo"), page, photo_id) for photo_id in known[:1]]


def _opening(label: str, page: HitPage, photo_id: PhotoId) -> InlineKeyboardButton:
    tap = OpenPhotoTap(photo_id=photo_id, search_id=page.search_id, page=page.page)
    return InlineKeyboardButton(text=label, callback_data=tap.pack())


def _turn(label: str, page: HitPage, to: int) -> InlineKeyboardButton:
    tap = OpenPageTap(search_id=page.search_id, page=to)
    return InlineKeyboardButton(text=label.format(page=to), callback_data=tap.pack())
