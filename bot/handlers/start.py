"""The first words: /start, /help, and commands that do not exist."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.presenters.offers import beside_text
from bot.presenters.start import guide, unknown_command, welcome
from bot.sending import Sender
from engine.model import Actor
from engine.people.offers import ShowOffer

router = Router(name="start")


@router.message(Command("start"))
@router.edited_message(Command("start"))
async def start_sent(message: Message, actor: Actor, show_offer: ShowOffer, sender: Sender) -> None:
    offer = await show_offer(actor)
    await sender.answer(message, beside_text(welcome(), offer))


@router.message(Command("help"))
@router.edited_message(Command("help"))
async def help_sent(message: Message, actor: Actor, sender: Sender) -> None:
    await sender.answer(message, guide(actor))


@router.message(F.text.startswith("/"))
@router.edited_message(F.text.startswith("/"))
async def unknown_command_sent(message: Message, sender: Sender) -> None:
    await sender.answer(message, unknown_command())
