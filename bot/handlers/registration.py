"""The terms: read, accepted, and with them the registration."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.callbacks import SIZES, AcceptTap
from bot.presenters.terms import accepted, terms_text
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor, PhotoId
from engine.people.register import AcceptTerms, ReadTerms

router = Router(name="registration")


@router.message(Command("register", "terms"))
@router.edited_message(Command("register", "terms"))
async def terms_asked(message: Message, actor: Actor, read_terms: ReadTerms, sender: Sender) -> None:
    terms = await read_terms(actor)
    await sender.answer(message, terms_text(terms))


@router.callback_query(AcceptTap.filter())
async def accept_pressed(
    _event: object, callback_data: AcceptTap, tap: Tap, actor: Actor, accept_terms: AcceptTerms
) -> None:
    terms = await accept_terms(actor, callback_data.version, register=callback_data.registers)
    wanted = (PhotoId(callback_data.photo_id), SIZES[callback_data.size]) if callback_data.photo_id else None
    await tap.edit(accepted(terms, wanted))
