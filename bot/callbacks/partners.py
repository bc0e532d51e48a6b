"""Buttons for those who use many photos: a photo's last days, what a search found as ZIPs, usage as a table."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from bot.callbacks import Back, Id, Page


class DaysTap(CallbackData, prefix="n"):
    """A photo's numbers by day; with where *back* leads, if anywhere."""

    photo_id: Id
    search_id: Id | None = None
    page: Page = 1

    @property
    def back(self) -> Back | None:
        return None if self.search_id is None else Back(search_id=self.search_id, page=self.page)


class ZipSearchTap(CallbackData, prefix="z"):
    """What a search found, as ZIP files."""

    search_id: Id


class UsageTap(CallbackData, prefix="ku"):
    """Which photos of a collection were taken, as a table."""

    collection_id: Id
