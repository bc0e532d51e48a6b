"""Saved searches: kept, asked again, switched, deleted."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.callbacks.saved import HowTap, SavedTap, SaveTap
from bot.presenters.saved import is_saved, saved_of, switched
from bot.presenters.sheet import answer_with
from bot.sending import Sender
from bot.taps import Tap
from engine.library.ports import SavedId
from engine.library.saved import AskSaved, ChangeSaved, ListSaved, SaveSearch
from engine.model import Actor, SearchId
from engine.ports import Files
from engine.search.conversation import Place

router = Router(name="saved")


@router.message(Command("alerts"))
@router.edited_message(Command("alerts"))
async def saved_asked(message: Message, actor: Actor, list_saved: ListSaved, sender: Sender) -> None:
    kept = await list_saved(actor)
    await sender.answer(message, saved_of(kept))


@router.callback_query(SaveTap.filter())
async def save_pressed(_event: object, callback_data: SaveTap, tap: Tap, actor: Actor, save_search: SaveSearch) -> None:
    await save_search(actor, SearchId(callback_data.search_id))
    await tap.tell(is_saved())


@router.callback_query(SavedTap.filter())
async def saved_pressed(
    _event: object, callback_data: SavedTap, tap: Tap, actor: Actor, place: Place, ask_saved: AskSaved, files: Files
) -> None:
    page = await ask_saved(actor, SavedId(callback_data.saved_id), place)
    await tap.answer(answer_with(page, files))


@router.callback_query(HowTap.filter())
async def how_pressed(
    event: CallbackQuery, callback_data: HowTap, tap: Tap, actor: Actor, change_saved: ChangeSaved
) -> None:
    """In the list the list is shown anew; under an alert, which is a picture, a toast says it."""
    saved_id = SavedId(callback_data.saved_id)
    kept = await change_saved(actor, saved_id, callback_data.wanted)
    if isinstance(event.message, Message) and event.message.text is not None:
        await tap.edit(saved_of(kept))
    else:
        await tap.tell(switched(saved_id, kept))
