"""Taking a photo away as a file."""

from __future__ import annotations

from aiogram import Router

from bot.callbacks import DownloadTap
from bot.presenters.download import download_of
from bot.taps import Tap
from engine.model import Actor, PhotoId
from engine.rights.download import DownloadPhoto

router = Router(name="download")


@router.callback_query(DownloadTap.filter())
async def download_pressed(
    _event: object, callback_data: DownloadTap, tap: Tap, actor: Actor, download_photo: DownloadPhoto
) -> None:
    outcome = await download_photo(actor, PhotoId(callback_data.photo_id), callback_data.wanted)
    await tap.answer(download_of(outcome))
