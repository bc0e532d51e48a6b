"""What changes a search: one row under its sheet, and behind *Refine* its chips and facets."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import OpenPageTap
from bot.callbacks.partners import ZipSearchTap
from bot.callbacks.refining import (
    ChipAct,
    ChipTap,
    FacetsTap,
    NarrowTap,
    NewSearchTap,
    PanelTap,
    RelaxTap,
    UndoTap,
)
from bot.keyboards.saved import save_button
from bot.locales import gettext as _
from bot.locales import ngettext
from bot.presenters.facts import kind_name, part_name, value_name
from bot.presenters.markup import clip
from engine.model import Facet, HitPage, Kind, Relaxation
from engine.search.chips import Chip
from engine.search.narrowing import KINDS, number_of
from engine.search.panel import Panel

Row = list[InlineKeyboardButton]

CHIPS = 6
VALUES = 12
KIND_ROW = 3
VALUE_ROW = 2
LABEL = 28
"""Characters that half of a phone's width shows."""


def refining_row(page: HitPage) -> Row:
    """`Refine`, and once a search was changed, the way back and the way out."""
    row = [_button(_("Refine"), PanelTap(search_id=page.search_id, page=page.page))]
    if page.previous_id is not None:
        row += [_button(_("Undo"), UndoTap(search_id=page.search_id)), new_search_button()]
    return row


def new_search_button() -> InlineKeyboardButton:
    return _button(_("New search"), NewSearchTap())


def relaxation_rows(page: HitPage, limit: int) -> list[Row]:
    """`Without “winter” · 12 photos`, the most fruitful first."""
    return [[_relaxation(page, number, one)] for number, one in enumerate(page.relaxations[:limit])]


def _relaxation(page: HitPage, number: int, one: Relaxation) -> InlineKeyboardButton:
    sentence = ngettext("Without “{dropped}” · {count} photo", "Without “{dropped}” · {count} photos", one.found)
    dropped = part_name(one.dropped, {tag.slug: tag for tag in page.tags})
    label = sentence.format(dropped=clip(dropped, LABEL), count=one.found)
    return _button(label, RelaxTap(search_id=page.search_id, number=number))


def panel_keyboard(panel: Panel) -> InlineKeyboardMarkup:
    page = panel.page
    rows = [_chip(panel, chip) for chip in panel.chips[:CHIPS]]
    kinds = [kind for kind in KINDS if any(facet.kind is kind for facet in panel.facets)]
    buttons = [
        _button(kind_name(kind), FacetsTap(search_id=page.search_id, page=page.page, kind=KINDS.index(kind)))
        for kind in kinds
    ]
    rows += [buttons[at : at + KIND_ROW] for at in range(0, len(buttons), KIND_ROW)]
    if panel.may_download and page.found:
        rows.append([_button(_("Download what was found, ZIP"), ZipSearchTap(search_id=page.search_id))])
    rows.append([save_button(page.search_id, found=bool(page.found))])
    back = _button(_("↩ Back to the photos"), OpenPageTap(search_id=page.search_id, page=page.page))
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [back, new_search_button()]])


def facets_keyboard(panel: Panel, kind: Kind) -> InlineKeyboardMarkup:
    facets = [facet for facet in panel.facets if facet.kind is kind][:VALUES]
    buttons = [_facet(panel, facet) for facet in facets]
    rows = [buttons[at : at + VALUE_ROW] for at in range(0, len(buttons), VALUE_ROW)]
    back = _button(_("↩ Back"), PanelTap(search_id=panel.page.search_id, page=panel.page.page))
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [back]])


def _chip(panel: Panel, chip: Chip) -> Row:
    """The condition itself, which a press denies, and ✕ beside it."""
    label = clip(_named(panel, chip), LABEL)
    remove = ChipTap(search_id=panel.page.search_id, chip=chip.number, act=ChipAct.REMOVE)
    if not chip.can_flip:
        return [_button(f"✕ {label}", remove)]
    flip = ChipTap(search_id=panel.page.search_id, chip=chip.number, act=ChipAct.FLIP)
    return [_button(label, flip), _button("✕", remove)]


def _named(panel: Panel, chip: Chip) -> str:
    return part_name(chip.part, panel.tags, negated=chip.negated)


def _facet(panel: Panel, facet: Facet) -> InlineKeyboardButton:
    name = clip(value_name(facet.kind, facet.value, panel.tags), LABEL - 6)
    tap = NarrowTap(search_id=panel.page.search_id, facet=number_of(facet.kind, facet.value))
    return _button(f"{name} · {facet.count}", tap)


def _button(text: str, tap: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
