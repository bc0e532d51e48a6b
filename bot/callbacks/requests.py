"""Buttons of what people ask of those who moderate, and of what stands behind *More* under a photo."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.callbacks import Back, Id, Page
from engine.people.requests import Trouble

TROUBLES = tuple(Trouble)
REASONS = 3
TroubleNumber = Annotated[int, Field(ge=0, lt=len(TROUBLES))]


class MoreTap(CallbackData, prefix="m"):
    """What stands behind *More* under a photo, or what can be reported of it; with where *back* leads, if anywhere."""

    photo_id: Id
    reporting: bool = False
    search_id: Id | None = None
    page: Page = 1

    @property
    def back(self) -> Back | None:
        return None if self.search_id is None else Back(search_id=self.search_id, page=self.page)


class ReportTap(CallbackData, prefix="mr"):
    """One thing that may be wrong with a photo, by its number among TROUBLES; with where *back* leads, if anywhere."""

    photo_id: Id
    trouble: TroubleNumber
    search_id: Id | None = None
    page: Page = 1

    @property
    def back(self) -> Back | None:
        return None if self.search_id is None else Back(search_id=self.search_id, page=self.page)

    @property
    def named(self) -> Trouble:
        return TROUBLES[self.trouble]


class SettleTap(CallbackData, prefix="ms"):
    report_id: Id
    withdrawn: bool


class RefuseTap(CallbackData, prefix="mf"):
    """Why a partner's access is refused, by its number among the presenters' reasons."""

    request_id: Id
    reason: Annotated[int, Field(ge=0, lt=REASONS)]


class PartnerTap(CallbackData, prefix="mp"):
    request_id: Id
    granted: bool
