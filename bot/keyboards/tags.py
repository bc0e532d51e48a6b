"""Tags as buttons, each with its count: two beside each other, and the pages below."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import Back
from bot.callbacks.refining import CardTagsTap, TagPageTap, TagTap
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.markup import clip
from engine.model import Kind, Photo, Tag
from engine.search.narrowing import number_of
from engine.tagging.browse import TagPage

ROW = 2
LABEL = 28
ON_CARD = 20


def tags_keyboard(page: TagPage) -> InlineKeyboardMarkup:
    buttons = [_tag(one.tag, TagTap(tag=one.number, here=False), f" · {one.count}") for one in page.tags]
    turning = []
    if page.page > 1:
        turning.append(_turn(_("◀ Page {page}"), page.page - 1))
    if page.page < page.page_count:
        turning.append(_turn(_("Page {page} ▶"), page.page + 1))
    rows = _in_rows(buttons)
    return InlineKeyboardMarkup(inline_keyboard=[*rows, turning] if turning else rows)


def card_tags_keyboard(photo: Photo, back: Back | None) -> InlineKeyboardMarkup:
    """Every tag of an opened photo, and the way back to it."""
    rows = _in_rows(_of_photo(photo, back)[:ON_CARD])
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [_card(_("↩ Back to the photo"), photo, back, opened=False)]])


def tags_button(photo: Photo, back: Back | None) -> InlineKeyboardButton:
    """All of them are behind it; the card names them."""
    return _card(_("Tags: {count}").format(count=len(photo.tags)), photo, back, opened=True)


def _of_photo(photo: Photo, back: Back | None) -> list[InlineKeyboardButton]:
    search_id = back.search_id if back else None
    return [
        _tag(one.tag, TagTap(tag=number_of(Kind.TAG, one.tag.slug), here=True, search_id=search_id))
        for one in photo.tags
    ]


def _in_rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[at : at + ROW]) for at in range(0, len(buttons), ROW)]


def _tag(tag: Tag, tap: TagTap, count: str = "") -> InlineKeyboardButton:
    return InlineKeyboardButton(text=f"#{clip(tag.name(spoken()), LABEL)}{count}", callback_data=tap.pack())


def _card(text: str, photo: Photo, back: Back | None, *, opened: bool) -> InlineKeyboardButton:
    tap = CardTagsTap(
        photo_id=photo.photo_id,
        opened=opened,
        search_id=back.search_id if back else None,
        page=back.page if back else 1,
    )
    return InlineKeyboardButton(text=text, callback_data=tap.pack())


def _turn(label: str, to: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label.format(page=to), callback_data=TagPageTap(page=to).pack())
