"""Opening one photo: its facts, if it may be seen."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.card import PhotoCard, card_of
from engine.model import Actor, Event, PhotoId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events


@dataclass(frozen=True, kw_only=True)
class OpenPhoto:
    """Raises PhotoGone unless the photo is published now, whatever an old button says."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_id: PhotoId, *, anew: bool = True) -> PhotoCard:
        """Counted as a view where it is opened `anew`, and not where somebody comes back to it."""
        require(actor, Act.OPEN_PHOTO)
        async with self.begin() as work:
            card = await card_of(work, actor, photo_id)
        if anew:
            facts = {"photo_id": card.photo.photo_id}
            self.events.tell(Event(kind="opened", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
        return card
