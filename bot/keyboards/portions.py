"""A long list a portion at a time, with the buttons that turn to its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.locales import gettext as _

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion(Generic[T]):
    """`page` of `page_count`, and what it shows; `first` is the number of its first thing in the whole list."""

    shown: tuple[T, ...]
    page: int
    page_count: int
    first: int

    @property
    def numbered(self) -> Iterator[tuple[int, T]]:
        return enumerate(self.shown, start=self.first)


def portion_of(things: Sequence[T], page: int, size: int) -> Portion[T]:
    """The nearest page that there is: a list grows shorter while somebody looks at its end."""
    page_count = max(1, -(-len(things) // size))
    page = min(page, page_count)
    start = (page - 1) * size
    return Portion(shown=tuple(things[start : start + size]), page=page, page_count=page_count, first=start + 1)


def turning(portion: Portion[T], to: Callable[[int], CallbackData]) -> list[list[InlineKeyboardButton]]:
    """A row for the neighbouring pages, none where there is but one page."""
    row = []
    if portion.page > 1:
        row.append(_turn(_("◀ Page {page}"), portion.page - 1, to))
    if portion.page < portion.page_count:
        row.append(_turn(_("Page {page} ▶"), portion.page + 1, to))
    return [row] if row else []


def _turn(label: str, page: int, to: Callable[[int], CallbackData]) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label.format(page=page), callback_data=to(page).pack())
