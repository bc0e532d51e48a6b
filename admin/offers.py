"""The owner's offers: added, worded in each language, switched on and off."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from admin.review.ports import BeginReview, Deed, DeedKind, ReviewWork
from admin.review.snapshot import State, difference
from engine.errors import BadOffer, OfferGone
from engine.model import Actor, Event, Language
from engine.people.offering import Offer, OfferId, OfferText
from engine.people.permissions import Act, require
from engine.ports import Clock, Events, Work

LONGEST_TEXT = 300
LONGEST_LINK = 500


@dataclass(frozen=True, kw_only=True)
class EditOffers:
    """Each act is one method of it, and each raises NotAllowed for whoever is not the owner; changes are written
    down."""

    begin: BeginReview
    events: Events
    clock: Clock

    async def all(self, actor: Actor) -> tuple[Offer, ...]:
        require(actor, Act.EDIT_OFFERS)
        async with self.begin() as work:
            return await work.offers.all()

    async def open(self, actor: Actor, offer_id: OfferId) -> Offer:
        """Raises OfferGone."""
        require(actor, Act.EDIT_OFFERS)
        async with self.begin() as work:
            return await _known(work, offer_id)

    async def add(self, actor: Actor) -> Offer:
        """Switched off until it has words."""
        require(actor, Act.EDIT_OFFERS)
        async with self.begin(writes=True) as work:
            offer_id = await work.offers.add(self.clock())
            return await self._done(work, actor, offer_id, None)

    async def write(self, actor: Actor, offer_id: OfferId, language: Language, words: str) -> Offer:
        """`words` are a text and, after it, a link. Raises OfferGone, BadOffer."""
        require(actor, Act.EDIT_OFFERS)
        text = text_from(words)
        async with self.begin(writes=True) as work:
            offer = await _known(work, offer_id)
            await work.offers.write(offer.offer_id, language, text)
            return await self._done(work, actor, offer_id, offer)

    async def switch(self, actor: Actor, offer_id: OfferId, *, on: bool) -> Offer:
        """Raises OfferGone, BadOffer for one without words."""
        require(actor, Act.EDIT_OFFERS)
        async with self.begin(writes=True) as work:
            offer = await _known(work, offer_id)
            if on and not offer.texts:
                raise BadOffer(limit=LONGEST_TEXT)
            await work.offers.switch(offer_id, on=on)
            return await self._done(work, actor, offer_id, offer)

    async def _done(self, work: ReviewWork, actor: Actor, offer_id: OfferId, was: Offer | None) -> Offer:
        """`was` is None for a new one."""
        now, offer = self.clock(), await _known(work, offer_id)
        before, after = difference(state_of(was), state_of(offer)) if was else ({}, {})
        if was is None or before:
            await work.deeds.add(
                Deed(
                    person_id=actor.person_id,
                    kind=DeedKind.OFFER,
                    done_at=now,
                    before={"offer_id": offer_id, "was_there": was is not None, **before},
                    after={"offer_id": offer_id, **after},
                )
            )
        await work.commit()
        facts = {"offer_id": offer_id, "is_on": offer.is_on}
        self.events.tell(Event(kind="edited_offer", person_id=actor.person_id, happened_at=now, facts=facts))
        return offer


def state_of(offer: Offer) -> State:
    """Whether it is on, and text and link by language, as JSON values."""
    said = {language: offer.texts.get(language) for language in Language}
    texts = {language.value: None if one is None else [one.text, one.link] for language, one in said.items()}
    return {"is_on": offer.is_on, **texts}


def text_from(words: str) -> OfferText:
    """One line and a link, separated by space. Raises BadOffer."""
    text, _, link = " ".join(words.split()).rpartition(" ")
    try:
        address = urlsplit(link)
        whole = address.scheme in {"http", "https"} and "." in (address.hostname or "")
    except ValueError:
        whole = False
    if not (whole and 1 <= len(text) <= LONGEST_TEXT and len(link) <= LONGEST_LINK):
        raise BadOffer(limit=LONGEST_TEXT)
    return OfferText(text=text, link=link)


async def _known(work: Work, offer_id: OfferId) -> Offer:
    offer = await work.offers.get(offer_id)
    if offer is None:
        raise OfferGone
    return offer
