"""Buttons of the audit log: its pages, and taking something back."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from admin.audit.reading import Deeds
from bot.callbacks import Id, Page
from engine.model import PersonId, PhotoId


class AuditTap(CallbackData, prefix="au"):
    """A page of the deeds of one photo, one person or one day (its ordinal)."""

    page: Page
    photo_id: Id | None = None
    person_id: Id | None = None
    day: Annotated[int, Field(ge=1, le=dt.date.max.toordinal())] | None = None

    @property
    def asked(self) -> Deeds:
        return Deeds(
            photo_id=None if self.photo_id is None else PhotoId(self.photo_id),
            person_id=None if self.person_id is None else PersonId(self.person_id),
            day=None if self.day is None else dt.date.fromordinal(self.day),
        )


class UndoTap(CallbackData, prefix="un"):
    """One deed taken back."""

    deed_id: Id
