"""Whatever nothing else answers: one polite sentence, so that nobody is left wondering."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import Message

from bot.filters import SENT
from bot.presenters.start import not_for_searching, stale_button
from bot.sending import Sender
from bot.taps import Tap

router = Router(name="leftovers")


@router.message(F.content_type.in_(SENT))
async def something_else_sent(message: Message, is_late: bool, sender: Sender) -> None:
    if is_late:
        return  # the rest of its album has had the sentence
    await sender.answer(message, not_for_searching())


@router.callback_query()
async def unknown_button_pressed(_event: object, tap: Tap) -> None:
    await tap.tell(stale_button())
