"""Buttons that change a search: its panel, chips, facets, relaxations, undo, more and less like a photo; and tags."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.callbacks import Back, Id, Page
from engine.search.narrowing import KINDS

Number = Annotated[int, Field(ge=0, le=999)]
"""A place in a list that the search itself gives."""
Name = Annotated[int, Field(ge=0, lt=2**48)]
"""Stands for a tag or for a facet's value (`engine.search.narrowing.number_of`)."""
KindNumber = Annotated[int, Field(ge=0, lt=len(KINDS))]


class PanelTap(CallbackData, prefix="q"):
    """What a search can be changed by, in the place of its numbers; the page is where it was opened."""

    search_id: Id
    page: Page


class ChipAct(IntEnum):
    """What is to be done with a chip."""

    REMOVE = 0
    FLIP = 1


class ChipTap(CallbackData, prefix="qc"):
    search_id: Id
    chip: Number
    act: ChipAct


class FacetsTap(CallbackData, prefix="qf"):
    """The values of one kind of facet, by its number among KINDS."""

    search_id: Id
    page: Page
    kind: KindNumber


class NarrowTap(CallbackData, prefix="qn"):
    """One facet as a condition."""

    search_id: Id
    facet: Name


class RelaxTap(CallbackData, prefix="qr"):
    """The search without one of the things asked for."""

    search_id: Id
    number: Number


class UndoTap(CallbackData, prefix="qu"):
    """The search that this one was made from."""

    search_id: Id


class NewSearchTap(CallbackData, prefix="qx"):
    """Nothing of what was asked before counts any more."""


class LikeTap(CallbackData, prefix="ql"):
    """More like this photo, or less, in this search."""

    search_id: Id
    photo_id: Id
    wanted: bool


class JudgeTap(CallbackData, prefix="qj"):
    """Whether a hit is what was sought."""

    search_id: Id
    photo_id: Id
    fits: bool


class TagTap(CallbackData, prefix="t"):
    """A search for one tag; `here` in the place of the photo that carries it, with the search that it was opened in."""

    tag: Name
    here: bool
    search_id: Id | None = None


class TagPageTap(CallbackData, prefix="tp"):
    """A page of the tag browser."""

    page: Page


class CardTagsTap(CallbackData, prefix="ct"):
    """All tags of an opened photo, or the photo again; with where *back* leads, if anywhere."""

    photo_id: Id
    opened: bool
    search_id: Id | None = None
    page: Page = 1

    @property
    def back(self) -> Back | None:
        return None if self.search_id is None else Back(search_id=self.search_id, page=self.page)
