"""Opening one photo: its facts, if it may be seen."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import PhotoGone
from engine.model import Actor, Event, Photo, PhotoId, PhotoState
from engine.ports import Begin, Clock, Events


@dataclass(frozen=True, kw_only=True)
class OpenPhoto:
    """Raises PhotoGone unless the photo is published now, whatever an old button says."""

    begin: Begin
    events: Events
    clock: Clock

    async def __call__(self, actor: Actor, photo_id: PhotoId) -> Photo:
        async with self.begin() as work:
            photo = (await work.photos.get([photo_id])).get(photo_id)
        if photo is None or photo.state is not PhotoState.PUBLISHED:
            raise PhotoGone
        self.events.tell(
            Event(
                kind="opened",
                person_id=actor.person_id,
                happened_at=self.clock(),
                facts={"photo_id": photo_id},
            )
        )
        return photo
