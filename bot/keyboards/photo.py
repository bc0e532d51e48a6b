"""Under an opened photo: more like it, its credit, keeping it, taking it, handing it on, and the way back."""

from __future__ import annotations

from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import SIZES, Back, CollectTap, DownloadTap, FavouriteTap, OpenPageTap
from bot.callbacks.partners import DaysTap
from bot.callbacks.refining import CardTagsTap
from bot.callbacks.requests import MoreTap
from bot.callbacks.review import WithdrawTap
from bot.callbacks.saved import NearTap, OnMapTap
from bot.keyboards.judging import changing_row, looking_row
from bot.keyboards.tags import tags_button
from bot.locales import gettext as _
from bot.locales import spoken
from engine.images.giving import Size
from engine.library.card import PhotoCard
from engine.model import PhotoId, SearchId
from engine.rights.credit import credit_line


def photo_keyboard(card: PhotoCard, back: Back | None) -> InlineKeyboardMarkup:
    """Four rows at most, so that the photo stays in sight; without `back` where it was opened by a link."""
    photo = card.photo
    collecting = CollectTap(photo_id=photo.photo_id).pack()
    rows = [
        looking_row(photo.photo_id, back),
        [_favourite(card, back), InlineKeyboardButton(text=_("To a collection"), callback_data=collecting)],
        [download_button(photo.photo_id, Size.SCREEN), download_button(photo.photo_id, Size.ORIGINAL)],
        [
            _copy(_("Copy the credit"), credit_line(photo.rights, spoken())),
            InlineKeyboardButton(text=_("More…"), callback_data=_more(photo.photo_id, back).pack()),
        ],
    ]
    if card.downloads_first:
        rows[1], rows[2] = rows[2], rows[1]
    if photo.tags:
        rows[0].append(tags_button(photo, back))
    if back is not None:
        rows.append([back_button(SearchId(back.search_id), back.page)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def more_keyboard(card: PhotoCard, back: Back | None, link: str | None) -> InlineKeyboardMarkup:
    """What is needed less often; without `link` where the bot has no name."""
    photo_id = card.photo.photo_id
    handing = [_share(photo_id)]
    if link is not None:
        handing.insert(0, _copy(_("Copy the link"), link))
    reporting = _more(photo_id, back, reporting=True)
    telling = [InlineKeyboardButton(text=_("Report a problem"), callback_data=reporting.pack())]
    last = [card_button(photo_id, back)]
    if card.shows_days:
        days = DaysTap(photo_id=photo_id, search_id=back.search_id if back else None, page=back.page if back else 1)
        last.append(InlineKeyboardButton(text=_("30 days"), callback_data=days.pack()))
    rows = [handing, telling, last]
    if card.photo.metadata.coordinates is not None:
        on_map = InlineKeyboardButton(text=_("On the map"), callback_data=OnMapTap(photo_id=photo_id).pack())
        near = InlineKeyboardButton(text=_("What is near"), callback_data=NearTap(photo_id=photo_id).pack())
        rows.insert(0, [on_map, near])
    if card.may_withdraw:
        withdrawing = WithdrawTap(photo_id=photo_id)
        rows.insert(-1, [InlineKeyboardButton(text=_("Withdraw the photo"), callback_data=withdrawing.pack())])
    if back is not None:
        rows.insert(0, changing_row(photo_id, back))
    return InlineKeyboardMarkup(inline_keyboard=rows)


def card_button(photo_id: PhotoId, back: Back | None) -> InlineKeyboardButton:
    search_id, page = (back.search_id, back.page) if back else (None, 1)
    tap = CardTagsTap(photo_id=photo_id, opened=False, search_id=search_id, page=page)
    return InlineKeyboardButton(text=_("↩ Back to the photo"), callback_data=tap.pack())


def _more(photo_id: PhotoId, back: Back | None, *, reporting: bool = False) -> MoreTap:
    search_id, page = (back.search_id, back.page) if back else (None, 1)
    return MoreTap(photo_id=photo_id, reporting=reporting, search_id=search_id, page=page)


def _copy(text: str, copied: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, copy_text=CopyTextButton(text=copied))


def _share(photo_id: PhotoId) -> InlineKeyboardButton:
    """Telegram asks for a chat, and offers the photo there in inline mode."""
    return InlineKeyboardButton(text=_("Share"), switch_inline_query=f"p{photo_id}")


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
