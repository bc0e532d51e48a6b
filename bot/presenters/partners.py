"""For those who use many photos: a photo's last days as a chart, and a table of what was taken."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from io import StringIO

from aiogram.types import InlineKeyboardMarkup
from babel.dates import format_date

from bot.callbacks import Back
from bot.clocks import local, whose_clocks
from bot.keyboards.photo import card_button
from bot.locales import gettext as _
from bot.locales import ngettext, spoken
from bot.presenters.markup import clip, fill
from bot.presenters.messages import Chart, FileMessage, PhotoMessage, TextMessage
from engine.images.chart import Drawn, Series
from engine.images.giving import Size
from engine.library.days import CardDays
from engine.rights.credit import credit_line
from engine.rights.usage import Usage, Used

BEGINNING = "\ufeff"
"""By which a spreadsheet knows that the table is in UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would execute."""
CAPTION = 200


def days_of(read: CardDays, back: Back | None) -> PhotoMessage:
    photo, days = read.card.photo, read.days
    totals = [
        sum(numbers) for numbers in zip(*((one.views, one.downloads, one.favourites) for one in days), strict=True)
    ]
    views, downloads, favourites = totals
    drawn = Drawn(
        title=_("Photo {number} · {days} days").format(number=photo.photo_id, days=len(days)),
        days=tuple(format_date(one.day, "d MMM", locale=spoken().value) for one in days),
        above=Series(name=_("Views: {count}").format(count=views), numbers=tuple(one.views for one in days)),
        below=Series(
            name=_("Downloads: {count}").format(count=downloads), numbers=tuple(one.downloads for one in days)
        ),
        marks=Series(
            name=_("Favourites: {count}").format(count=favourites), numbers=tuple(one.favourites for one in days)
        ),
    )
    said = fill(
        _("<b>The last {days} days.</b> Views: {views} · downloads: {downloads} · favourites: {favourites}"),
        days=len(days),
        views=views,
        downloads=downloads,
        favourites=favourites,
    )
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[card_button(photo.photo_id, back)]])
    return PhotoMessage(picture=Chart(drawn=drawn), caption=said, keyboard=keyboard)


def usage_of(usage: Usage, username: str | None) -> FileMessage | TextMessage:
    """A table that any spreadsheet opens; a sentence where nothing was taken yet."""
    if not usage.used:
        return TextMessage(text=fill(_("Nothing was downloaded yet, so there is nothing to report.")))
    content = _table(usage.used, username).encode()
    which = "usage" if usage.collection_id is None else f"collection-{usage.collection_id}-usage"
    sentence = ngettext("{count} file was downloaded.", "{count} files were downloaded.", len(usage.used))
    return FileMessage(
        key=hashlib.sha256(which.encode() + content).hexdigest(),
        content=content,
        name=f"photobank-{which}.csv",
        caption=fill(sentence, count=len(usage.used)),
    )


def _table(used: Iterable[Used], username: str | None) -> str:
    out = StringIO()
    table = csv.writer(out)
    heads = (
        _("When, clocks: {city}").format(city=whose_clocks()),
        _("Photo"),
        _("What it shows"),
        _("Size"),
        _("Width"),
        _("Height"),
        _("Bytes"),
        _("Licence"),
        _("Credit"),
        _("Terms, version"),
        _("Link"),
    )
    table.writerow(heads)
    for one in used:
        table.writerow(map(cell, _row(one, username)))
    return BEGINNING + out.getvalue()


def _row(one: Used, username: str | None) -> tuple[object, ...]:
    taken, photo = one.download, one.photo
    return (
        local(taken.downloaded_at).strftime("%Y-%m-%d %H:%M:%S"),
        photo.photo_id,
        clip(photo.caption(spoken()) or "", CAPTION),
        _("for screen") if taken.size is Size.SCREEN else _("original"),
        taken.width,
        taken.height,
        taken.byte_count,
        photo.rights.licence or "",
        credit_line(photo.rights, spoken()),
        taken.terms_version,
        f"https://t.me/{username}?start=p{photo.photo_id}" if username else "",
    )


def cell(value: object) -> str:
    """Words that came from elsewhere are never a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
