"""Commands that are between a person and the bot: in a group they get one sentence and the way to the private chat."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import Message

from bot.presenters.groups import only_in_private
from bot.sending import Sender

router = Router(name="groups")

PERSONAL = (
    "settings",
    "forget_me",
    "export_me",
    "register",
    "favourites",
    "collections",
    "collection",
    "history",
    "alerts",
    "partner",
)


@router.message(Command(*PERSONAL), F.chat.type != ChatType.PRIVATE)
@router.edited_message(Command(*PERSONAL), F.chat.type != ChatType.PRIVATE)
async def personal_in_a_group(message: Message, bot: Bot, sender: Sender) -> None:
    """A whole group would read the answer."""
    await sender.answer(message, only_in_private((await bot.me()).username))
