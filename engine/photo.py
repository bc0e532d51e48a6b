"""A photo and everything that is known about it: plain frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from engine.filters import Colour, Season, TimeOfDay, Weather

PhotoId = NewType("PhotoId", int)
ContentHash = NewType("ContentHash", str)
"""SHA-256 of the original's bytes, 64 lower-case hex digits."""


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


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point on the earth in degrees, WGS 84: latitude -90..90, longitude -180..180. Raises ValueError beyond."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError("no point on the earth")


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
    coordinates: Coordinates | None = None
    """Where the photo was taken, as far as whoever gave it said so; it is shown on a map."""


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
    sharpness: float | None = None
    """How sharp its sharpest parts are, as `engine.images.sharpness` measures it."""
    intake: str | None = None
    """Photos with the same one came in together: one album, one archive, one import."""
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
    sharpness: float | None = None
    intake: str | None = None
    original_name: str | None = None
    captions: tuple[Caption, ...] = ()
    tags: tuple[PhotoTag, ...] = ()
    metadata: Metadata = Metadata()
    rights: Rights = Rights()
    publish: bool = True
    """Publish as soon as it is indexed; otherwise it waits in review."""
