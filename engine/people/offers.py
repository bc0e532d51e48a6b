"""Other products of the bank's owner: shown where they disturb nobody, at most once a day a person, and counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.errors import OfferGone
from engine.model import Actor, Event
from engine.people.offering import Offer, OfferId, OfferText
from engine.people.permissions import Act, may, require
from engine.ports import Begin, Clock, Events

REST = dt.timedelta(days=1)
"""So long after an offer was shown to somebody, they are shown none."""


@dataclass(frozen=True, kw_only=True)
class ShowOffer:
    """What to show beside an answer, counted as shown; nothing for visitors, and nothing most of the time."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor) -> Offer | None:
        if not may(actor.role, Act.SEE_OFFERS):
            return None
        now = self.clock()
        async with self.begin() as work:
            if await work.offers.next_for(actor.person_id, actor.language, now - REST) is None:
                return None
        async with self.begin(writes=True) as work:
            # Asked again: another answer to the same person may have shown one meanwhile.
            offer = await work.offers.next_for(actor.person_id, actor.language, now - REST)
            if offer is None:
                return None
            await work.offers.count_shown(offer.offer_id, actor.person_id, now)
            await work.commit()
        facts = {"offer_id": offer.offer_id}
        self.events.tell(Event(kind="saw_offer", person_id=actor.person_id, happened_at=now, facts=facts))
        return offer


@dataclass(frozen=True, kw_only=True)
class FollowOffer:
    """Counts a click. Raises NotRegistered, OfferGone where it was switched off or speaks another language only."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, offer_id: OfferId) -> OfferText:
        require(actor, Act.SEE_OFFERS)
        async with self.begin(writes=True) as work:
            offer = await work.offers.get(offer_id)
            text = offer.texts.get(actor.language) if offer is not None and offer.is_on else None
            if text is None:
                raise OfferGone
            await work.offers.count_click(offer_id)
            await work.commit()
        facts = {"offer_id": offer_id}
        self.events.tell(Event(kind="followed_offer", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
        return text
