"""Under an offer, and under the owner's list of them."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks.offers import OfferAct, OffersTap, OfferTap, OwnOfferTap
from bot.locales import gettext as _
from engine.people.offering import Offer

SHOWN = 20


def offer_row(offer: Offer) -> list[InlineKeyboardButton]:
    """What leads on to it, under an answer to something else."""
    return [_button(_("Tell me more"), OfferTap(offer_id=offer.offer_id))]


def with_offer(keyboard: InlineKeyboardMarkup | None, offer: Offer | None) -> InlineKeyboardMarkup | None:
    """The offer's row stands last."""
    if offer is None:
        return keyboard
    rows = keyboard.inline_keyboard if keyboard else []
    return InlineKeyboardMarkup(inline_keyboard=[*rows, offer_row(offer)])


def site_keyboard(link: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=_("Open the site"), url=link)]])


def offers_keyboard(offers: Sequence[Offer]) -> InlineKeyboardMarkup:
    rows = [
        [_button(_("Offer {number}").format(number=one.offer_id), _own(one, OfferAct.OPEN))] for one in offers[:SHOWN]
    ]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [_button(_("Add an offer"), OffersTap(adds=True))]])


def own_offer_keyboard(offer: Offer) -> InlineKeyboardMarkup:
    switch = (
        _button(_("Switch off"), _own(offer, OfferAct.OFF))
        if offer.is_on
        else _button(_("Switch on"), _own(offer, OfferAct.ON))
    )
    return InlineKeyboardMarkup(inline_keyboard=[[switch, _button(_("↩ All offers"), OffersTap(adds=False))]])


def _own(offer: Offer, act: OfferAct) -> OwnOfferTap:
    return OwnOfferTap(offer_id=offer.offer_id, act=act)


def _button(text: str, tap: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=tap.pack())
