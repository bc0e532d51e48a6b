"""What each section of the dashboard shows, as plain numbers: asked of the roll-ups, drawn, and handed out as tables.

A figure says nothing of colours, words or pixels, so that the picture, the CSV and the JSON cannot differ. Days are
days in the bank's time zone. People are pseudonyms and are only ever counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Whole days, both ends included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Span:
        """The span of the same length that ends the day before this one begins."""
        return Span(first=self.first - dt.timedelta(days=self.days), last=self.first - dt.timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A number in a span and in the span before; None where nothing was there to count."""

    now: float | None
    before: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole in a few numbers.

    A search succeeded if a photo of its pages was opened, downloaded or kept; `success_rate` is in 0..1.
    `searches_by_day` has a number for each day of the span.
    """

    span: Span
    searches: Compared
    people: Compared
    opened: Compared
    downloads: Compared
    success_rate: Compared
    median_ms: Compared
    searches_by_day: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Searches by weekday and hour: `searches[weekday][hour]`, Monday is 0."""

    span: Span
    searches: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWords:
    """Words that were asked, as people type them; `people` are distinct persons in the span."""

    words: str
    searches: int
    people: int
    searches_before: int
    nothing_found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """Words with the most searches first, none of fewer people than the bank's least number to show."""

    span: Span
    rows: tuple[AskedWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDemand:
    """A tag (by id and name): how often it was asked for, and how many published photos have it."""

    tag_id: int
    name: str
    searches: int
    photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    span: Span
    rows: tuple[TagDemand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoCounts:
    photo_id: int
    opened: int
    downloads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos:
    """The most opened and the most downloaded photos, each list with the greatest number first."""

    span: Span
    opened: tuple[PhotoCounts, ...]
    downloaded: tuple[PhotoCounts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The bank at the end of each day of the span: photos published, and photos waiting for a review."""

    span: Span
    published: tuple[int, ...]
    waiting: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """`opened_at[r]` counts photos opened from place r + 1 of a page, of `pages` pages shown; thumbs are votes."""

    span: Span
    pages: int
    opened_at: tuple[int, ...]
    thumbs_up: int
    thumbs_down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Searches by the asker's language and by where they asked ("private", "group", "inline")."""

    span: Span
    by_language: Mapping[str, int]
    by_chat: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """People first seen in the week of `monday`; `returned[w]` of them came in week w, week 0 being all of them."""

    monday: dt.date
    returned: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    span: Span
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Milliseconds from the question to the page, by day: the median and the 95th percentile; None without searches."""

    span: Span
    median_ms: tuple[float | None, ...]
    p95_ms: tuple[float | None, ...]


Figure = Overview | Hours | Queries | Tags | Photos | Growth | Quality | Audience | Retention | Speed
