"""Under collections: which one, what to do with it, and the places of its photos."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import CollectionAct, CollectionTap, PlaceTap, PutTap
from bot.callbacks.partners import UsageTap
from bot.locales import gettext as _
from bot.presenters.markup import clip
from engine.library.collections import CollectionContent
from engine.library.ports import Collection
from engine.model import Photo, PhotoId

SHOWN = 20
"""Collections or photos with buttons of their own: a keyboard holds a hundred buttons, a thumb fewer."""
TITLE = 40
ROW = 3


def collections_keyboard(collections: Sequence[Collection]) -> InlineKeyboardMarkup | None:
    rows = [[_do(clip(one.title, TITLE), one, CollectionAct.OPEN)] for one in collections[:SHOWN]]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def choose_keyboard(collections: Sequence[Collection], photo_id: PhotoId) -> InlineKeyboardMarkup:
    rows = [
        [_button(clip(one.title, TITLE), PutTap(photo_id=photo_id, collection_id=one.collection_id))]
        for one in collections[:SHOWN]
    ]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [_button(_("New collection"), PutTap(photo_id=photo_id))]])


def collection_keyboard(content: CollectionContent) -> InlineKeyboardMarkup:
    collection = content.collection
    pairs = [_places(collection, number, photo) for number, photo in enumerate(content.photos[:SHOWN], start=1)]
    rows = [[button for pair in pairs[at : at + ROW] for button in pair] for at in range(0, len(pairs), ROW)]
    if content.photos:
        usage = UsageTap(collection_id=collection.collection_id)
        rows.append([_do(_("Download as ZIP"), collection, CollectionAct.ZIP), _button(_("Usage, CSV"), usage)])
    rows.append(
        [_do(_("Share"), collection, CollectionAct.SHARE), _do(_("End links"), collection, CollectionAct.REVOKE)]
    )
    rows.append([_do(_("Delete the collection"), collection, CollectionAct.DELETE)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def link_keyboard(link: str) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=_("Copy the link"), copy_text=CopyTextButton(text=link))
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def _places(collection: Collection, number: int, photo: Photo) -> list[InlineKeyboardButton]:
    place = {"collection_id": collection.collection_id, "photo_id": photo.photo_id}
    return [
        _button(f"⤒ {number}", PlaceTap(**place, first=True)),
        _button(f"✕ {number}", PlaceTap(**place, first=False)),
    ]


def _do(text: str, collection: Collection, act: CollectionAct) -> InlineKeyboardButton:
    return _button(text, CollectionTap(collection_id=collection.collection_id, act=act))


def _button(text: str, tap: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
