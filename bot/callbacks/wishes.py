"""Buttons of the wish-list."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from admin.wishes.ports import WishState
from bot.callbacks import Id, Page

STATES = tuple(WishState)
StateNumber = Annotated[int, Field(ge=0, lt=len(STATES))]


class WishesTap(CallbackData, prefix="w"):
    """A page of the wishes in one state, by its number among STATES."""

    state: StateNumber
    page: Page = 1

    @property
    def wanted(self) -> WishState:
        return STATES[self.state]


class WishTap(CallbackData, prefix="wo"):
    """One wish; the page is where *back* leads."""

    wish_id: Id
    page: Page = 1


class SettleWishTap(CallbackData, prefix="ws"):
    """What is to become of a wish, by the number of the state."""

    wish_id: Id
    state: StateNumber

    @property
    def wanted(self) -> WishState:
        return STATES[self.state]
