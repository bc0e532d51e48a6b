"""Taking back from the audit log what an owner did about offers."""

from __future__ import annotations

import datetime as dt

from admin.offers import state_of
from admin.review.ports import Deed, ReviewWork
from engine.errors import Superseded
from engine.model import Language
from engine.people.offering import Offer, OfferId, OfferText


async def take_offer_back(work: ReviewWork, deed: Deed, now: dt.datetime) -> None:
    """An UndoDeed."""
    offer = await work.offers.get(OfferId(deed.after["offer_id"]))
    if offer is None:
        raise Superseded
    current = state_of(offer)
    if any(current[part] != value for part, value in deed.after.items() if part in current):
        raise Superseded
    if not deed.before["was_there"]:
        await _drop(work, offer)
        return
    for part, value in deed.before.items():
        if part == "is_on":
            await work.offers.switch(offer.offer_id, on=value)
        elif part in current:
            await _say(work, offer, Language(part), value)


async def _drop(work: ReviewWork, offer: Offer) -> None:
    if offer.texts or offer.is_on or offer.shown:
        raise Superseded
    await work.offers.drop(offer.offer_id)


async def _say(work: ReviewWork, offer: Offer, language: Language, said: list[str] | None) -> None:
    if said is not None:
        text, link = said
        await work.offers.write(offer.offer_id, language, OfferText(text=text, link=link))
    elif offer.is_on and set(offer.texts) == {language}:
        raise Superseded  # it was switched on for these words
    else:
        await work.offers.silence(offer.offer_id, language)
