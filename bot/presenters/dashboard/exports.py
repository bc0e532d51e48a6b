"""Tables as CSV and XLSX, with heads in the reader's language; numbers stay numbers and days stay days."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from io import BytesIO, StringIO

from admin.dashboard.tables import Cell, Head, Table
from bot.locales import gettext as _
from bot.locales import spoken
from bot.presenters.partners import BEGINNING, cell

MADE_AT = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the form knows no zone; the same table is the same file
NOTE_BELOW = 2
"""Empty lines between a table and the sentence about it."""
WIDEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """`key` names the content, which a file's own bytes need not do."""

    key: str
    content: bytes


def csv_of(table: Table) -> Exported:
    """In UTF-8 with a mark by which spreadsheets know it; days as 2026-11-28, numbers with a point."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(name_of(head) for head in table.heads)
    for row in table.rows:
        writer.writerow(cell(_plain(value)) for value in row)
    return Exported(key=_key("csv", table), content=(BEGINNING + out.getvalue()).encode())


def xlsx_of(table: Table, title: str, note: str) -> Exported:
    """One sheet; words that begin like a formula or a link stay words."""
    import xlsxwriter  # late: hardly anything that the bot does needs it

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "comments": note, "created": MADE_AT})
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(table.heads):
            sheet.write_string(0, column, name_of(head), bold)
            longest = max([len(name_of(head)), *(len(str(_plain(row[column]))) for row in table.rows)])
            sheet.set_column(column, column, min(longest, WIDEST) + 2)
        for number, row in enumerate(table.rows, start=1):
            for column, value in enumerate(row):
                plain = _plain(value)
                match plain:
                    case dt.date():
                        sheet.write_datetime(number, column, dt.datetime.combine(plain, dt.time()), days)
                    case int() | float():
                        sheet.write_number(number, column, plain)
                    case str() if plain:
                        sheet.write_string(number, column, plain)
                    case _:
                        pass
        sheet.write_string(len(table.rows) + NOTE_BELOW, 0, title)
        sheet.write_string(len(table.rows) + NOTE_BELOW + 1, 0, note)
    return Exported(key=_key("xlsx", table), content=out.getvalue())


def _plain(value: Cell) -> str | int | float | dt.date:
    if value is None:
        return ""
    return name_of(value) if isinstance(value, Head) else value


def _key(form: str, table: Table) -> str:
    return hashlib.sha256(repr((form, spoken().value, table)).encode()).hexdigest()


def name_of(head: Head) -> str:
    """What a column, or a measure, is called."""
    names = {
        Head.MEASURE: _("What"),
        Head.VALUE: _("Of what"),
        Head.NOW: _("Now"),
        Head.BEFORE: _("Before"),
        Head.DAY: _("Day"),
        Head.HOUR: _("Hour"),
        Head.WEEKDAY: _("Weekday, Monday is 0"),
        Head.WORDS: _("Words"),
        Head.OTHERS: _("Other words of the same meaning"),
        Head.SEARCHES: _("Searches"),
        Head.SEARCHES_BEFORE: _("Searches before"),
        Head.NOTHING_FOUND: _("Searches without an answer"),
        Head.PEOPLE: _("People"),
        Head.PEOPLE_AT_LEAST: _("People, at least"),
        Head.TAG: _("Tag"),
        Head.RU: _("In Russian"),
        Head.EN: _("In English"),
        Head.PUBLISHED: _("Photos published"),
        Head.WAITING: _("Waiting for review"),
        Head.PHOTO: _("Photo"),
        Head.OPENED: _("Opened"),
        Head.DOWNLOADS: _("Downloads"),
        Head.KEPT: _("Kept"),
        Head.SHARED: _("Shared"),
        Head.SUCCESS_RATE: _("Share of successful searches"),
        Head.MEDIAN_MS: _("Time to the answer, median, ms"),
        Head.P95_MS: _("Time to the answer, 95 of 100, ms"),
        Head.PLACE: _("Mean place it was opened from"),
        Head.SHOWN: _("Pages with this place"),
        Head.THUMBS_UP: _("Votes “it fits”"),
        Head.THUMBS_DOWN: _("Votes “it does not fit”"),
        Head.PAGES: _("Pages shown"),
        Head.LANGUAGE: _("Searches in the language"),
        Head.CHAT: _("Questions asked in"),
        Head.INLINE_CHOSEN: _("Sent from inline mode"),
        Head.SIZE: _("Downloads of the size"),
        Head.WEEK: _("Week of the first visit"),
        Head.AFTER_WEEKS: _("Weeks later"),
        Head.ISSUES: _("Issues posted"),
        Head.READERS: _("People who came"),
        Head.LINKS: _("Links followed"),
        Head.REACTIONS: _("Reactions"),
    }
    return names[head]
