"""What a button carries: ids and numbers only, at most 64 bytes, and never trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from engine.images.giving import Size
from engine.model import Language

LARGEST_ID = 2**63 - 1
"""What the storage's ids can hold; a forged larger one is refused before any query."""

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Page = Annotated[int, Field(ge=1, le=9999)]
LANGUAGES = (Language.RU, Language.EN)
SIZES = (Size.SCREEN, Size.ORIGINAL)
SizeNumber = Annotated[int, Field(ge=0, lt=len(SIZES))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The page that *back* leads to."""

    search_id: int
    page: int


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
    """Photos that look like this one; from the search in which it was opened, if any."""

    photo_id: Id
    search_id: Id | None = None


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


class FavouriteTap(CallbackData, prefix="f"):
    """Marks a photo, or takes the mark off; with where *back* leads, if anywhere."""

    photo_id: Id
    wanted: bool
    search_id: Id | None = None
    page: Page = 1

    @property
    def back(self) -> Back | None:
        return None if self.search_id is None else Back(search_id=self.search_id, page=self.page)


class CollectTap(CallbackData, prefix="c"):
    """A photo that is to go into a collection."""

    photo_id: Id


class PutTap(CallbackData, prefix="cp"):
    """A photo into this collection, into a new one where none is named."""

    photo_id: Id
    collection_id: Id | None = None


class CollectionAct(IntEnum):
    """What is to be done with a collection."""

    OPEN = 0
    SHARE = 1
    REVOKE = 2
    ZIP = 3
    DELETE = 4
    """Asks whether it really should be."""
    REALLY_DELETE = 5
    LOOK = 6


class CollectionTap(CallbackData, prefix="k"):
    """An act on a collection; `page` is the page of its list of photos."""

    collection_id: Id
    act: CollectionAct
    page: Page = 1


class CollectionsTap(CallbackData, prefix="ks"):
    """A page of one's collections, to open one or, where a photo is named, to put it into one."""

    page: Page
    photo_id: Id | None = None


class PlaceTap(CallbackData, prefix="kp"):
    """A photo of a collection to the first place, or out of it."""

    collection_id: Id
    photo_id: Id
    first: bool
    page: Page = 1


class RepeatTap(CallbackData, prefix="r"):
    """A search of the history, asked again."""

    search_id: Id


class DeleteHistoryTap(CallbackData, prefix="h"):
    """One search of the history, or all where none is named."""

    search_id: Id | None = None


class LanguageTap(CallbackData, prefix="l"):
    """The language of the answers, by its number."""

    number: Annotated[int, Field(ge=0, lt=len(LANGUAGES))]

    @property
    def language(self) -> Language:
        return LANGUAGES[self.number]


class ForgetTap(CallbackData, prefix="x"):
    """The answer to whether somebody really wants to be forgotten."""

    sure: bool


class ExampleTap(CallbackData, prefix="e"):
    """One of the example queries of the welcome, from 0."""

    number: Annotated[int, Field(ge=0, le=99)]
