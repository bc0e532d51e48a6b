"""Under the wish-list and under one wish."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from admin.wishes.ports import WishState
from admin.wishes.settling import OpenedWish, WishPage
from bot.callbacks.wishes import STATES, SettleWishTap, WishesTap, WishTap
from bot.locales import gettext as _


def state_name(state: WishState) -> str:
    match state:
        case WishState.OPEN:
            return _("open")
        case WishState.PLANNED:
            return _("planned")
        case WishState.DONE:
            return _("done")
        case WishState.NOT_OURS:
            return _("not ours")


def wishes_keyboard(page: WishPage) -> InlineKeyboardMarkup:
    """A number for each wish of the page, its neighbours, and the other states with how many there are."""
    numbers = [
        InlineKeyboardButton(text=str(number), callback_data=WishTap(wish_id=wish.wish_id, page=page.page).pack())
        for number, wish in enumerate(page.wishes, start=1)
    ]
    turning = []
    if page.page > 1:
        turning.append(_list(_("◀ Page {page}").format(page=page.page - 1), page.state, page.page - 1))
    if page.page < page.page_count:
        turning.append(_list(_("Page {page} ▶").format(page=page.page + 1), page.state, page.page + 1))
    others = [
        _list(f"{state_name(state).capitalize()} · {page.counts.get(state, 0)}", state)
        for state in STATES
        if state is not page.state
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in (numbers, turning, others) if row])


def wish_keyboard(opened: OpenedWish) -> InlineKeyboardMarkup:
    wish = opened.wish
    ways = [state for state in STATES if state is not wish.state]
    row = [
        InlineKeyboardButton(
            text=_way(state),
            callback_data=SettleWishTap(wish_id=wish.wish_id, state=STATES.index(state)).pack(),
        )
        for state in ways
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row, [_list(_("↩ Back to the wishes"), wish.state, opened.page)]])


def _way(state: WishState) -> str:
    match state:
        case WishState.OPEN:
            return _("Open again")
        case WishState.PLANNED:
            return _("✎ Planned")
        case WishState.DONE:
            return _("✓ Done")
        case WishState.NOT_OURS:
            return _("✕ Not ours")


def _list(text: str, state: WishState, page: int = 1) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=WishesTap(state=STATES.index(state), page=page).pack())
