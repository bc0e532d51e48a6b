"""The nouns of the photobank, as `GLOSSARY.md` defines them: plain frozen values, no I/O, no framework."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NewType

import numpy as np
from numpy.typing import NDArray

from engine.filters import NO_FILTERS
from engine.filters import Colour as Colour
from engine.filters import Conditions as Conditions
from engine.filters import Filters as Filters
from engine.filters import Season as Season
from engine.filters import Sort as Sort
from engine.filters import TimeOfDay as TimeOfDay
from engine.filters import Weather as Weather

PhotoId = NewType("PhotoId", int)
SearchId = NewType("SearchId", int)
PersonId = NewType("PersonId", int)
ContentHash = NewType("ContentHash", str)
"""SHA-256 of the original's bytes, 64 lower-case hex digits."""

Vector = NDArray[np.float32]
"""One embedding, shape (dimension,), Euclidean norm 1."""
Vectors = NDArray[np.float32]
"""Embeddings, shape (n, dimension), each row of Euclidean norm 1."""


class Language(StrEnum):
    RU = "ru"
    EN = "en"


class PhotoState(StrEnum):
    """A photo's life: received → indexed → in review → published → withdrawn, or rejected."""

    RECEIVED = "received"
    INDEXED = "indexed"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class Role(StrEnum):
    """Who acts; each role may do what the ones before it may. Uploading is a grant, not a role."""

    VISITOR = "visitor"
    MEMBER = "member"
    PARTNER = "partner"
    MODERATOR = "moderator"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One sentence about a photo. `source` is "written" or the model that made it."""

    language: Language
    text: str
    source: str = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A canonical concept of the vocabulary. `slug` is its stable key: lower-case ASCII letters, digits and `_`."""

    slug: str
    ru: str
    en: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None

    def name(self, language: Language) -> str:
        return self.ru if language is Language.RU else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoTag:
    """A Tag on a Photo. `confidence` lies in 0..1; `source` names the person or the model and its version."""

    tag: Tag
    confidence: float = 1.0
    source: str = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Facts about what a photo shows; None means unknown and never passes a hard filter."""

    people_count: int | None = None
    crowd: bool | None = None
    season: Season | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    sight: str | None = None
    objects: tuple[str, ...] = ()
    taken_at: dt.datetime | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who made the photo and on what terms it may be used; None means unknown."""

    photographer: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One picture in the bank. `width` and `height` are the upright original's, in pixels."""

    photo_id: PhotoId
    content_hash: ContentHash
    state: PhotoState
    width: int
    height: int
    received_at: dt.datetime
    published_at: dt.datetime | None = None
    colour: Colour | None = None
    captions: tuple[Caption, ...] = ()
    tags: tuple[PhotoTag, ...] = ()
    metadata: Metadata = Metadata()
    rights: Rights = Rights()

    def caption(self, language: Language) -> str | None:
        """The caption in this language, else in any, else None."""
        in_language = [caption.text for caption in self.captions if caption.language is language]
        others = [caption.text for caption in self.captions]
        return next(iter(in_language + others), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPhoto:
    """What is known of a file when it is taken in, before the bank gives it an id."""

    content_hash: ContentHash
    media_type: str
    byte_count: int
    width: int
    height: int
    fingerprint: int
    colour: Colour | None = None
    original_name: str | None = None
    captions: tuple[Caption, ...] = ()
    tags: tuple[PhotoTag, ...] = ()
    metadata: Metadata = Metadata()
    rights: Rights = Rights()
    publish: bool = True
    """Publish as soon as it is indexed; otherwise it waits in review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSample:
    """A photo of the bank used as an example of what is sought."""

    photo_id: PhotoId


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSample:
    """A picture that a person sent as an example; its bytes are used once and not kept."""

    content_hash: ContentHash
    image: bytes | None = field(default=None, repr=False, compare=False)


Sample = PhotoSample | SentSample


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked, parsed: words and samples that a photo should be like or unlike, and hard conditions.

    `tags`, `any_tags` and `no_tags` hold slugs of which a photo must carry all, any, none.
    """

    words: str = ""
    not_words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    any_tags: tuple[str, ...] = ()
    no_tags: tuple[str, ...] = ()
    unknown_tags: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    not_samples: tuple[Sample, ...] = ()
    filters: Filters = NO_FILTERS
    sort: Sort = Sort.BEST

    @property
    def is_empty(self) -> bool:
        return self.conditions.is_empty and not (
            self.words or self.not_words or self.unknown_tags or self.samples or self.not_samples
        )

    @property
    def conditions(self) -> Conditions:
        """Everything hard: whoever finds photos takes only those that pass."""
        return Conditions(filters=self.filters, all_tags=self.tags, any_tags=self.any_tags, no_tags=self.no_tags)


class Band(StrEnum):
    """How sure a match is."""

    EXACT = "exact"
    CLOSE = "close"
    FAR = "far"


class Reason(StrEnum):
    """Why a photo is a hit."""

    TAGS = "tags"
    WORDS = "words"
    LOOKS = "looks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A place in a ranked list.

    `score` is the calibrated confidence, comparable between encoders: 1 and above is the exact band, 0 to 1 the
    close one, below 0 far; 1 where only tags were asked.
    """

    photo_id: PhotoId
    score: float
    band: Band
    reason: Reason


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One saved asking of a Query: the ranked ids stay as they were found, so that pages are stable."""

    search_id: SearchId
    person_id: PersonId
    query: Query
    ranked: tuple[Ranked, ...]
    asked_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPage:
    """An ordered slice of a search. `found` counts exact and close hits; `total` everything that can be paged to."""

    search_id: SearchId
    query: Query
    tags: tuple[Tag, ...]
    """The vocabulary's entries for the query's tags."""
    hits: tuple[Hit, ...]
    page: int
    """From 1."""
    page_count: int
    found: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who wrote to the bot: a random pseudonym beside the Telegram id, which erasing deletes."""

    person_id: PersonId
    telegram_id: int
    role: Role
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts in this update, and in which language they are answered."""

    person_id: PersonId
    role: Role
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something a person did. `facts` holds JSON values only."""

    kind: str
    person_id: PersonId | None
    happened_at: dt.datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
