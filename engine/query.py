"""What is asked of the bank, and how each part of a text was understood: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from engine.filters import NO_FILTERS, Conditions, Filters, Sort
from engine.photo import ContentHash, PhotoId


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSample:
    """A photo of the bank used as an example of what is sought."""

    photo_id: PhotoId


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSample:
    """A picture that a person sent as an example; its bytes are used once and not kept.

    `same_as` is the bank's photo of the very same frame, if it has one.
    """

    content_hash: ContentHash
    same_as: PhotoId | None = field(default=None, compare=False)
    image: bytes | None = field(default=None, repr=False, compare=False)


Sample = PhotoSample | SentSample


def photo_of(sample: Sample) -> PhotoId | None:
    """The bank's photo that a sample shows, which is never a hit of its own."""
    return sample.photo_id if isinstance(sample, PhotoSample) else sample.same_as


class Kind(StrEnum):
    """What a part of a text was taken for."""

    WORDS = "words"
    TAG = "tag"
    UNKNOWN_TAG = "unknown_tag"
    PEOPLE = "people"
    SEASON = "season"
    TIME_OF_DAY = "time_of_day"
    WEATHER = "weather"
    ORIENTATION = "orientation"
    COLOUR = "colour"
    TAKEN = "taken"
    PLACE = "place"
    LICENCE = "licence"
    PHOTOGRAPHER = "photographer"
    SIZE = "size"
    SORT = "sort"
    SAME = "same"
    ASKING = "asking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of the text and what it was taken for.

    `value` is the kind's own: a slug, a season, `2`, `3-5`, `13-` or `0|3-5` people, `2024-01-01/2024-12-31`, pixels. A
    `hard` span became a condition; another one only helps to rank. `corrected` is what was read instead of a slip.
    """

    text: str
    kind: Kind
    value: str = ""
    negated: bool = False
    hard: bool = False
    corrected: str | None = None


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
    continues: bool = False
    """Changes the person's previous query: «то же, но зимой»."""
    understood: tuple[Span, ...] | None = field(default=None, compare=False)
    """How the text was read, in its order; None while nobody has tried."""

    @property
    def named_tags(self) -> tuple[str, ...]:
        """Slugs of every tag that is asked for or denied."""
        return (*self.tags, *self.any_tags, *self.no_tags)

    @property
    def is_empty(self) -> bool:
        return self.conditions.is_empty and not (
            self.words or self.not_words or self.unknown_tags or self.samples or self.not_samples
        )

    @property
    def conditions(self) -> Conditions:
        """Everything hard: whoever finds photos takes only those that pass."""
        return Conditions(filters=self.filters, all_tags=self.tags, any_tags=self.any_tags, no_tags=self.no_tags)
