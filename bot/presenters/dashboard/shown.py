"""How the bank answers, as blocks: the overview, quality, speed, growth, loyalty, photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from admin.charts.plate import Axis, Bars, Block, Heat, Line, Lines, Mood, Ranking, Row, Tick, Tile, Tiles
from admin.dashboard.figures import (
    Compared,
    Figure,
    Growth,
    Hours,
    Overview,
    PhotoCounts,
    Photos,
    Quality,
    Retention,
    Speed,
)
from admin.dashboard.reading import Page
from admin.dashboard.tables import of_the_day
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters import numbers
from bot.presenters.dashboard.asked import CLOCK, now_and_before
from engine.model import Photo, PhotoId
from engine.ports import Files

WEEKS = 8
COHORTS = 12
NO_CHANGE = ("", Mood.EVEN)


def overview_blocks(figure: Overview, page: Page) -> tuple[Block, ...]:
    if not (figure.searches.now or figure.searches.before or figure.people.now):
        return ()
    return (overview_tiles(figure), searches_by_hour(page) if page.hours else searches_by_day(figure, page.before))


def overview_tiles(figure: Overview) -> Tiles:
    rate, median = figure.success_rate, figure.median_ms
    counts = (
        (_("Searches"), figure.searches),
        (_("People"), figure.people),
        (_("Photos opened"), figure.opened),
        (_("Downloads"), figure.downloads),
    )
    tiles = [_tile(name, numbers.count(one.now or 0), numbers.change(one)) for name, one in counts]
    rate_written = numbers.NOTHING if rate.now is None else numbers.share(rate.now)
    tiles.append(_tile(_("Successful searches"), rate_written, numbers.points(rate)))
    median_written = numbers.NOTHING if median.now is None else numbers.seconds(median.now)
    tiles.append(_tile(_("Time to the answer"), median_written, numbers.change(median, more_is_better=False)))
    return Tiles(tiles=tuple(tiles))


def _tile(name: str, value: str, change: tuple[str, Mood]) -> Tile:
    written, mood = change
    return Tile(name=name, value=value, change=written, mood=mood)


def searches_by_day(figure: Overview, before: Figure | None) -> Bars:
    then = before.searches_by_day if isinstance(before, Overview) else ()
    return Bars(
        name=_("Searches by day"),
        numbers=figure.searches_by_day,
        axis=numbers.counts_axis(max((*figure.searches_by_day, *then))),
        below=numbers.days_below(figure.period),
        before=then,
        unfinished=True,
        key=now_and_before(bool(then)),
    )


def searches_by_hour(page: Page) -> Bars:
    hours = of_the_day(page.hours) if isinstance(page.hours, Hours) else ()
    then = of_the_day(page.hours_before) if page.hours_before is not None else ()
    return Bars(
        name=_("Searches by hour"),
        numbers=hours,
        axis=numbers.counts_axis(max((*hours, *then))),
        below=tuple(Tick(hour, str(hour)) for hour in CLOCK),
        before=then,
        key=(_("today"), _("yesterday")) if then else ("", ""),
    )


def quality_blocks(figure: Quality, before: Figure | None) -> tuple[Block, ...]:
    if not figure.pages:
        return ()
    then = before if isinstance(before, Quality) else None
    rates = through(figure)
    rates_then = through(then) if then is not None and then.pages else ()
    votes = figure.thumbs_up + figure.thumbs_down
    fits = numbers.share(figure.thumbs_up / votes) if votes else numbers.NOTHING
    return (
        Tiles(
            tiles=(
                Tile(name=_("Pages shown"), value=numbers.count(figure.pages)),
                Tile(
                    name=_("Votes “it fits”"),
                    value=fits,
                    change=_("for: {up} · against: {down}").format(
                        up=numbers.count(figure.thumbs_up), down=numbers.count(figure.thumbs_down)
                    ),
                ),
            )
        ),
        Bars(
            name=_("Opened from place"),
            numbers=rates,
            axis=Axis(top=max((*rates, *rates_then, 0.01)) * 1.05, ticks=()),
            below=tuple(Tick(place, str(place + 1)) for place in range(len(rates))),
            before=rates_then,
            labels=tuple(numbers.share(rate) for rate in rates),
            key=now_and_before(bool(rates_then)),
        ),
    )


def through(figure: Quality) -> tuple[float, ...]:
    """The click-through at each place, in 0..1; 0 where the place was on no page."""
    pairs = zip(figure.opened_at, figure.shown_at, strict=True)
    return tuple(opened / shown if shown else 0.0 for opened, shown in pairs)


def speed_blocks(figure: Speed, before: Figure | None) -> tuple[Block, ...]:
    measured = [number for number in (*figure.median_ms, *figure.p95_ms) if number is not None]
    if not measured:
        return ()
    then = before if isinstance(before, Speed) else None
    if then is not None:
        measured += [number for number in (*then.median_ms, *then.p95_ms) if number is not None]
    if figure.period.days == 1:
        return (_speed_tiles(figure, then),)
    lines = (
        Line(name=_("median"), numbers=figure.median_ms, before=then.median_ms if then else ()),
        Line(name=_("95 of 100"), numbers=figure.p95_ms, before=then.p95_ms if then else ()),
    )
    return (
        Lines(
            name=_("From the question to the page"),
            lines=lines,
            axis=numbers.seconds_axis(max(measured)),
            below=numbers.days_below(figure.period),
            key=now_and_before(then is not None),
        ),
    )


def _speed_tiles(figure: Speed, then: Speed | None) -> Tiles:
    pairs = (
        (_("median"), Compared(now=figure.median_ms[0], before=then.median_ms[0] if then else None)),
        (_("95 of 100"), Compared(now=figure.p95_ms[0], before=then.p95_ms[0] if then else None)),
    )
    return Tiles(
        tiles=tuple(
            _tile(name, numbers.seconds(one.now or 0), numbers.change(one, more_is_better=False) if then else NO_CHANGE)
            for name, one in pairs
        )
    )


def _counted(name: str, one: Compared, *, more_is_better: bool) -> Tile:
    change = NO_CHANGE if one.before is None else numbers.change(one, more_is_better=more_is_better)
    return _tile(name, numbers.count(one.now or 0), change)


def growth_blocks(figure: Growth, before: Figure | None) -> tuple[Block, ...]:
    """Two charts with a scale each: a queue of twenty would be invisible beside a bank of thousands."""
    if not (any(figure.published) or any(figure.waiting)):
        return ()
    then = before if isinstance(before, Growth) else None
    if figure.period.days == 1:
        published = Compared(now=figure.published[0], before=then.published[0] if then else None)
        waiting = Compared(now=figure.waiting[0], before=then.waiting[0] if then else None)
        return (
            Tiles(
                tiles=(
                    _counted(_("Photos published"), published, more_is_better=True),
                    _counted(_("Waiting for review"), waiting, more_is_better=False),
                )
            ),
        )
    days = numbers.days_below(figure.period)
    charts = (
        (_("Published"), figure.published, then.published if then else ()),
        (_("Waiting for review"), figure.waiting, then.waiting if then else ()),
    )
    return tuple(
        Lines(
            name=f"{name}: {numbers.count(series[-1])}",
            lines=(Line(name="", numbers=series, before=earlier),),
            axis=numbers.counts_axis(max((*series, *earlier))),
            below=days,
            filled=True,
            key=now_and_before(then is not None),
        )
        for name, series, earlier in charts
    )


def retention_blocks(figure: Retention) -> tuple[Block, ...]:
    cohorts = [cohort for cohort in figure.cohorts if cohort.returned and cohort.returned[0]][-COHORTS:]
    if not cohorts:
        return ()
    weeks = min(WEEKS, max(len(cohort.returned) for cohort in cohorts))
    shares = [[people / cohort.returned[0] for people in cohort.returned[:weeks]] for cohort in cohorts]
    missing = [[None] * (weeks - len(row)) for row in shares]
    return (
        Heat(
            name=_("Came again, by weeks after the first"),
            rows=tuple(f"{numbers.day(one.monday)} · {numbers.count(one.returned[0])}" for one in cohorts),
            shades=tuple((*row, *gap) for row, gap in zip(shares, missing, strict=True)),
            columns=tuple(Tick(week, str(week)) for week in range(weeks)),
            labels=tuple(
                (*(numbers.share(part) for part in row), *("" for _gap in gap))
                for row, gap in zip(shares, missing, strict=True)
            ),
            head=_("week · people"),
        ),
    )


def photos_blocks(figure: Photos, photos: Mapping[PhotoId, Photo], files: Files) -> tuple[Block, ...]:
    opened = [(row, row.opened) for row in figure.opened if row.opened]
    downloaded = [(row, row.downloads) for row in figure.downloaded if row.downloads]
    lists = ((_("Opened most"), opened), (_("Taken most"), downloaded))
    return tuple(pictured(name, rows, photos, files) for name, rows in lists if rows)


def pictured(
    name: str, rows: Sequence[tuple[PhotoCounts, int]], photos: Mapping[PhotoId, Photo], files: Files
) -> Ranking:
    """Photos with their thumbnails and one number each; of one that is not published only the number is shown."""
    longest = max(number for _row, number in rows)
    return Ranking(
        name=name,
        rows=tuple(_pictured(row, number, longest, photos.get(PhotoId(row.photo_id)), files) for row, number in rows),
        pictured=True,
    )


def _pictured(row: PhotoCounts, number: int, longest: int, photo: Photo | None, files: Files) -> Row:
    caption = (photo.caption(spoken()) or "") if photo else _("withdrawn")
    return Row(
        name=f"{row.photo_id} · {caption}" if caption else str(row.photo_id),
        value=numbers.count(number),
        length=number / longest if longest else 0.0,
        picture=files.thumbnail_path(photo.content_hash) if photo else None,
    )
