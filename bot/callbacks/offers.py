"""Buttons of the owner's offers: for whoever is shown one, and for the owner."""

from __future__ import annotations

from enum import IntEnum

from aiogram.filters.callback_data import CallbackData

from bot.callbacks import Id


class OfferTap(CallbackData, prefix="oc"):
    """What stands behind an offer."""

    offer_id: Id


class OfferAct(IntEnum):
    """What the owner does with an offer."""

    OPEN = 0
    ON = 1
    OFF = 2


class OwnOfferTap(CallbackData, prefix="oe"):
    offer_id: Id
    act: OfferAct


class OffersTap(CallbackData, prefix="ol"):
    """All offers; with a new one if wanted."""

    adds: bool
