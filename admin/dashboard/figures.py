"""What each section of the dashboard shows, as plain numbers: asked of the roll-ups, drawn, and handed out as tables.

A figure says nothing of colours, words or pixels, so that the picture, the CSV and the JSON cannot differ. Days are
days in the bank's time zone. People are pseudonyms and are only ever counted.

A search is a question asked in a chat with the bot, private or a group. What is typed in inline mode is asked anew at
every keystroke; it is counted apart, in `Audience`, and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SURE = 2.0
"""Standard deviations from which a change is called one: five searches where there were none, and never two."""


def surety(now: int, before: int) -> float:
    """How much more (or less, below 0) something was counted than chance explains, in standard deviations.

    Were both periods alike, each of the things counted would have fallen into either with the same chance.
    """
    total = now + before
    return (now - before) / math.sqrt(total) if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole days, both ends included."""

    first: dt.date
    last: dt.date

    @classmethod
    def ending(cls, last: dt.date, days: int) -> Period:
        return cls(first=last - dt.timedelta(days=days - 1), last=last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """The period of the same length that ends the day before this one begins."""
        return Period.ending(self.first - dt.timedelta(days=1), self.days)

    def __iter__(self) -> Iterator[dt.date]:
        return (self.first + dt.timedelta(days=number) for number in range(self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A number in a period and in the period before; None where nothing was there to count."""

    now: float | None
    before: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole in a few numbers.

    A search succeeded if a photo was opened, kept, taken or shared from its pages, whenever that was; `success_rate` is
    in 0..1, of the searches of the period. `people` did anything at all. `median_ms` and `p95_ms` are from the question
    to the page. `searches_by_day` and `people_by_day` have a number for each day of the period.
    """

    period: Period
    searches: Compared
    people: Compared
    opened: Compared
    downloads: Compared
    success_rate: Compared
    median_ms: Compared
    p95_ms: Compared
    searches_by_day: tuple[int, ...]
    people_by_day: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Searches by weekday and hour, in the bank's time zone: `searches[weekday][hour]`, Monday is 0."""

    period: Period
    searches: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWords:
    """Words that were asked, each by no fewer people than the bank's least number, in small letters.

    `people` are distinct persons in the period, `searches_before` were in the period before, and `nothing_found` of the
    searches found no exact or close photo. Where rows are joined by what they mean, `others` are the further words of
    the same meaning, the most used first.
    """

    words: str
    searches: int
    people: int
    searches_before: int
    nothing_found: int
    others: tuple[str, ...] = ()

    @property
    def surety(self) -> float:
        return surety(self.searches, self.searches_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """What was asked; how the rows are ordered, the question says."""

    period: Period
    rows: tuple[AskedWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDemand:
    """A tag of the vocabulary: in how many searches it was asked for, and how many published photos have it now."""

    slug: str
    ru: str
    en: str
    searches: int
    photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The most asked for first."""

    period: Period
    rows: tuple[TagDemand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoCounts:
    """`kept` counts favourites and additions to collections, `shared` photos sent from inline mode.

    `lovers` are the people who kept, took or shared it, each counted once in the period.
    """

    photo_id: int
    opened: int
    downloads: int
    kept: int = 0
    shared: int = 0
    lovers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos:
    """The most opened and the most downloaded photos, each list with the greatest number first.

    Only photos that are published now; whatever draws them asks again before it sends.
    """

    period: Period
    opened: tuple[PhotoCounts, ...]
    downloaded: tuple[PhotoCounts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loved:
    """Published photos with the most lovers first."""

    period: Period
    rows: tuple[PhotoCounts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Photos first published in the period and still published: how many, and the newest of them."""

    period: Period
    count: int
    newest: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The bank at the end of each day of the period: photos published, and photos waiting for a review."""

    period: Period
    published: tuple[int, ...]
    waiting: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """`opened_at[r]` counts photos opened from place r + 1 of a page, `shown_at[r]` the pages that had such a place.

    The click-through at that place is their ratio. Thumbs are votes on single hits.
    """

    period: Period
    pages: int
    shown_at: tuple[int, ...]
    opened_at: tuple[int, ...]
    thumbs_up: int
    thumbs_down: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Questions by the asker's language and by where they asked ("private", "group", "inline").

    Inline ones are in `by_chat` and not in `by_language`; `inline_chosen` photos were sent from there.
    """

    period: Period
    by_language: Mapping[str, int]
    by_chat: Mapping[str, int]
    inline_chosen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """People first seen in the week of `monday`; `returned[w]` of them came in week w, week 0 being all of them.

    Weeks end with the period, so that later cohorts have fewer of them.
    """

    monday: dt.date
    returned: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Cohorts whose Monday lies in the period, or whose week holds its first day, the oldest first."""

    period: Period
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Milliseconds from the question to the page, by day: the median and the 95th percentile; None without searches.

    From histograms, so within 5 % of the true value.
    """

    period: Period
    median_ms: tuple[float | None, ...]
    p95_ms: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedIssue:
    """An issue of the digest: on which day it was due, who followed a link of it until now, and its reactions now."""

    day: dt.date
    kind: str
    people: int
    reactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """Issues that were posted in the period, and what came of links in the channel.

    `links` were followed in the period, of whichever issue; each counts once for each person, and `people` are those
    persons. `reactions` are those that the issues of the period have now: when they were given, nobody tells. `rows`
    are the newest issues, the last first.
    """

    period: Period
    issues: int
    people: int
    links: int
    reactions: int
    links_by_day: tuple[int, ...]
    rows: tuple[PostedIssue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFigure:
    """One photo. `lovers` as in `PhotoCounts`; thumbs are votes on it as a hit; `place` is the mean one it was opened
    from, 1..9, where it was opened from a page."""

    period: Period
    photo_id: int
    opened: Compared
    downloads: Compared
    kept: Compared
    shared: Compared
    lovers: Compared
    thumbs_up: int
    thumbs_down: int
    place: float | None
    opened_by_day: tuple[int, ...]
    downloads_by_day: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFigure:
    """One tag: searches that asked for it; what became of the photos that carry it now; the most opened of them."""

    period: Period
    slug: str
    ru: str
    en: str
    searches: Compared
    photos: int
    opened: Compared
    downloads: Compared
    searches_by_day: tuple[int, ...]
    top: tuple[PhotoCounts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFigure:
    """One person's own doings. `by_size` counts downloads ("screen", "original"); `top` are the photos they took most
    often, with their own counts alone."""

    period: Period
    person_id: int
    searches: Compared
    opened: Compared
    downloads: Compared
    kept: Compared
    shared: Compared
    by_size: Mapping[str, int]
    searches_by_day: tuple[int, ...]
    downloads_by_day: tuple[int, ...]
    top: tuple[PhotoCounts, ...] = field(default=())


Figure = (
    Overview
    | Hours
    | Queries
    | Tags
    | Photos
    | Loved
    | Added
    | Growth
    | Quality
    | Audience
    | Retention
    | Speed
    | Digests
    | PhotoFigure
    | TagFigure
    | PartnerFigure
)
