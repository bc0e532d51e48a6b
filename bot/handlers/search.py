"""Asking: in words and tags, with photographs, about what is replied to or linked, or by one of the examples.

A message goes on with what was asked before, unless it is about something else. An edited message is a new question:
whoever corrects a slip of the pen expects the answer to the corrected words.
"""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, or_f
from aiogram.types import Message

from bot.asking import question_of
from bot.callbacks import ExampleTap
from bot.callbacks.refining import NewSearchTap
from bot.filters import ImageDocument, NewSearch, Says
from bot.keyboards.start import examples
from bot.middlewares.newest import Asking
from bot.presenters.sheet import answer_with
from bot.presenters.start import begun_anew, nothing_to_turn, stale_button
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor
from engine.ports import Files
from engine.search.anew import BeginAnew
from engine.search.conversation import Place, Talk
from engine.search.open_search import OpenSearch
from engine.search.parsing import parse_query
from engine.search.sayings import Saying
from engine.search.search_photos import SearchPhotos

commands = Router(name="search_commands")
"""Asked before the commands that nobody knows."""
router = Router(name="search")


@commands.message(or_f(Command("new"), NewSearch()))
@commands.edited_message(or_f(Command("new"), NewSearch()))
async def new_search_asked(message: Message, actor: Actor, place: Place, begin_anew: BeginAnew, sender: Sender) -> None:
    await begin_anew(actor, place)
    await sender.answer(message, begun_anew())


@commands.message(Says(Saying.MORE), F.chat.type == ChatType.PRIVATE)
async def more_asked(message: Message, actor: Actor, open_search: OpenSearch, files: Files, sender: Sender) -> None:
    """As pressing *next* under the sheet that was shown last, but answered below: an edit further up goes unseen."""
    shown = await sender.sent.last_sheet(message.chat.id)
    if shown is None or shown.search_id is None or shown.page is None:
        await sender.answer(message, nothing_to_turn())
        return
    page = await open_search(actor, shown.search_id, shown.page + 1)
    await sender.answer(message, answer_with(page, files))


@router.callback_query(NewSearchTap.filter())
async def new_search_pressed(_event: object, tap: Tap, actor: Actor, place: Place, begin_anew: BeginAnew) -> None:
    await begin_anew(actor, place)
    await tap.answer(begun_anew())


@router.message(or_f(F.text, F.photo, ImageDocument()))
@router.edited_message(or_f(F.text, F.photo, ImageDocument()))
async def asked(
    message: Message,
    album: tuple[Message, ...],
    is_late: bool,
    asking: Asking,
    bot: Bot,
    actor: Actor,
    place: Place,
    search_photos: SearchPhotos,
    files: Files,
    sender: Sender,
) -> None:
    if is_late:
        return
    query, talk = await question_of(album, bot, sender, place)
    page = await search_photos(actor, query, talk)
    # Found all the same, though nobody waits for it any more: the newer question may go on from it.
    if not asking.is_stale:
        await sender.answer(message, answer_with(page, files))


@router.callback_query(ExampleTap.filter())
async def search_by_example(
    _event: object,
    callback_data: ExampleTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    search_photos: SearchPhotos,
    files: Files,
) -> None:
    if callback_data.number >= len(examples()):
        await tap.tell(stale_button())
        return
    query = parse_query(examples()[callback_data.number])
    page = await search_photos(actor, query, Talk(place=place, anew=True))
    await tap.answer(answer_with(page, files))
