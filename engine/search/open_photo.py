"""Opening one photo: its facts, if it may be seen."""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.card import PhotoCard, card_of
from engine.model import Actor, Event, PhotoId, SearchId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events
from engine.search.facts import place_facts


@dataclass(frozen=True, kw_only=True)
class OpenPhoto:
    """Raises PhotoGone unless the photo is published now, whatever an old button says."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(
        self, actor: Actor, photo_id: PhotoId, *, anew: bool = True, search_id: SearchId | None = None
    ) -> PhotoCard:
        """Counted as a view where it is opened `anew`, and not where somebody comes back to it.

        `search_id` is the search that it is opened from, which counts if it is the actor's own.
        """
        require(actor, Act.OPEN_PHOTO)
        async with self.begin() as work:
            card = await card_of(work, actor, photo_id)
            search = await work.searches.get(search_id) if anew and search_id is not None else None
        if anew:
            own = search if search is not None and search.person_id == actor.person_id else None
            facts = {"photo_id": card.photo.photo_id, **place_facts(own, photo_id)}
            self.events.tell(Event(kind="opened", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
        return card
