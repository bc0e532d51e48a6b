"""Pressing what stands under a sheet or a photo: turning pages, opening, more like this, back."""

from __future__ import annotations

from aiogram import Router

from bot.callbacks import Back, OpenPageTap, OpenPhotoTap, SimilarTap
from bot.presenters.photo import photo_of
from bot.presenters.sheet import turn_into
from bot.taps import Tap
from engine.model import Actor, PhotoId, SearchId
from engine.ports import Files
from engine.search.conversation import Place, Talk
from engine.search.open_photo import OpenPhoto
from engine.search.open_search import OpenSearch
from engine.search.search_similar import SearchSimilar

router = Router(name="sheet")


@router.callback_query(OpenPageTap.filter())
async def page_pressed(
    _event: object, callback_data: OpenPageTap, tap: Tap, actor: Actor, open_search: OpenSearch, files: Files
) -> None:
    page = await open_search(actor, SearchId(callback_data.search_id), callback_data.page)
    await tap.edit(turn_into(page, files))


@router.callback_query(OpenPhotoTap.filter())
async def number_pressed(
    _event: object, callback_data: OpenPhotoTap, tap: Tap, actor: Actor, open_photo: OpenPhoto, files: Files
) -> None:
    opened_from = SearchId(callback_data.search_id)
    card = await open_photo(actor, PhotoId(callback_data.photo_id), search_id=opened_from)
    back = Back(search_id=callback_data.search_id, page=callback_data.page)
    await tap.edit(photo_of(card, files, back=back))


@router.callback_query(SimilarTap.filter())
async def similar_pressed(
    _event: object,
    callback_data: SimilarTap,
    tap: Tap,
    actor: Actor,
    place: Place,
    search_similar: SearchSimilar,
    files: Files,
) -> None:
    after = SearchId(callback_data.search_id) if callback_data.search_id else None
    page = await search_similar(actor, PhotoId(callback_data.photo_id), Talk(place=place, anew=True, after=after))
    await tap.edit(turn_into(page, files))
