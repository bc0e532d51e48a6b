"""Under an opened photo: what is like it, the search with more or less of it, and a word on whether it was meant."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.callbacks import Back, SimilarTap
from bot.callbacks.refining import JudgeTap, LikeTap
from bot.locales import gettext as _
from engine.model import PhotoId


def looking_row(photo_id: PhotoId, back: Back | None) -> list[InlineKeyboardButton]:
    """A judgement is about a search, so it stands only where the photo was opened from one."""
    similar = SimilarTap(photo_id=photo_id, search_id=back.search_id if back else None)
    row = [InlineKeyboardButton(text=_("Similar"), callback_data=similar.pack())]
    if back is None:
        return row
    for thumb, fits in (("👍", True), ("👎", False)):
        judging = JudgeTap(search_id=back.search_id, photo_id=photo_id, fits=fits)
        row.append(InlineKeyboardButton(text=thumb, callback_data=judging.pack()))
    return row


def changing_row(photo_id: PhotoId, back: Back) -> list[InlineKeyboardButton]:
    """The search with more, or less, of what the photo shows."""
    more, less = (LikeTap(search_id=back.search_id, photo_id=photo_id, wanted=wanted) for wanted in (True, False))
    return [
        InlineKeyboardButton(text=_("More like this"), callback_data=more.pack()),
        InlineKeyboardButton(text=_("Less like this"), callback_data=less.pack()),
    ]
