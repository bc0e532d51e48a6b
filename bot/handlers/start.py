"""The first words: /start, /help, and commands that do not exist."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, or_f
from aiogram.types import Message

from bot.filters import Says
from bot.presenters.offers import beside_text
from bot.presenters.start import guide, unknown_command, welcome, welcome_to_it
from bot.sending import Sender
from engine.model import Actor
from engine.people.offers import ShowOffer
from engine.search.sayings import Saying

router = Router(name="start")


@router.message(or_f(Command("start"), Says(Saying.HELLO)))
@router.edited_message(Command("start"))
async def start_sent(message: Message, actor: Actor, show_offer: ShowOffer, sender: Sender) -> None:
    offer = await show_offer(actor)
    await sender.answer(message, beside_text(welcome(), offer))


@router.message(or_f(Command("help"), Says(Saying.HELP)))
@router.edited_message(Command("help"))
async def help_sent(message: Message, actor: Actor, sender: Sender) -> None:
    await sender.answer(message, guide(actor))


@router.message(Says(Saying.THANKS))
async def thanked(message: Message, sender: Sender) -> None:
    await sender.answer(message, welcome_to_it())


@router.message(F.text.startswith("/"))
@router.edited_message(F.text.startswith("/"))
async def unknown_command_sent(message: Message, sender: Sender) -> None:
    await sender.answer(message, unknown_command())
