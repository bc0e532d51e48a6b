"""Buttons of saved searches, and of places on the map."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.callbacks import Id
from engine.library.ports import How

HowNumber = Annotated[int, Field(ge=0, lt=len(How))]


class SaveTap(CallbackData, prefix="v"):
    """Keeps a search and tells of new photos that match."""

    search_id: Id


class SavedTap(CallbackData, prefix="vo"):
    """Asks a saved search again."""

    saved_id: Id


class HowTap(CallbackData, prefix="vh"):
    """When to tell of new photos; without a number, the saved search is deleted."""

    saved_id: Id
    how: HowNumber | None = None

    @property
    def wanted(self) -> How | None:
        return None if self.how is None else How(self.how)


class OnMapTap(CallbackData, prefix="g"):
    """Where a photo was taken."""

    photo_id: Id


class NearTap(CallbackData, prefix="gn"):
    """What else was taken around there."""

    photo_id: Id
