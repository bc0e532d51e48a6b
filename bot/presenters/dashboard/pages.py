"""What is said in answer to the dashboard's commands and buttons: a picture with its buttons, an album, a table."""

from __future__ import annotations

from collections.abc import Sequence

from admin.dashboard.reading import Page
from admin.dashboard.single import PartnerName, SinglePage
from admin.dashboard.tables import Table, table_of, table_of_single
from bot.callbacks.dashboard import DashboardTap, SingleTap, Wanted
from bot.keyboards.dashboard import dashboard_keyboard, partners_keyboard, single_keyboard
from bot.locales import gettext as _
from bot.locales import in_language
from bot.presenters import numbers
from bot.presenters.dashboard import words
from bot.presenters.dashboard.exports import csv_of, xlsx_of
from bot.presenters.dashboard.plates import plate_of, plate_of_single
from bot.presenters.dashboard.single import single_counted, single_title
from bot.presenters.markup import Html, fill, join
from bot.presenters.messages import AlbumMessage, FileMessage, PhotoMessage, TextMessage
from engine.ports import Files

MOST_IN_ALBUM = 10


def dashboard_of(page: Page, tap: DashboardTap, files: Files) -> PhotoMessage:
    """In the language and the theme that the buttons chose, whatever the chat speaks."""
    return in_language(
        tap.spoken,
        lambda: PhotoMessage(
            picture=plate_of(page, tap.theme, files), caption=_caption(page), keyboard=dashboard_keyboard(tap)
        ),
    )


def albums_of(pages: Sequence[Page], tap: DashboardTap, files: Files) -> tuple[AlbumMessage, ...]:
    """As few albums as Telegram allows, of about equal length."""

    def say() -> tuple[AlbumMessage, ...]:
        items = [PhotoMessage(picture=plate_of(page, tap.theme, files), caption=_caption(page)) for page in pages]
        albums = -(-len(items) // MOST_IN_ALBUM)
        each = -(-len(items) // albums)
        return tuple(AlbumMessage(items=tuple(items[at : at + each])) for at in range(0, len(items), each))

    return in_language(tap.spoken, say)


def table_file(page: Page, tap: DashboardTap) -> FileMessage:
    """Exactly what is drawn, as CSV or XLSX."""

    def say() -> FileMessage:
        title = f"{words.title_of(page.asked.section)}, {numbers.period_of(page.period)}"
        name = f"{page.asked.section.value}-{page.period.first}-{page.period.last}"
        return _file(table_of(page), tap.wanted, name, title, words.counted(page.asked.section, page.least_people))

    return in_language(tap.spoken, say)


def single_of(page: SinglePage, tap: SingleTap, files: Files) -> PhotoMessage:
    def say() -> PhotoMessage:
        caption = fill(
            "<b>{title}</b> · {period}", title=single_title(page), period=numbers.period_of(page.figure.period)
        )
        return PhotoMessage(
            picture=plate_of_single(page, tap.theme, files),
            caption=join("\n", [caption, fill(single_counted(page)), fill(_("Today is not over yet."))]),
            keyboard=single_keyboard(tap),
        )

    return in_language(tap.spoken, say)


def single_table_file(page: SinglePage, tap: SingleTap) -> FileMessage:
    def say() -> FileMessage:
        period = page.figure.period
        title = f"{single_title(page)}, {numbers.period_of(period)}"
        name = f"{tap.about.name.lower()}-{page.number}-{period.first}-{period.last}"
        return _file(table_of_single(page), tap.wanted, name, title, single_counted(page))

    return in_language(tap.spoken, say)


def partners_of(partners: Sequence[PartnerName], language: int) -> TextMessage:
    if not partners:
        return TextMessage(text=fill(_("There are no partners yet.")))
    return TextMessage(
        text=fill(_("Whose numbers? A partner's own are shown to them by the same command.")),
        keyboard=partners_keyboard(list(partners), language),
    )


def _caption(page: Page) -> Html:
    """What it is, and how its numbers are counted."""
    head = fill(
        "<b>{title}</b> · {period}",
        title=words.title_of(page.asked.section),
        period=numbers.period_of(page.period),
    )
    counted = fill("{sentence}", sentence=words.counted(page.asked.section, page.least_people))
    return join("\n", [head, counted, fill(_("Today is not over yet."))])


def _file(table: Table, wanted: Wanted, name: str, title: str, note: str) -> FileMessage:
    if wanted is Wanted.XLSX:
        exported = xlsx_of(table, title, note)
        name = f"photobank-{name}.xlsx"
    else:
        exported = csv_of(table)
        name = f"photobank-{name}.csv"
    return FileMessage(key=exported.key, content=exported.content, name=name, caption=fill("{title}", title=title))
