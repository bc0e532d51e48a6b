"""Numbers, changes and days as the reader's language writes them. Plain text."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date, format_interval
from babel.numbers import format_decimal, format_percent

from admin.charts.plate import Axis, Mood, Tick
from admin.charts.scale import axis, spread
from admin.dashboard.figures import Compared, Period
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from engine.model import Language

NOTHING = "—"
NARROW = "\u202f"
"""A space that some locales write and the typeface of the charts draws too wide."""
MOST_DATES = 5
EVEN_SHARE = 0.005
"""A smaller change is none."""


def count(number: float) -> str:
    return format_decimal(round(number), locale=spoken().value).replace(NARROW, "\u00a0")


def share(number: float) -> str:
    """In whole percent; below one percent with a decimal, for 0 would say that there was nothing."""
    pattern = "#,##0.#" if 0 < number < 0.01 else "#,##0"
    percent = "\u00a0%" if spoken() is Language.RU else "%"
    return format_percent(number, format=f"{pattern}{percent}", locale=spoken().value)


def seconds(milliseconds: float) -> str:
    digits = "0.00" if milliseconds < 1000 else "0.0"
    return _("{seconds} s").format(seconds=format_decimal(milliseconds / 1000, digits, locale=spoken().value))


def change(compared: Compared, *, more_is_better: bool | None = True) -> tuple[str, Mood]:
    """How much more or less than before, and whether that is welcome (None: neither)."""
    now, before = compared.now, compared.before
    if now is None or before is None:
        return _("nothing to compare with"), Mood.EVEN
    if not before:
        return (_("before: {count}").format(count=count(0)) if now else _("as before")), Mood.EVEN
    ratio = now / before - 1
    return moved(ratio, share(abs(ratio)), more_is_better)


def points(compared: Compared) -> tuple[str, Mood]:
    """The change of a share, in percentage points."""
    if compared.now is None or compared.before is None:
        return _("nothing to compare with"), Mood.EVEN
    moved_by = compared.now - compared.before
    number = format_decimal(abs(moved_by) * 100, "0.#", locale=spoken().value)
    return moved(moved_by, _("{number} pp").format(number=number), True)


def moved(by: float, written: str, more_is_better: bool | None) -> tuple[str, Mood]:
    if abs(by) < EVEN_SHARE:
        return _("as before"), Mood.EVEN
    mood = Mood.EVEN if more_is_better is None else Mood.GOOD if (by > 0) is more_is_better else Mood.BAD
    return f"{'▲' if by > 0 else '▼'} {written}", mood


def day(date: dt.date) -> str:
    """`28 Nov`."""
    return format_date(date, "d MMM", locale=dates_locale())


def dates_locale() -> str:
    """Days stand before months, as everywhere else in the bot."""
    return "en_GB" if spoken() is Language.EN else spoken().value


def days_below(period: Period) -> tuple[Tick, ...]:
    """Few dates for the foot of a chart with a place for each day."""
    days = list(period)
    return tuple(Tick(place, day(days[place])) for place in spread(len(days), MOST_DATES))


def period_of(period: Period) -> str:
    """`Today, 28 November 2026`, `7 days: 22–28 Nov 2026`."""
    language = dates_locale()
    if period.days == 1:
        return _("Today, {date}").format(date=format_date(period.last, "long", locale=language))
    interval = format_interval(period.first, period.last, "yMMMd", locale=language)
    sentence = ngettext("{days} day: {interval}", "{days} days: {interval}", period.days)
    return sentence.format(days=period.days, interval=interval.replace("\u2009", "").replace(NARROW, "\u00a0"))


def counts_axis(largest: float) -> Axis:
    return axis(largest, count)


def seconds_axis(largest_ms: float) -> Axis:
    def written(milliseconds: float) -> str:
        number = format_decimal(milliseconds / 1000, "0.##", locale=spoken().value)
        return _("{seconds} s").format(seconds=number)

    return axis(largest_ms, written, whole=False)
