"""Under collections: which one, what to do with it, and the places of its photos."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import CollectionAct, CollectionsTap, CollectionTap, PlaceTap, PutTap
from bot.callbacks.partners import UsageTap
from bot.keyboards.portions import Portion, turning
from bot.locales import gettext as _
from bot.presenters.markup import clip
from engine.library.ports import Collection
from engine.model import Photo, PhotoId

TITLE = 40
ROW = 3


def collections_keyboard(portion: Portion[Collection]) -> InlineKeyboardMarkup | None:
    rows = [[_do(clip(one.title, TITLE), one, CollectionAct.OPEN)] for one in portion.shown]
    rows += turning(portion, lambda page: CollectionsTap(page=page))
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def choose_keyboard(portion: Portion[Collection], photo_id: PhotoId) -> InlineKeyboardMarkup:
    rows = [
        [_button(clip(one.title, TITLE), PutTap(photo_id=photo_id, collection_id=one.collection_id))]
        for one in portion.shown
    ]
    rows += turning(portion, lambda page: CollectionsTap(page=page, photo_id=photo_id))
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [_button(_("New collection"), PutTap(photo_id=photo_id))]])


def collection_keyboard(collection: Collection, portion: Portion[Photo]) -> InlineKeyboardMarkup:
    """Two buttons for each photo of this portion, then what is done with all of them."""
    pairs = [_places(collection, number, photo, portion.page) for number, photo in portion.numbered]
    rows = [[button for pair in pairs[at : at + ROW] for button in pair] for at in range(0, len(pairs), ROW)]
    rows += turning(portion, lambda page: _tap(collection, CollectionAct.OPEN, page))
    if portion.shown:
        usage = UsageTap(collection_id=collection.collection_id)
        rows.append([_do(_("Look at the photos"), collection, CollectionAct.LOOK)])
        rows.append([_do(_("Download as ZIP"), collection, CollectionAct.ZIP), _button(_("Usage, CSV"), usage)])
    rows.append(
        [_do(_("Share"), collection, CollectionAct.SHARE), _do(_("End links"), collection, CollectionAct.REVOKE)]
    )
    rows.append([_do(_("Delete the collection"), collection, CollectionAct.DELETE)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def really_delete_keyboard(collection: Collection) -> InlineKeyboardMarkup:
    really = _do(_("Yes, delete it"), collection, CollectionAct.REALLY_DELETE)
    return InlineKeyboardMarkup(inline_keyboard=[[really], [_do(_("↩ Back"), collection, CollectionAct.OPEN)]])


def link_keyboard(link: str) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=_("Copy the link"), copy_text=CopyTextButton(text=link))
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def _places(collection: Collection, number: int, photo: Photo, page: int) -> list[InlineKeyboardButton]:
    place = {"collection_id": collection.collection_id, "photo_id": photo.photo_id, "page": page}
    return [
        _button(f"⤒ {number}", PlaceTap(**place, first=True)),
        _button(f"✕ {number}", PlaceTap(**place, first=False)),
    ]


def _do(text: str, collection: Collection, act: CollectionAct) -> InlineKeyboardButton:
    return _button(text, _tap(collection, act))


def _tap(collection: Collection, act: CollectionAct, page: int = 1) -> CollectionTap:
    return CollectionTap(collection_id=collection.collection_id, act=act, page=page)


def _button(text: str, tap: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
