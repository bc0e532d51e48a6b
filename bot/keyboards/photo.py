"""Under an opened photo: more like it, its credit, keeping it, taking it, handing it on, and the way back."""

from __future__ import annotations

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import SIZES, Back, CollectTap, DownloadTap, FavouriteTap, OpenPageTap
from bot.callbacks.partners import DaysTap
from bot.keyboards.judging import looking_rows
from bot.keyboards.tags import tags_row
from bot.locales import gettext as _
from bot.locales import spoken
from engine.images.giving import Size
from engine.library.card import PhotoCard
from engine.model import PhotoId, SearchId
from engine.rights.credit import credit_line


def photo_keyboard(card: PhotoCard, back: Back | None, link: str | None) -> InlineKeyboardMarkup:
    """Without `back` where the photo was opened by a link, without `link` where the bot has no name."""
    photo = card.photo
    credit = CopyTextButton(text=credit_line(photo.rights, spoken()))
    collecting = CollectTap(photo_id=photo.photo_id).pack()
    rows = [
        *looking_rows(photo.photo_id, back),
        *([tags_row(photo, back)] if photo.tags else []),
        [_favourite(card, back), InlineKeyboardButton(text=_("To a collection"), callback_data=collecting)],
        [InlineKeyboardButton(text=_("Copy the credit"), copy_text=credit)],
        [download_button(photo.photo_id, Size.SCREEN), download_button(photo.photo_id, Size.ORIGINAL)],
    ]
    if link is not None:
        rows[-2].append(InlineKeyboardButton(text=_("Copy the link"), copy_text=CopyTextButton(text=link)))
    if card.shows_days:
        days = DaysTap(
            photo_id=photo.photo_id, search_id=back.search_id if back else None, page=back.page if back else 1
        )
        rows.append([InlineKeyboardButton(text=_("30 days"), callback_data=days.pack())])
    if back is not None:
        rows.append([back_button(SearchId(back.search_id), back.page)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def download_button(photo_id: PhotoId, size: Size) -> InlineKeyboardButton:
    text = _("Download for screen") if size is Size.SCREEN else _("Download the original")
    tap = DownloadTap(photo_id=photo_id, size=SIZES.index(size))
    return InlineKeyboardButton(text=text, callback_data=tap.pack())


def back_button(search_id: SearchId, page: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=_("↩ Back to the page"), callback_data=OpenPageTap(search_id=search_id, page=page).pack()
    )


def _favourite(card: PhotoCard, back: Back | None) -> InlineKeyboardButton:
    text = _("★ Favourite") if card.is_favourite else _("☆ To favourites")
    tap = FavouriteTap(
        photo_id=card.photo.photo_id,
        wanted=not card.is_favourite,
        search_id=back.search_id if back else None,
        page=back.page if back else 1,
    )
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
