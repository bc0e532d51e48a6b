"""The nouns of the photobank, as `GLOSSARY.md` defines them: plain frozen values, no I/O, no framework.

What a photo is lies in `engine.photo`, what may be asked in `engine.query` and `engine.filters`; all are named here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, NewType

import numpy as np
from numpy.typing import NDArray

from engine.experiments import USUAL, Shown
from engine.filters import Colour as Colour
from engine.filters import Conditions as Conditions
from engine.filters import Filters as Filters
from engine.filters import Season as Season
from engine.filters import Sort as Sort
from engine.filters import TimeOfDay as TimeOfDay
from engine.filters import Weather as Weather
from engine.photo import Caption as Caption
from engine.photo import ContentHash as ContentHash
from engine.photo import Language as Language
from engine.photo import Metadata as Metadata
from engine.photo import NewPhoto as NewPhoto
from engine.photo import Photo as Photo
from engine.photo import PhotoId as PhotoId
from engine.photo import PhotoState as PhotoState
from engine.photo import PhotoTag as PhotoTag
from engine.photo import Rights as Rights
from engine.photo import Tag as Tag
from engine.query import Kind as Kind
from engine.query import PhotoSample as PhotoSample
from engine.query import Query as Query
from engine.query import Sample as Sample
from engine.query import SentSample as SentSample
from engine.query import Span as Span

SearchId = NewType("SearchId", int)
PersonId = NewType("PersonId", int)
Vector = NDArray[np.float32]
"""One embedding, shape (dimension,), Euclidean norm 1."""
Vectors = NDArray[np.float32]
"""Embeddings, shape (n, dimension), each row of Euclidean norm 1."""


class Role(StrEnum):
    """Who acts; each role may do what the ones before it may. Uploading is a grant, not a role."""

    VISITOR = "visitor"
    MEMBER = "member"
    PARTNER = "partner"
    MODERATOR = "moderator"
    OWNER = "owner"


class Band(StrEnum):
    """How sure a match is."""

    EXACT = "exact"
    CLOSE = "close"
    FAR = "far"


class Shelf(StrEnum):
    """Photos that stand together without having been searched for, shown by the same pages as what was."""

    FAVOURITES = "favourites"
    FRESH = "fresh"
    RANDOM = "random"
    COLLECTION = "collection"
    NEAR = "near"
    ALERT = "alert"
    """New photos that a saved search had waited for."""
    INLINE = "inline"
    """What was asked from another chat, or lay open there before anything was asked."""


class Reason(StrEnum):
    """Why a photo is a hit."""

    TAGS = "tags"
    WORDS = "words"
    LOOKS = "looks"


class Ranked(NamedTuple):
    """A place in a ranked list; a tuple, for a search makes hundreds of them more than once.

    `score` is the calibrated confidence, comparable between encoders: 1 and above is the exact band, 0 to 1 the
    close one, below 0 far; 1 where only tags were asked.
    """

    photo_id: PhotoId
    score: float
    band: Band
    reason: Reason
    similar: tuple[PhotoId, ...] = ()
    """Near-duplicates that stand behind this one and have no place of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A ranked photo on a page. `photo` is None where it was withdrawn since the search was made."""

    number: int
    """Place on its page, from 1."""
    photo_id: PhotoId
    photo: Photo | None
    score: float
    band: Band
    reason: Reason
    similar_count: int = 0
    """How many similar frames stand behind this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value of one property, and how many of the found photos have it. `kind` and `value` are as in a Span."""

    kind: Kind
    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """The query with one span or sample fewer, and how many photos that would find."""

    dropped: Span | Sample
    query: Query
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One saved asking of a Query: the ranked ids stay as they were found, so that pages are stable."""

    search_id: SearchId
    person_id: PersonId
    query: Query
    ranked: tuple[Ranked, ...]
    asked_at: dt.datetime
    facets: tuple[Facet, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    shelf: Shelf | None = None
    """What these photos are where nobody searched for them."""
    previous_id: SearchId | None = None
    """The search that this one was made from, by a message or a button."""
    page_size: int = USUAL.page_size
    """Photos on a page: as many on every one, whatever the person would get today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPage:
    """An ordered slice of a search.

    `found` counts exact and close photos, those behind similar ones included; `total` the places that can be paged to.
    """

    search_id: SearchId
    query: Query
    tags: tuple[Tag, ...]
    """The vocabulary's entries for the query's tags, denied ones too."""
    hits: tuple[Hit, ...]
    page: int
    """From 1."""
    page_count: int
    found: int
    total: int
    facets: tuple[Facet, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    shelf: Shelf | None = None
    previous_id: SearchId | None = None
    """The search that this one was made from, which *undo* leads to."""

    invites: bool = False
    """Says what the numbers are for."""

    @property
    def understood(self) -> tuple[Span, ...]:
        """How the text was read, in its order."""
        return self.query.understood or ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who wrote to the bot: a random pseudonym beside the Telegram id, which erasing deletes.

    `language` is the person's own choice, `heard` the one that their client spoke last.
    """

    person_id: PersonId
    telegram_id: int
    role: Role
    language: Language | None = None
    heard: Language | None = None
    may_upload: bool = False
    """An owner lets this partner send photos in; whoever moderates may anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts in this update, and in which language they are answered."""

    person_id: PersonId
    role: Role
    language: Language
    may_upload: bool = False
    """As of the person; the table of acts says to whom it opens what."""
    shown: Shown = USUAL
    """What experiments give them to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something a person did. `facts` holds JSON values only."""

    kind: str
    person_id: PersonId | None
    happened_at: dt.datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
