"""Where nothing was found: what would be found with one thing fewer, and the ways on from here."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.refining import Row, refining_row, relaxation_rows
from bot.keyboards.saved import save_button
from bot.keyboards.start import examples_keyboard
from engine.model import HitPage, SentSample

RELAXATIONS = 4


def nothing_keyboard(page: HitPage) -> InlineKeyboardMarkup:
    """Relaxations; what may be asked of the future; the search's own row. Examples where there is nothing to relax."""
    rows: list[Row] = [*relaxation_rows(page, RELAXATIONS)]
    if not any(isinstance(one, SentSample) for one in page.query.samples) and not page.query.unknown_tags:
        rows.append([save_button(page.search_id, found=False)])
    rows.append(refining_row(page))
    if not page.relaxations:
        rows = [*examples_keyboard().inline_keyboard, *rows]
    return InlineKeyboardMarkup(inline_keyboard=rows)
