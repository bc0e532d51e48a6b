"""Tags: leafing through them, searching among them by letters, and searching photos by one of them."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.callbacks.refining import CardTagsTap, TagPageTap, TagTap
from bot.presenters.photo import photo_of, tags_of
from bot.presenters.sheet import answer_with, turn_into
from bot.presenters.tags import tags_page
from bot.sending import Sender
from bot.taps import Tap
from engine.model import Actor, PhotoId, SearchId
from engine.ports import Files
from engine.search.conversation import Place, Talk
from engine.search.open_photo import OpenPhoto
from engine.tagging.browse import BrowseTags, SearchByTag

router = Router(name="tags")


@router.message(Command("tags"))
@router.edited_message(Command("tags"))
async def tags_asked(
    message: Message, command: CommandObject, actor: Actor, browse_tags: BrowseTags, sender: Sender
) -> None:
    page = await browse_tags(actor, letters=command.args or "")
    await sender.answer(message, tags_page(page))


@router.callback_query(TagPageTap.filter())
async def tags_turned(
    _event: object, callback_data: TagPageTap, tap: Tap, actor: Actor, browse_tags: BrowseTags
) -> None:
    page = await browse_tags(actor, callback_data.page)
    await tap.edit(tags_page(page))


@router.callback_query(TagTap.filter())
async def tag_pressed(
    _event: object,
    callback_data: TagTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    search_by_tag: SearchByTag,
    files: Files,
) -> None:
    after = SearchId(callback_data.search_id) if callback_data.search_id else None
    page = await search_by_tag(actor, callback_data.tag, Talk(place=place, anew=True, after=after))
    if callback_data.here:
        await tap.edit(turn_into(page, files))
    else:
        await tap.answer(answer_with(page, files))


@router.callback_query(CardTagsTap.filter())
async def card_tags_pressed(
    _event: object, callback_data: CardTagsTap, tap: Tap, actor: Actor, open_photo: OpenPhoto, files: Files
) -> None:
    card = await open_photo(actor, PhotoId(callback_data.photo_id), anew=False)
    if callback_data.opened:
        await tap.edit(tags_of(card, files, callback_data.back))
    else:
        await tap.edit(photo_of(card, files, back=callback_data.back))
