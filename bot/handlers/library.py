"""What a searcher keeps and looks through: favourites, fresh and random photos, the history, links to photos."""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.callbacks import DeleteHistoryTap, FavouriteTap, RepeatTap
from bot.locales import gettext as _
from bot.presenters.history import history_of
from bot.presenters.photo import photo_of
from bot.presenters.sheet import answer_with, shelf_answer
from bot.sending import Sender
from bot.taps import Tap
from engine.library.favourites import MarkFavourite
from engine.library.history import DeleteHistory, ReadHistory, RepeatSearch
from engine.library.shelves import OpenShelf
from engine.model import Actor, PhotoId, SearchId, Shelf
from engine.ports import Files
from engine.search.conversation import Place
from engine.search.open_photo import OpenPhoto

router = Router(name="library")

SHELVES = {shelf.value: shelf for shelf in (Shelf.FAVOURITES, Shelf.FRESH, Shelf.RANDOM)}
PHOTO_LINK = re.compile(r"p([1-9]\d{0,17})")


@router.message(Command("start", magic=F.args.regexp(PHOTO_LINK, mode="fullmatch")))
async def photo_link_followed(
    message: Message,
    command: CommandObject,
    actor: Actor,
    open_photo: OpenPhoto,
    files: Files,
    sender: Sender,
) -> None:
    card = await open_photo(actor, PhotoId(int((command.args or "")[1:])))
    await sender.answer(message, photo_of(card, files))


@router.message(Command(*SHELVES))
@router.edited_message(Command(*SHELVES))
async def shelf_asked(
    message: Message, command: CommandObject, actor: Actor, open_shelf: OpenShelf, files: Files, sender: Sender
) -> None:
    page = await open_shelf(actor, SHELVES[command.command.lower()])
    await sender.answer(message, shelf_answer(page, files))


@router.callback_query(FavouriteTap.filter())
async def favourite_pressed(
    _event: object,
    callback_data: FavouriteTap,
    tap: Tap,
    actor: Actor,
    mark_favourite: MarkFavourite,
    files: Files,
) -> None:
    card = await mark_favourite(actor, PhotoId(callback_data.photo_id), wanted=callback_data.wanted)
    toast = _("In your favourites: /favourites") if card.is_favourite else _("No longer in your favourites")
    await tap.edit(photo_of(card, files, back=callback_data.back), toast)


@router.message(Command("history"))
@router.edited_message(Command("history"))
async def history_asked(message: Message, actor: Actor, read_history: ReadHistory, sender: Sender) -> None:
    searches = await read_history(actor)
    await sender.answer(message, history_of(searches))


@router.callback_query(RepeatTap.filter())
async def repeat_pressed(
    _event: object,
    callback_data: RepeatTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    repeat_search: RepeatSearch,
    files: Files,
) -> None:
    page = await repeat_search(actor, SearchId(callback_data.search_id), place)
    await tap.answer(answer_with(page, files))


@router.callback_query(DeleteHistoryTap.filter())
async def delete_history_pressed(
    _event: object, callback_data: DeleteHistoryTap, tap: Tap, actor: Actor, delete_history: DeleteHistory
) -> None:
    chosen = SearchId(callback_data.search_id) if callback_data.search_id else None
    left = await delete_history(actor, chosen)
    await tap.edit(history_of(left))
