"""`photobank stats`: the dashboard without the chat, as words, JSON, a picture or a table."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table as Printed

from admin.charts.drawing import draw_plate
from admin.charts.plate import Plate, Theme
from admin.dashboard.reading import Page
from admin.dashboard.sections import DAYS, Asked, Section
from admin.dashboard.single import SinglePage
from admin.dashboard.tables import Head, Table, table_of, table_of_single
from bot.bank import Photobank, open_photobank
from bot.cli.running import prepare, run, screen
from bot.following import dashboard_of
from bot.locales import speak
from bot.presenters import numbers
from bot.presenters.dashboard.exports import csv_of, name_of, xlsx_of
from bot.presenters.dashboard.plates import plate_of, plate_of_single
from bot.presenters.dashboard.single import single_counted, single_title
from bot.presenters.dashboard.words import counted, title_of
from engine.errors import BadSetting
from engine.model import Actor, Language, PersonId, PhotoId, Role
from engine.ports import Files

TERMINAL = Actor(person_id=PersonId(0), role=Role.OWNER, language=Language.EN)
"""Whoever can read the bank's files may read its numbers."""


def stats(
    section: Annotated[Section, typer.Option(help="Which part of the dashboard.")] = Section.OVERVIEW,
    days: Annotated[int, typer.Option(help="How many days until today: 1, 7, 30 or 90.")] = 7,
    compare: Annotated[bool, typer.Option("--compare", help="With as many days before.")] = False,
    photo: Annotated[int | None, typer.Option(help="One photo's numbers, by its id.", min=1, max=2**63 - 1)] = None,
    tag: Annotated[str | None, typer.Option(help="One tag's numbers, by its name.")] = None,
    partner: Annotated[int | None, typer.Option(help="One partner's numbers, by their Telegram id.", min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    png: Annotated[Path | None, typer.Option(help="Write the picture to this file.", dir_okay=False)] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the table to this file.", dir_okay=False)] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write the table to this file.", dir_okay=False)] = None,
    language: Annotated[Language | None, typer.Option(help="Of words and numbers.")] = None,
    dark: Annotated[bool, typer.Option("--dark", help="The picture's dark theme.")] = False,
    home: Annotated[Path | None, typer.Option(help="Where the bank is kept.")] = None,
) -> None:
    """What people look for, what they find and what is missing: the chat's dashboard in the terminal."""
    settings = prepare(home)

    async def main() -> None:
        if days not in DAYS:
            raise BadSetting(name="--days", reason="it must be one of " + ", ".join(map(str, DAYS)))
        speak(language or settings.language)
        async with open_photobank(settings) as photobank:
            # A running bot counts by itself, and two that count at once do each other no harm.
            await photobank.roll_up.catch_up()
            page = await read(photobank, Asked(section=section, days=days, compares=compare), photo, tag, partner)
            theme = Theme.DARK if dark else Theme.LIGHT
            if png is not None:
                plate = picture_of(page, theme, photobank.files)
                await asyncio.to_thread(png.write_bytes, await photobank.images.run(draw_plate, plate))
        table = table_of(page) if isinstance(page, Page) else table_of_single(page)
        title, note = about(page)
        if csv is not None:
            await asyncio.to_thread(csv.write_bytes, csv_of(table).content)
        if xlsx is not None:
            await asyncio.to_thread(xlsx.write_bytes, xlsx_of(table, title, note).content)
        if as_json:
            screen.print_json(json.dumps(as_object(page), ensure_ascii=False))
        elif png is None and csv is None and xlsx is None:
            print_table(table, title, note)

    run(main)


async def read(
    photobank: Photobank, asked: Asked, photo: int | None, tag: str | None, partner: int | None
) -> Page | SinglePage:
    """Through the chat's own use cases."""
    dashboard = dashboard_of(photobank)
    if photo is not None:
        return await dashboard.read_photo_stats(TERMINAL, PhotoId(photo), asked.days)
    if tag is not None:
        return await dashboard.read_tag_stats(TERMINAL, tag, asked.days)
    if partner is not None:
        return await dashboard.read_partner_stats.by_telegram_id(TERMINAL, partner, asked.days)
    return await dashboard.read_dashboard(TERMINAL, asked)


def picture_of(page: Page | SinglePage, theme: Theme, files: Files) -> Plate:
    return plate_of(page, theme, files) if isinstance(page, Page) else plate_of_single(page, theme, files)


def about(page: Page | SinglePage) -> tuple[str, str]:
    """What it is of, and how it is counted."""
    if isinstance(page, Page):
        title = title_of(page.asked.section)
        return f"{title}, {numbers.period_of(page.period)}", counted(page.asked.section, page.least_people)
    return f"{single_title(page)}, {numbers.period_of(page.figure.period)}", single_counted(page)


def as_object(page: Page | SinglePage) -> dict[str, Any]:
    """What `--json` prints: the figure as it is, before any words; and the one before, where it was asked for."""
    if isinstance(page, SinglePage):
        return {"days": page.days, "figure": plain(asdict(page.figure))}
    found = {
        "section": page.asked.section.value,
        "days": page.asked.days,
        "least_people": page.least_people,
        "figure": plain(asdict(page.figure)),
    }
    if page.before is not None:
        found["before"] = plain(asdict(page.before))
    if page.hours is not None:
        found["hours"] = plain(asdict(page.hours))
    return found


def plain(value: Any) -> Any:
    """With days as 2026-11-28."""
    match value:
        case Mapping():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case dt.date():
            return value.isoformat()
        case Enum():
            return value.value
        case _:
            return value


def print_table(table: Table, title: str, note: str) -> None:
    printed = Printed(title=title, caption=note)
    for head in table.heads:
        printed.add_column(name_of(head))
    for row in table.rows:
        printed.add_row(*("" if value is None else name_or_text(value) for value in row))
    screen.print(printed)


def name_or_text(value: object) -> str:
    if isinstance(value, Head):
        return name_of(value)
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
