"""What is drawn as tables: every number of a picture, and none that is not on it. Pure, and without words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.dashboard.figures import (
    Audience,
    Compared,
    Digests,
    Growth,
    Hours,
    Overview,
    PartnerFigure,
    Period,
    PhotoCounts,
    PhotoFigure,
    Photos,
    Quality,
    Queries,
    Retention,
    Speed,
    TagFigure,
    Tags,
)
from admin.dashboard.reading import Page
from admin.dashboard.single import SinglePage


class Head(StrEnum):
    """What a column holds, or, in the column MEASURE, what a row is of."""

    MEASURE = "measure"
    DAY = "day"
    HOUR = "hour"
    WEEKDAY = "weekday"
    NOW = "now"
    BEFORE = "before"
    WORDS = "words"
    OTHERS = "others"
    SEARCHES = "searches"
    SEARCHES_BEFORE = "searches_before"
    NOTHING_FOUND = "nothing_found"
    PEOPLE = "people"
    PEOPLE_AT_LEAST = "people_at_least"
    TAG = "tag"
    RU = "ru"
    EN = "en"
    PUBLISHED = "published"
    WAITING = "waiting"
    PHOTO = "photo"
    OPENED = "opened"
    DOWNLOADS = "downloads"
    KEPT = "kept"
    SHARED = "shared"
    SUCCESS_RATE = "success_rate"
    MEDIAN_MS = "median_ms"
    P95_MS = "p95_ms"
    PLACE = "place"
    SHOWN = "shown"
    THUMBS_UP = "thumbs_up"
    THUMBS_DOWN = "thumbs_down"
    PAGES = "pages"
    LANGUAGE = "language"
    CHAT = "chat"
    INLINE_CHOSEN = "inline_chosen"
    SIZE = "size"
    VALUE = "value"
    WEEK = "week"
    AFTER_WEEKS = "after_weeks"
    ISSUES = "issues"
    READERS = "readers"
    LINKS = "links"
    REACTIONS = "reactions"


Cell = str | int | float | dt.date | Head | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table_of(page: Page) -> Table:
    match page.figure:
        case Overview() as figure:
            return _measured(_overview(figure, page))
        case Hours() as figure:
            return _hours(figure, page.before)
        case Queries() as figure:
            return _queries(figure)
        case Tags() as figure:
            return _tags(figure, page.before)
        case Photos() as figure:
            return _photos(figure)
        case Growth() as figure:
            return _by_day(
                figure.period, page.before, ((Head.PUBLISHED, "published"), (Head.WAITING, "waiting")), figure
            )
        case Speed() as figure:
            return _by_day(figure.period, page.before, ((Head.MEDIAN_MS, "median_ms"), (Head.P95_MS, "p95_ms")), figure)
        case Quality() as figure:
            return _measured(_quality(figure, page.before))
        case Audience() as figure:
            return _measured(_audience(figure, page.before))
        case Retention() as figure:
            return _retention(figure)
        case Digests() as figure:
            return _measured(_digests(figure, page.before))
        case _:
            raise TypeError(f"no section shows {type(page.figure).__name__}")


def table_of_single(page: SinglePage) -> Table:
    match page.figure:
        case PhotoFigure() as figure:
            return _measured(_photo(figure))
        case TagFigure() as figure:
            return _measured(_tag(figure))
        case PartnerFigure() as figure:
            return _measured(_partner(figure))


Measured = Iterator[tuple[Head, Cell, Cell, Cell]]
"""What is counted; of what day, place, photo or kind, if not of the whole; how much; how much before."""


def _measured(rows: Measured) -> Table:
    return Table(heads=(Head.MEASURE, Head.VALUE, Head.NOW, Head.BEFORE), rows=tuple(rows))


def _whole(numbers: Iterable[tuple[Head, Compared]]) -> Measured:
    for head, compared in numbers:
        yield head, None, compared.now, compared.before


def _overview(figure: Overview, page: Page) -> Measured:
    yield from _whole(
        (
            (Head.SEARCHES, figure.searches),
            (Head.PEOPLE, figure.people),
            (Head.OPENED, figure.opened),
            (Head.DOWNLOADS, figure.downloads),
            (Head.SUCCESS_RATE, figure.success_rate),
            (Head.MEDIAN_MS, figure.median_ms),
        )
    )
    if page.hours is not None:
        before = of_the_day(page.hours_before) if page.hours_before is not None else None
        for hour, searches in enumerate(of_the_day(page.hours)):
            yield Head.HOUR, hour, searches, before[hour] if before else None
        return
    then = page.before.searches_by_day if isinstance(page.before, Overview) else None
    yield from _daily(Head.SEARCHES, figure.period, figure.searches_by_day, then)


def of_the_day(hours: Hours) -> tuple[int, ...]:
    """The 24 hours of a period of one day."""
    return hours.searches[hours.period.first.weekday()]


def _daily(head: Head, period: Period, numbers: Sequence[Cell], before: Sequence[Cell] | None = None) -> Measured:
    for place, (day, number) in enumerate(zip(period, numbers, strict=True)):
        yield head, day, number, None if before is None else before[place]


def _hours(figure: Hours, before: object) -> Table:
    then = before.searches if isinstance(before, Hours) else None
    rows = (
        (weekday, hour, number, *(() if then is None else (then[weekday][hour],)))
        for weekday, numbers in enumerate(figure.searches)
        for hour, number in enumerate(numbers)
    )
    heads = (Head.WEEKDAY, Head.HOUR, Head.SEARCHES)
    return Table(heads=heads if then is None else (*heads, Head.SEARCHES_BEFORE), rows=tuple(rows))


def _queries(figure: Queries) -> Table:
    heads = (
        Head.WORDS,
        Head.OTHERS,
        Head.SEARCHES,
        Head.SEARCHES_BEFORE,
        Head.NOTHING_FOUND,
        Head.PEOPLE_AT_LEAST,
    )
    rows = tuple(
        (row.words, " · ".join(row.others), row.searches, row.searches_before, row.nothing_found, row.people)
        for row in figure.rows
    )
    return Table(heads=heads, rows=rows)


def _tags(figure: Tags, before: object) -> Table:
    heads = (Head.TAG, Head.RU, Head.EN, Head.SEARCHES, Head.PUBLISHED)
    if not isinstance(before, Tags):
        return Table(heads=heads, rows=tuple((r.slug, r.ru, r.en, r.searches, r.photos) for r in figure.rows))
    then = {row.slug: row.searches for row in before.rows}
    rows = tuple((r.slug, r.ru, r.en, r.searches, r.photos, then.get(r.slug, 0)) for r in figure.rows)
    return Table(heads=(*heads, Head.SEARCHES_BEFORE), rows=rows)


def _photos(figure: Photos) -> Table:
    rows = [(Head.OPENED, row.photo_id, row.opened, row.downloads) for row in figure.opened]
    rows += [(Head.DOWNLOADS, row.photo_id, row.opened, row.downloads) for row in figure.downloaded]
    return Table(heads=(Head.MEASURE, Head.PHOTO, Head.OPENED, Head.DOWNLOADS), rows=tuple(rows))


def _by_day(period: Period, before: object, columns: Sequence[tuple[Head, str]], figure: object) -> Table:
    """A row a day, a column for each series, and one for each of the period before where that is drawn."""
    series = [getattr(figure, name) for _head, name in columns]
    heads = [Head.DAY, *(head for head, _name in columns)]
    if isinstance(before, type(figure)):
        series += [getattr(before, name) for _head, name in columns]
        heads += [Head.BEFORE for _ in columns]
    rows = tuple((day, *(numbers[place] for numbers in series)) for place, day in enumerate(period))
    return Table(heads=tuple(heads), rows=rows)


def _quality(figure: Quality, before: object) -> Measured:
    then = before if isinstance(before, Quality) else None
    yield Head.PAGES, None, figure.pages, then.pages if then else None
    yield Head.THUMBS_UP, None, figure.thumbs_up, then.thumbs_up if then else None
    yield Head.THUMBS_DOWN, None, figure.thumbs_down, then.thumbs_down if then else None
    for head, numbers, earlier in (
        (Head.SHOWN, figure.shown_at, then.shown_at if then else None),
        (Head.OPENED, figure.opened_at, then.opened_at if then else None),
    ):
        for place, number in enumerate(numbers):
            yield head, place + 1, number, earlier[place] if earlier else None


def _audience(figure: Audience, before: object) -> Measured:
    then = before if isinstance(before, Audience) else None
    for head, counts, earlier in (
        (Head.LANGUAGE, figure.by_language, then.by_language if then else None),
        (Head.CHAT, figure.by_chat, then.by_chat if then else None),
    ):
        yield from _counted(head, counts, earlier)
    yield Head.INLINE_CHOSEN, None, figure.inline_chosen, then.inline_chosen if then else None


def _counted(head: Head, counts: Mapping[str, int], before: Mapping[str, int] | None) -> Measured:
    for value, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield head, value, number, None if before is None else before.get(value, 0)


def _retention(figure: Retention) -> Table:
    rows = tuple(
        (cohort.monday, weeks, people) for cohort in figure.cohorts for weeks, people in enumerate(cohort.returned)
    )
    return Table(heads=(Head.WEEK, Head.AFTER_WEEKS, Head.PEOPLE), rows=rows)


def _digests(figure: Digests, before: object) -> Measured:
    then = before if isinstance(before, Digests) else None
    yield Head.ISSUES, None, figure.issues, then.issues if then else None
    yield Head.READERS, None, figure.people, then.people if then else None
    yield Head.LINKS, None, figure.links, then.links if then else None
    yield Head.REACTIONS, None, figure.reactions, then.reactions if then else None
    yield from _daily(Head.LINKS, figure.period, figure.links_by_day, then.links_by_day if then else None)
    for row in figure.rows:
        yield Head.READERS, f"{row.day} {row.kind}", row.people, None
        yield Head.REACTIONS, f"{row.day} {row.kind}", row.reactions, None


def _photo(figure: PhotoFigure) -> Measured:
    yield from _whole(
        (
            (Head.OPENED, figure.opened),
            (Head.DOWNLOADS, figure.downloads),
            (Head.KEPT, figure.kept),
            (Head.SHARED, figure.shared),
        )
    )
    yield Head.THUMBS_UP, None, figure.thumbs_up, None
    yield Head.THUMBS_DOWN, None, figure.thumbs_down, None
    yield Head.PLACE, None, figure.place, None
    yield from _daily(Head.OPENED, figure.period, figure.opened_by_day)
    yield from _daily(Head.DOWNLOADS, figure.period, figure.downloads_by_day)


def _tag(figure: TagFigure) -> Measured:
    yield from _whole(
        ((Head.SEARCHES, figure.searches), (Head.OPENED, figure.opened), (Head.DOWNLOADS, figure.downloads))
    )
    yield Head.PUBLISHED, None, figure.photos, None
    yield from _daily(Head.SEARCHES, figure.period, figure.searches_by_day)
    yield from _top(Head.OPENED, figure.top)


def _partner(figure: PartnerFigure) -> Measured:
    yield from _whole(
        (
            (Head.SEARCHES, figure.searches),
            (Head.OPENED, figure.opened),
            (Head.DOWNLOADS, figure.downloads),
            (Head.KEPT, figure.kept),
            (Head.SHARED, figure.shared),
        )
    )
    yield from _counted(Head.SIZE, figure.by_size, None)
    yield from _daily(Head.DOWNLOADS, figure.period, figure.downloads_by_day)
    yield from _top(Head.DOWNLOADS, figure.top)


def _top(head: Head, rows: Sequence[PhotoCounts]) -> Measured:
    for row in rows:
        yield Head.PHOTO, row.photo_id, row.opened if head is Head.OPENED else row.downloads, None
