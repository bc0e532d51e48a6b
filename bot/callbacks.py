"""What a button carries: ids and numbers only, at most 64 bytes, and never trusted."""

from __future__ import annotations

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

LARGEST_ID = 2**63 - 1
"""What the storage's ids can hold; a forged larger one is refused before any query."""

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Page = Annotated[int, Field(ge=1, le=9999)]


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


class ExampleTap(CallbackData, prefix="e"):
    """One of the example queries of the welcome, from 0."""

    number: Annotated[int, Field(ge=0, le=99)]
