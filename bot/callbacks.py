"""What a button carries: ids and numbers only, at most 64 bytes, and never trusted."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from engine.images.giving import Size

LARGEST_ID = 2**63 - 1
"""What the storage's ids can hold; a forged larger one is refused before any query."""

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Page = Annotated[int, Field(ge=1, le=9999)]
SIZES = (Size.SCREEN, Size.ORIGINAL)
SizeNumber = Annotated[int, Field(ge=0, lt=len(SIZES))]


class OpenPageTap(CallbackData, prefix="p"):
    """A page of a saved search: paging, and back from a photo."""

    search_id: Id
    page: Page


class OpenPhotoTap(CallbackData, prefix="o"):
    """A photo by its number on a page; the page is where *back* leads."""

    photo_id: Id
    search_id: Id
    page: Page


class SimilarTap(CallbackData, prefix="s"):
    """Photos that look like this one."""

    photo_id: Id


class AcceptTap(CallbackData, prefix="a"):
    """Accepts one version of the terms, and registers with the same tap if wanted."""

    version: Annotated[int, Field(ge=1, le=9999)]
    registers: bool
    photo_id: Id | None = None
    """The photo whose file was wanted, and which of its SIZES."""
    size: SizeNumber = 0


class DownloadTap(CallbackData, prefix="d"):
    """A photo's file, by the number of its size."""

    photo_id: Id
    size: SizeNumber

    @property
    def wanted(self) -> Size:
        return SIZES[self.size]


class ExampleTap(CallbackData, prefix="e"):
    """One of the example queries of the welcome, from 0."""

    number: Annotated[int, Field(ge=0, le=99)]
