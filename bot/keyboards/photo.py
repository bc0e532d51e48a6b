"""Under an opened photo: more like it, its credit line to copy, and the way back."""

from __future__ import annotations

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import SIZES, DownloadTap, OpenPageTap, SimilarTap
from bot.locales import gettext as _
from bot.locales import spoken
from engine.images.giving import Size
from engine.model import Photo, PhotoId, SearchId
from engine.rights.credit import credit_line


def photo_keyboard(photo: Photo, search_id: SearchId, page: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                _similar(photo.photo_id),
                InlineKeyboardButton(
                    text=_("Copy the credit"),
                    copy_text=CopyTextButton(text=credit_line(photo.rights, spoken())),
                ),
            ],
            [
                download_button(photo.photo_id, Size.SCREEN),
                download_button(photo.photo_id, Size.ORIGINAL),
            ],
            [back_button(search_id, page)],
        ]
    )


def download_button(photo_id: PhotoId, size: Size) -> InlineKeyboardButton:
    text = _("Download for screen") if size is Size.SCREEN else _("Download the original")
    tap = DownloadTap(photo_id=photo_id, size=SIZES.index(size))
    return InlineKeyboardButton(text=text, callback_data=tap.pack())


def back_button(search_id: SearchId, page: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=_("↩ Back to the page"), callback_data=OpenPageTap(search_id=search_id, page=page).pack()
    )


def _similar(photo_id: PhotoId) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=_("Similar"), callback_data=SimilarTap(photo_id=photo_id).pack())
