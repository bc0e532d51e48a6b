"""Marking a photo, to find it again."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.card import PhotoCard, card_of
from engine.model import Actor, Event, PhotoId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events


@dataclass(frozen=True, kw_only=True)
class MarkFavourite:
    """Says what is wanted, not "the other way round": a button pressed twice does no harm.

    Raises NotRegistered, PhotoGone.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_id: PhotoId, *, wanted: bool) -> PhotoCard:
        require(actor, Act.KEEP_FAVOURITES)
        now = self.clock()
        async with self.begin(writes=True) as work:
            before = await card_of(work, actor, photo_id)
            if wanted:
                await work.favourites.put(actor.person_id, photo_id, now)
            else:
                await work.favourites.remove(actor.person_id, photo_id)
            card = await card_of(work, actor, photo_id)
            await work.commit()
        if before.is_favourite != wanted:
            kind = "favourited" if wanted else "unfavourited"
            facts = {"photo_id": photo_id}
            self.events.tell(Event(kind=kind, person_id=actor.person_id, happened_at=now, facts=facts))
        return card
