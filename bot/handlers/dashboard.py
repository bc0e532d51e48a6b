"""The dashboard: one message with a picture and buttons; single photos, tags and partners in numbers."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from admin.dashboard.reading import ReadDashboard
from admin.dashboard.sections import DAYS
from admin.dashboard.single import ReadPartnerStats, ReadPhotoStats, ReadTagStats, SinglePage
from bot.callbacks import LANGUAGES, LARGEST_ID
from bot.callbacks.dashboard import About, DashboardTap, SingleTap, Wanted
from bot.presenters.dashboard.pages import (
    albums_of,
    dashboard_of,
    partners_of,
    single_of,
    single_table_file,
    table_file,
)
from bot.sending import Sender
from bot.taps import Tap
from engine.errors import BadPerson, NoPhotoNamed, NoTagNamed
from engine.model import Actor, PersonId, PhotoId
from engine.people.permissions import Act, may
from engine.ports import Files

router = Router(name="dashboard")


@router.message(Command("dashboard"), F.chat.type == ChatType.PRIVATE)
async def dashboard_asked(
    message: Message, actor: Actor, read_dashboard: ReadDashboard, files: Files, sender: Sender
) -> None:
    tap = DashboardTap(language=LANGUAGES.index(actor.language))
    page = await read_dashboard(actor, tap.asked)
    await sender.answer(message, dashboard_of(page, tap, files))


@router.callback_query(DashboardTap.filter(F.wanted == Wanted.ALBUM))
async def album_pressed(
    _event: object, callback_data: DashboardTap, tap: Tap, actor: Actor, read_dashboard: ReadDashboard, files: Files
) -> None:
    pages = await read_dashboard.all(actor, callback_data.asked)
    for album in albums_of(pages, callback_data, files):
        await tap.answer(album)


@router.callback_query(DashboardTap.filter(F.wanted.in_({Wanted.CSV, Wanted.XLSX})))
async def table_pressed(
    _event: object, callback_data: DashboardTap, tap: Tap, actor: Actor, read_dashboard: ReadDashboard
) -> None:
    page = await read_dashboard(actor, callback_data.asked)
    await tap.answer(table_file(page, callback_data))


@router.callback_query(DashboardTap.filter())
async def dashboard_pressed(
    _event: object, callback_data: DashboardTap, tap: Tap, actor: Actor, read_dashboard: ReadDashboard, files: Files
) -> None:
    page = await read_dashboard(actor, callback_data.asked)
    await tap.edit(dashboard_of(page, callback_data, files))


@router.message(Command("photo_stats"), F.chat.type == ChatType.PRIVATE)
async def photo_stats_asked(
    message: Message,
    command: CommandObject,
    actor: Actor,
    read_photo_stats: ReadPhotoStats,
    files: Files,
    sender: Sender,
) -> None:
    number = _number(command.args)
    if number is None:
        raise NoPhotoNamed
    page = await read_photo_stats(actor, PhotoId(number))
    await sender.answer(message, single_of(page, _first(About.PHOTO, page, actor), files))


@router.message(Command("tag_stats"), F.chat.type == ChatType.PRIVATE)
async def tag_stats_asked(
    message: Message, command: CommandObject, actor: Actor, read_tag_stats: ReadTagStats, files: Files, sender: Sender
) -> None:
    if not (command.args or "").strip(" #"):
        raise NoTagNamed
    page = await read_tag_stats(actor, command.args or "")
    await sender.answer(message, single_of(page, _first(About.TAG, page, actor), files))


@router.message(Command("partner_stats", magic=F.args), F.chat.type == ChatType.PRIVATE)
async def partner_named(
    message: Message,
    command: CommandObject,
    actor: Actor,
    read_partner_stats: ReadPartnerStats,
    files: Files,
    sender: Sender,
) -> None:
    number = _number(command.args)
    if number is None:
        raise BadPerson
    page = await read_partner_stats.by_telegram_id(actor, number)
    await sender.answer(message, single_of(page, _first(About.PARTNER, page, actor), files))


@router.message(Command("partner_stats"), F.chat.type == ChatType.PRIVATE)
async def partner_stats_asked(
    message: Message, actor: Actor, read_partner_stats: ReadPartnerStats, files: Files, sender: Sender
) -> None:
    """Those who moderate choose a partner; a partner sees their own numbers at once."""
    if may(actor.role, Act.READ_STATISTICS):
        partners = await read_partner_stats.partners(actor)
        await sender.answer(message, partners_of(partners, LANGUAGES.index(actor.language)))
    else:
        page = await read_partner_stats(actor)
        await sender.answer(message, single_of(page, _first(About.PARTNER, page, actor), files))


@router.callback_query(SingleTap.filter(F.about == About.PHOTO))
async def photo_stats_pressed(
    _event: object, callback_data: SingleTap, tap: Tap, actor: Actor, read_photo_stats: ReadPhotoStats, files: Files
) -> None:
    page = await read_photo_stats(actor, PhotoId(callback_data.number), DAYS[callback_data.days])
    await _show(tap, page, callback_data, files)


@router.callback_query(SingleTap.filter(F.about == About.TAG))
async def tag_stats_pressed(
    _event: object, callback_data: SingleTap, tap: Tap, actor: Actor, read_tag_stats: ReadTagStats, files: Files
) -> None:
    page = await read_tag_stats.by_number(actor, callback_data.number, DAYS[callback_data.days])
    await _show(tap, page, callback_data, files)


@router.callback_query(SingleTap.filter(F.about == About.PARTNER))
async def partner_stats_pressed(
    _event: object,
    callback_data: SingleTap,
    tap: Tap,
    actor: Actor,
    read_partner_stats: ReadPartnerStats,
    files: Files,
) -> None:
    page = await read_partner_stats(actor, PersonId(callback_data.number), DAYS[callback_data.days])
    await _show(tap, page, callback_data, files)


async def _show(tap: Tap, page: SinglePage, wanted: SingleTap, files: Files) -> None:
    """The picture in the place of the old one, or a table below it."""
    if wanted.wanted in {Wanted.CSV, Wanted.XLSX}:
        await tap.answer(single_table_file(page, wanted))
    else:
        await tap.edit(single_of(page, wanted, files))


def _first(about: About, page: SinglePage, actor: Actor) -> SingleTap:
    """How it is shown at first."""
    return SingleTap(
        about=about, number=page.number, days=DAYS.index(page.days), language=LANGUAGES.index(actor.language)
    )


def _number(words: str | None) -> int | None:
    text = (words or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        return None
    number = int(text)
    return number if 1 <= number <= LARGEST_ID else None
