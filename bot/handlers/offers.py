"""The owner's offers: followed by whoever was shown one; listed, added, worded and switched by the owner."""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message

from admin.offers import LONGEST_TEXT, EditOffers
from bot.callbacks.offers import OfferAct, OffersTap, OfferTap, OwnOfferTap
from bot.presenters.offers import followed, offer_of, offers_of
from bot.sending import Sender
from bot.taps import Tap
from engine.errors import BadOffer
from engine.model import Actor, Language
from engine.people.offering import OfferId
from engine.people.offers import FollowOffer

router = Router(name="offers")

WORDING = re.compile(r"/offer_([1-9]\d{0,17})_(ru|en)(?:@\w+)?\s+(.+)", re.DOTALL)


@router.callback_query(OfferTap.filter())
async def offer_pressed(
    _event: object, callback_data: OfferTap, tap: Tap, actor: Actor, follow_offer: FollowOffer
) -> None:
    text = await follow_offer(actor, OfferId(callback_data.offer_id))
    await tap.answer(followed(text))


@router.message(Command("offers"))
@router.edited_message(Command("offers"))
async def offers_asked(message: Message, actor: Actor, edit_offers: EditOffers, sender: Sender) -> None:
    offers = await edit_offers.all(actor)
    await sender.answer(message, offers_of(offers))


@router.message(F.text.startswith("/offer_"))
async def offer_worded(message: Message, actor: Actor, edit_offers: EditOffers, sender: Sender) -> None:
    asked = WORDING.fullmatch(message.text or "")
    if asked is None:
        raise BadOffer(limit=LONGEST_TEXT)
    offer = await edit_offers.write(actor, OfferId(int(asked[1])), Language(asked[2]), asked[3])
    await sender.answer(message, offer_of(offer))


@router.callback_query(OffersTap.filter(F.adds))
async def add_offer_pressed(_event: object, tap: Tap, actor: Actor, edit_offers: EditOffers) -> None:
    offer = await edit_offers.add(actor)
    await tap.edit(offer_of(offer))


@router.callback_query(OffersTap.filter())
async def offers_pressed(_event: object, tap: Tap, actor: Actor, edit_offers: EditOffers) -> None:
    offers = await edit_offers.all(actor)
    await tap.edit(offers_of(offers))


@router.callback_query(OwnOfferTap.filter(F.act == OfferAct.OPEN))
async def own_offer_pressed(
    _event: object, callback_data: OwnOfferTap, tap: Tap, actor: Actor, edit_offers: EditOffers
) -> None:
    offer = await edit_offers.open(actor, OfferId(callback_data.offer_id))
    await tap.edit(offer_of(offer))


@router.callback_query(OwnOfferTap.filter())
async def offer_switched(
    _event: object, callback_data: OwnOfferTap, tap: Tap, actor: Actor, edit_offers: EditOffers
) -> None:
    on = callback_data.act is OfferAct.ON
    offer = await edit_offers.switch(actor, OfferId(callback_data.offer_id), on=on)
    await tap.edit(offer_of(offer))
