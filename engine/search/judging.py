"""A person's word on a hit: it is what was sought, or it is not."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import PhotoGone
from engine.model import Actor, Event, PhotoId, SearchId
from engine.people.permissions import Act, require
from engine.ports import Begin, Clock, Events
from engine.search.panel import own_search


@dataclass(frozen=True, kw_only=True)
class JudgeHit:
    """Told as an event with the search's words and the hit's place and band, so that rankings can be measured by it.

    Raises SearchGone for a search that is not the actor's, PhotoGone for a photo that is not among its hits.
    """

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, search_id: SearchId, photo_id: PhotoId, *, fits: bool) -> None:
        require(actor, Act.JUDGE)
        async with self.begin() as work:
            search = await own_search(work, actor, search_id)
        places = {hit.photo_id: (number, hit.band) for number, hit in enumerate(search.ranked, start=1)}
        if photo_id not in places:
            raise PhotoGone
        number, band = places[photo_id]
        facts = {
            "search_id": search_id,
            "photo_id": photo_id,
            "fits": fits,
            "place": number,
            "band": band.value,
            "words": search.query.words,
        }
        self.events.tell(Event(kind="judged", person_id=actor.person_id, happened_at=self.clock(), facts=facts))
