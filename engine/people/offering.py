"""An offer of the bank's owner as it is kept, inside one unit of work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType, Protocol

from engine.model import Language, PersonId

OfferId = NewType("OfferId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferText:
    """What is said in one language; `link` is an address with http or https."""

    text: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """In a language without a text of its own it is shown to nobody."""

    offer_id: OfferId
    is_on: bool
    shown: int
    clicked: int
    texts: Mapping[Language, OfferText] = field(default_factory=dict)


class Offers(Protocol):
    """Offers and to whom they were shown last, inside one unit of work."""

    async def add(self, at: dt.datetime) -> OfferId:
        """Switched off, and without words."""

    async def all(self) -> tuple[Offer, ...]:
        """The oldest first."""

    async def get(self, offer_id: OfferId) -> Offer | None: ...

    async def write(self, offer_id: OfferId, language: Language, text: OfferText) -> None:
        """In the place of what it said in this language."""

    async def silence(self, offer_id: OfferId, language: Language) -> None:
        """It says nothing in this language any more."""

    async def switch(self, offer_id: OfferId, *, on: bool) -> None: ...

    async def drop(self, offer_id: OfferId) -> None:
        """One that says nothing and that nobody was shown."""

    async def next_for(self, person_id: PersonId, language: Language, since: dt.datetime) -> Offer | None:
        """What is switched on, speaks the language and was shown least; None for whoever was shown one since."""

    async def count_shown(self, offer_id: OfferId, person_id: PersonId, at: dt.datetime) -> None: ...

    async def count_click(self, offer_id: OfferId) -> None: ...
