"""What a person decides about themselves: language, a copy of what is kept, being forgotten."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import Message

from bot.callbacks import ForgetTap, LanguageTap
from bot.filters import Says
from bot.locales import speak
from bot.presenters.settings import (
    export_of,
    forgotten,
    language_chosen,
    nothing_forgotten,
    privacy_text,
    really_forget,
    settings_text,
)
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor
from engine.people.settings import ChooseLanguage, ExportPerson, ForgetPerson
from engine.search.sayings import Saying

router = Router(name="settings")


@router.message(Command("settings"))
@router.edited_message(Command("settings"))
async def settings_asked(message: Message, actor: Actor, sender: Sender) -> None:
    await sender.answer(message, settings_text(actor))


@router.callback_query(LanguageTap.filter())
async def language_pressed(
    _event: object, callback_data: LanguageTap, tap: Tap, actor: Actor, choose_language: ChooseLanguage
) -> None:
    await choose_language(actor, callback_data.language)
    speak(callback_data.language)
    await tap.edit(language_chosen(callback_data.language))


@router.message(Command("privacy"))
@router.edited_message(Command("privacy"))
async def privacy_asked(message: Message, sender: Sender) -> None:
    await sender.answer(message, privacy_text())


@router.message(Command("export_me"))
@router.edited_message(Command("export_me"))
async def export_asked(message: Message, actor: Actor, export_person: ExportPerson, sender: Sender) -> None:
    kept = await export_person(actor)
    await sender.answer(message, export_of(kept))


@router.message(Command("forget_me"))
@router.message(Says(Saying.FORGET), F.chat.type == ChatType.PRIVATE)
@router.edited_message(Command("forget_me"))
async def forgetting_asked(message: Message, sender: Sender) -> None:
    await sender.answer(message, really_forget())


@router.callback_query(ForgetTap.filter(F.sure))
async def forgetting_pressed(_event: object, tap: Tap, actor: Actor, forget_person: ForgetPerson) -> None:
    await forget_person(actor)
    await tap.edit(forgotten())


@router.callback_query(ForgetTap.filter())
async def keeping_pressed(_event: object, tap: Tap) -> None:
    await tap.edit(nothing_forgotten())
