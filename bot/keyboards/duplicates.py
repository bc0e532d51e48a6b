"""Under a pair of photos: the four verdicts, each with the numbers of the photos that it is about."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from admin.duplicates.settling import DuplicateCard
from bot.callbacks.duplicates import VERDICTS, NextPairTap, VerdictTap
from bot.locales import gettext as _
from engine.duplicates.ports import Verdict


def verdict_keyboard(card: DuplicateCard) -> InlineKeyboardMarkup:
    better, lesser = card.better.photo.photo_id, card.lesser.photo.photo_id
    replace = _("Replace {lesser} by {better}").format(lesser=lesser, better=better)
    reject = _("Reject {new}").format(new=card.new.photo.photo_id)
    rows = [
        [_button(card, Verdict.KEEP_BOTH, _("Keep both photos")), _button(card, Verdict.MERGE, _("Merge"))],
        [_button(card, Verdict.REPLACE, replace)],
        [_button(card, Verdict.REJECT, reject)],
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def next_pair_keyboard() -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=_("Next pair"), callback_data=NextPairTap().pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def _button(card: DuplicateCard, verdict: Verdict, text: str) -> InlineKeyboardButton:
    tap = VerdictTap(pair_id=card.pair.pair_id, verdict=VERDICTS.index(verdict))
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
