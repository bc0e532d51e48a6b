"""A place sent to the bot, and the places of photos: what was taken around, and where."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import or_f
from aiogram.types import Message

from bot.callbacks.saved import NearTap, OnMapTap
from bot.presenters.near import around_into, around_of, on_map
from bot.sending import Sender
from bot.taps import Tap
from engine.errors import PhotoGone
from engine.library.near import LookAround
from engine.model import Actor, PhotoId
from engine.photo import Coordinates
from engine.ports import Files
from engine.search.open_photo import OpenPhoto

router = Router(name="near")


@router.message(or_f(F.venue, F.location))
async def place_sent(message: Message, actor: Actor, look_around: LookAround, files: Files, sender: Sender) -> None:
    """A venue carries its location as well."""
    location = message.venue.location if message.venue else message.location
    assert location is not None, "the filter lets nothing else through"
    around = await look_around(actor, Coordinates(location.latitude, location.longitude))
    await sender.answer(message, around_of(around, files))


@router.callback_query(NearTap.filter())
async def near_pressed(
    _event: object, callback_data: NearTap, tap: Tap, actor: Actor, look_around: LookAround, files: Files
) -> None:
    around = await look_around.photo(actor, PhotoId(callback_data.photo_id))
    await tap.edit(around_into(around, files))


@router.callback_query(OnMapTap.filter())
async def on_map_pressed(
    _event: object, callback_data: OnMapTap, tap: Tap, actor: Actor, open_photo: OpenPhoto
) -> None:
    card = await open_photo(actor, PhotoId(callback_data.photo_id), anew=False)
    venue = on_map(card.photo)
    if venue is None:
        raise PhotoGone
    await tap.answer(venue)
