"""Taking a photo away as a file."""

from __future__ import annotations

from aiogram import Router

from bot.callbacks import DownloadTap
from bot.presenters.download import download_of
from bot.presenters.messages import FileMessage
from bot.presenters.offers import beside_file
from bot.taps import Tap
from engine.model import Actor, PhotoId
from engine.people.offers import ShowOffer
from engine.rights.download import DownloadPhoto

router = Router(name="download")


@router.callback_query(DownloadTap.filter())
async def download_pressed(
    _event: object,
    callback_data: DownloadTap,
    tap: Tap,
    actor: Actor,
    download_photo: DownloadPhoto,
    show_offer: ShowOffer,
) -> None:
    outcome = await download_photo(actor, PhotoId(callback_data.photo_id), callback_data.wanted)
    said = download_of(outcome)
    await tap.answer(beside_file(said, await show_offer(actor)) if isinstance(said, FileMessage) else said)
