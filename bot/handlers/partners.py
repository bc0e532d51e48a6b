"""For those who use many photos: a photo's last days, what a search found as ZIPs, and what was taken as a table."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.callbacks.partners import DaysTap, UsageTap, ZipSearchTap
from bot.presenters.collections import zip_of
from bot.presenters.partners import days_of, usage_of
from bot.sending import Sender
from bot.taps import Tap
from engine.library.days import ReadDays
from engine.library.zipping import ZipSearch
from engine.model import Actor, PhotoId, SearchId
from engine.rights.usage import ReadUsage

router = Router(name="partners")


@router.callback_query(DaysTap.filter())
async def days_pressed(_event: object, callback_data: DaysTap, tap: Tap, actor: Actor, read_days: ReadDays) -> None:
    read = await read_days(actor, PhotoId(callback_data.photo_id))
    await tap.edit(days_of(read, callback_data.back))


@router.callback_query(ZipSearchTap.filter())
async def zip_search_pressed(
    _event: object, callback_data: ZipSearchTap, tap: Tap, actor: Actor, zip_search: ZipSearch
) -> None:
    """A message for each part, sent before the next one is made."""
    async for part in zip_search(actor, SearchId(callback_data.search_id)):
        await tap.answer(zip_of(part))


@router.message(Command("usage"))
@router.edited_message(Command("usage"))
async def usage_asked(message: Message, bot: Bot, actor: Actor, read_usage: ReadUsage, sender: Sender) -> None:
    usage = await read_usage(actor)
    await sender.answer(message, usage_of(usage, (await bot.me()).username))


@router.callback_query(UsageTap.filter())
async def collection_usage_pressed(
    _event: object, callback_data: UsageTap, bot: Bot, tap: Tap, actor: Actor, read_usage: ReadUsage
) -> None:
    usage = await read_usage(actor, callback_data.collection_id)
    await tap.answer(usage_of(usage, (await bot.me()).username))
