"""The wish-list, for those who moderate: pages in one message, and what is to become of each wish."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import Message

from admin.wishes.ports import WishId
from admin.wishes.settling import ListWishes, OpenWish, SettleWish
from bot.callbacks.wishes import SettleWishTap, WishesTap, WishTap
from bot.presenters.wishes import wish_of, wishes_of
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor

router = Router(name="wishes")


@router.message(Command("wishes"), F.chat.type == ChatType.PRIVATE)
async def wishes_asked(message: Message, actor: Actor, list_wishes: ListWishes, sender: Sender) -> None:
    page = await list_wishes(actor)
    await sender.answer(message, wishes_of(page))


@router.callback_query(WishesTap.filter())
async def wishes_turned(
    _event: object, callback_data: WishesTap, tap: Tap, actor: Actor, list_wishes: ListWishes
) -> None:
    page = await list_wishes(actor, callback_data.wanted, callback_data.page)
    await tap.edit(wishes_of(page))


@router.callback_query(WishTap.filter())
async def wish_opened(
    _event: object, callback_data: WishTap, bot: Bot, tap: Tap, actor: Actor, open_wish: OpenWish
) -> None:
    opened = await open_wish(actor, WishId(callback_data.wish_id), callback_data.page)
    await tap.edit(wish_of(opened, (await bot.me()).username))


@router.callback_query(SettleWishTap.filter())
async def wish_settled(
    _event: object, callback_data: SettleWishTap, bot: Bot, tap: Tap, actor: Actor, settle_wish: SettleWish
) -> None:
    opened = await settle_wish(actor, WishId(callback_data.wish_id), callback_data.wanted)
    await tap.edit(wish_of(opened, (await bot.me()).username))
