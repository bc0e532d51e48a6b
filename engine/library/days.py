"""A photo's numbers day by day: what a partner sees of how it is looked at and taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.library.card import PhotoCard, card_of
from engine.library.ports import DayNumbers
from engine.model import Actor, PhotoId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock

DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDays:
    card: PhotoCard
    days: tuple[DayNumbers, ...]
    """DAYS of them, oldest first, today last."""


@dataclass(frozen=True, kw_only=True)
class ReadDays:
    """Raises NotAllowed below a partner, PhotoGone unless the photo is published."""

    begin: Begin
    clock: Clock

    async def __call__(self, actor: Actor, photo_id: PhotoId) -> CardDays:
        require(actor, Act.READ_DAYS)
        today = self.clock().date()
        days = [today - dt.timedelta(days=before) for before in reversed(range(DAYS))]
        async with self.begin() as work:
            card = await card_of(work, actor, photo_id)
            return CardDays(card=card, days=await work.photo_days.of(photo_id, days))
